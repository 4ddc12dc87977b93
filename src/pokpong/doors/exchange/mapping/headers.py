"""Which column of a sheet holds which field."""

from __future__ import annotations

from dataclasses import dataclass

from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Line, letters

REASONS = "lao:Reasons"  # the column of an error workbook that says what was wrong: never read


@dataclass(frozen=True)
class Header:
    """Where a sheet's fields stand (columns count from 0), and the first row that is data."""

    sheet: str
    columns: dict[str, int]
    first_row: int
    unread: tuple[str, ...] = ()

    def cell_problems(self, line: Line) -> list[CellProblem]:
        """What is wrong with the cells of this row that are read, a merged range once."""
        read = {letters(at) for at in self.columns.values()}
        kept = [found for found in line.problems if found.column in read]
        return list({found.problem.message: found for found in reversed(kept)}.values())[::-1]

    def is_blank(self, line: Line) -> bool:
        """Nothing in any column that is read: the templates number a thousand rows beforehand."""
        filled = any(line.text(at) for name, at in self.columns.items() if name != REASONS)
        return not filled and not self.cell_problems(line)
