"""Published tables as a page shows them: numbers, numbers of an earlier closing, and what is hidden, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from pokpong.foundation.kernel.words import Words
from pokpong.insight.disclosure.tables import TOTAL
from pokpong.insight.indicators.queries import ShownCell, ShownTable
from pokpong.insight.indicators.tables.definition import UNKNOWN
from pokpong.insight.reports.sight import below, names_of

MANY_COLUMNS = 8


@dataclass(frozen=True)
class Cell:
    """`number` None: hidden. `since` is the last day that it counts, where that is an earlier one than the table's."""

    number: int | None
    since: date | None = None

    @property
    def is_hidden(self) -> bool:
        return self.number is None


@dataclass(frozen=True)
class Line:
    """One place. `path` is empty where it leads nowhere."""

    words: Words
    cells: Sequence[Cell]
    path: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Drawn:
    """A table for one place: a line for it, and one for each place below it."""

    shown: ShownTable
    heads: Sequence[Words]
    lines: Sequence[Line] = field(default_factory=tuple)

    @property
    def total(self) -> Cell:
        return self.lines[0].cells[0] if self.lines else Cell(None)

    @property
    def single(self) -> list[tuple[Words, Cell]]:
        """Column by column, where there is one line alone: many columns stand better below each other."""
        return list(zip(self.heads, self.lines[0].cells, strict=True)) if len(self.lines) == 1 else []

    @property
    def is_wide(self) -> bool:
        """Whether it is printed across the paper."""
        return len(self.heads) > MANY_COLUMNS

    @property
    def hides(self) -> bool:
        return any(cell.is_hidden for line in self.lines for cell in line.cells)


def drawn(shown: ShownTable, path: str) -> Drawn:
    """The total stands first in every line; a table by province has no lines for districts."""
    columns = [TOTAL, *shown.table.columns]
    heads = [_("Together"), *shown.table.columns.values()]
    rows = [(where, name) for where, name in below(path) if where in shown.cells or _is_row(shown, where)]
    lines = [Line(names_of([path])[path] or _("The whole country"), _cells(shown, path, columns), is_total=True)]
    lines += [Line(name, _cells(shown, where, columns), where) for where, name in rows]
    if rows:
        lines.append(Line(_("Place not known more exactly"), _cells(shown, path + UNKNOWN, columns)))
    return Drawn(shown, heads, [line for line in lines if not _is_empty_rest(shown, path, line)])


def _is_row(shown: ShownTable, path: str) -> bool:
    return path.count("/") <= shown.table.depth


def _is_empty_rest(shown: ShownTable, path: str, line: Line) -> bool:
    """The line of what is not known exactly is left out where nothing was ever counted in it."""
    rest = not line.is_total and not line.path
    return rest and (path + UNKNOWN not in shown.cells or all(cell.number == 0 for cell in line.cells))


def _cells(shown: ShownTable, row: str, columns: Sequence[str]) -> list[Cell]:
    return [_cell(shown, shown.cell(row, column)) for column in columns]


def _cell(shown: ShownTable, found: ShownCell) -> Cell:
    return Cell(found.number, found.until if shown.is_older(found) else None)


def covers_place(shown: ShownTable, path: str) -> bool:
    """Whether the table has a line for the place itself: one by province has none for a district."""
    return path.count("/") <= shown.table.depth
