"""A table of counts with its totals: rows of places in a tree, columns side by side.

Every cell is an arc of a network in which what flows into a node flows out of it again; that is all that sums say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

TOTAL = ""  # the column of the sums of a row
ROOT = ""  # the row of the sums over all rows
Cell = tuple[str, str]  # row, column
Counts = Mapping[Cell, int]
_OUTSIDE = ("outside", "")


@dataclass(frozen=True)
class Shape:
    """`parents` names for each row, but for `ROOT`, the row it is part of. A row without parts is a leaf."""

    parents: Mapping[str, str]
    columns: tuple[str, ...]

    @cached_property
    def rows(self) -> tuple[str, ...]:
        return (ROOT, *self.parents)

    @cached_property
    def leaves(self) -> frozenset[str]:
        return frozenset(self.rows) - frozenset(self.parents.values())

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return tuple((row, column) for row in self.rows for column in (*self.columns, TOTAL))

    @cached_property
    def ends(self) -> dict[Cell, tuple[Cell, Cell]]:
        """The two nodes between which each cell flows."""
        return {cell: self._ends(*cell) for cell in self.cells}

    def _ends(self, row: str, column: str) -> tuple[Cell, Cell]:
        above = self.parents.get(row)
        if column == TOTAL:
            return (_OUTSIDE if above is None else ("row", above)), ("row", row)
        start = ("row", row) if row in self.leaves else (f"sum {row}", column)
        return start, (_OUTSIDE if above is None else (f"sum {above}", column))

    def summed(self, counts: Counts) -> dict[Cell, int]:
        """Every cell, from the counts of the leaves. Raises KeyError for a cell that is no leaf's."""
        found = dict.fromkeys(self.cells, 0)
        for (row, column), count in counts.items():
            if row not in self.leaves or column not in self.columns:
                raise KeyError((row, column))
            for each in self.up_from(row):
                found[each, column] += count
                found[each, TOTAL] += count
        return found

    def up_from(self, row: str) -> Iterable[str]:
        """The row and all rows that it is part of."""
        yield row
        while row in self.parents:
            row = self.parents[row]
            yield row


def flat(rows: Iterable[str], columns: Iterable[str]) -> Shape:
    """A plain two-way table."""
    return Shape(dict.fromkeys(rows, ROOT), tuple(columns))
