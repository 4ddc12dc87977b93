"""What a table of figures counts, in words and as a query; and how its rows follow from paths of places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pokpong.foundation.kernel.paths import cut, parts
from pokpong.foundation.kernel.words import Words
from pokpong.insight.disclosure.tables import ROOT, Shape

UNKNOWN = "?/"  # behind a path: within it, but nobody knows where
Counted = Counter[tuple[str, str]]


@dataclass(frozen=True)
class FigureTable:
    """`depth`: 2 counts by district, 1 by province. `count` answers (path, column) of each thing counted.

    `counts`: what one unit is; `dated`: by which day; `source`: which records. `records` is the address of the list of
    those records, for who holds `permission`.
    """

    code: str
    title: Words
    counts: Words
    dated: Words
    source: Words
    unit: Words
    heading: Words
    columns: Mapping[str, Words]
    depth: int
    count: Callable[[date, date], Iterable[tuple[str, str]]]
    records: str
    permission: str

    def counted(self, first: date, last: date) -> Counted:
        """How many by row and column, both days included. What is no known column counts under the last one."""
        *_others, last_column = self.columns
        return Counter(
            (row_of(path, self.depth), column if column in self.columns else last_column)
            for path, column in self.count(first, last)
        )


def row_of(path: str, depth: int) -> str:
    """The row of something that happened at `path`; what is not known so exactly has a row of its own."""
    known = cut(path, depth)
    return known if len(parts(known)) == depth else known + UNKNOWN


def shape_of(rows: Iterable[str], columns: Iterable[str]) -> Shape:
    """The rows with all rows above them, in the order of their paths."""
    found: dict[str, str] = {}
    for row in sorted(set(rows)):
        steps = parts(row)
        for number in range(1, len(steps) + 1):
            path = "".join(f"{step}/" for step in steps[:number])
            found.setdefault(path, "".join(f"{step}/" for step in steps[: number - 1]) or ROOT)
    return Shape(found, tuple(columns))
