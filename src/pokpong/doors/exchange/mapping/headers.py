"""Which column of a sheet holds which field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Line, letters
from pokpong.foundation.kernel.problems import ProblemKind
from pokpong.foundation.kernel.words import lazy as _

REASONS = "lao:Reasons"  # the column of an error workbook that says what was wrong: never read
WHOLE_FILE = 0  # the row of a reason against a file as a whole

COLUMN_UNREAD = ProblemKind("import_column_unread", _("The column “%(label)s” is not read."))


@dataclass(frozen=True)
class Header:
    """Where a sheet's fields stand (columns count from 0), the first row that is data, and the labels of the columns
    that mean nothing here, by place."""

    sheet: str
    columns: dict[str, int]
    first_row: int
    unread: dict[int, str] = field(default_factory=dict)

    def cell_problems(self, line: Line) -> list[CellProblem]:
        """What is wrong with the cells of this row that are read, a merged range once."""
        read = {letters(at) for at in self.columns.values()}
        kept = [found for found in line.problems if found.column in read]
        return list({found.problem.message: found for found in reversed(kept)}.values())[::-1]

    def unread_columns(self, lines: Iterable[Line]) -> list[CellProblem]:
        """The columns that are not read although something stands in one of these lines, each once."""
        left = dict(self.unread)
        found = []
        for line in lines:
            filled = [at for at in left if line.text(at)]
            found += [(at, left.pop(at)) for at in filled]
        return [CellProblem(WHOLE_FILE, letters(at), COLUMN_UNREAD(label=label)) for at, label in sorted(found)]

    def is_blank(self, line: Line) -> bool:
        """Nothing in any column that is read: the templates number a thousand rows beforehand."""
        filled = any(line.text(at) for name, at in self.columns.items() if name != REASONS)
        return not filled and not self.cell_problems(line)
