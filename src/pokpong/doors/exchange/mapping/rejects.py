"""The workbook of rejected rows: the same layout with the reasons, to be corrected and sent again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from openpyxl.utils.cell import column_index_from_string

from pokpong.doors.exchange.mapping.headers import REASONS
from pokpong.doors.exchange.workbooks.cells import Value, as_text
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Line
from pokpong.doors.exchange.workbooks.reading import Sheet as ReadSheet
from pokpong.foundation.papers.workbook import Cell, Sheet, xlsx_of

MOST_NOTED = 1000  # rows with comments on their cells: thousands make a workbook slow; the column names every reason


def error_workbook(sheet: ReadSheet, header_row: int, wrong: Iterable[CellProblem], reasons: str) -> bytes:
    """Only the rows that were rejected, each with its reasons in a column named `reasons` and beside their cells.

    Row numbers in the reasons are those of the workbook that was sent.
    """
    by_row: dict[int, list[CellProblem]] = {}
    for problem in wrong:
        by_row.setdefault(problem.row, []).append(problem)
    lines = {line.number: line for line in sheet.lines}
    rejected = [lines.get(number, Line(number, ())) for number in sorted(by_row)]
    labels = lines.get(header_row, Line(header_row, ()))
    above = lines.get(header_row - 1) if header_row - 1 in sheet.hidden_rows else None
    width = max(len(line.cells) for line in [labels, *rejected, *([above] if above else [])])
    kept = [at for at in range(width) if not _is_reasons(labels, above, at)]
    new_place = {old: new for new, old in enumerate(kept)}
    return xlsx_of(
        [
            Sheet(
                name=sheet.name,
                head=[*(labels.text(at) for at in kept), reasons],
                rows=[[*_cells(line, kept), _all(by_row[line.number])] for line in rejected],
                notes=_notes(rejected, by_row, new_place),
                codes=[*(above.text(at) if above else "" for at in kept), REASONS],
            )
        ]
    )


def _is_reasons(labels: Line, above: Line | None, at: int) -> bool:
    return REASONS in (labels.text(at), above.text(at) if above else "")


def _cells(line: Line, kept: Sequence[int]) -> list[Cell]:
    return [_cell(line.cells[at]) if at < len(line.cells) else None for at in kept]


def _cell(value: Value) -> Cell:
    if isinstance(value, bool) or value is None:
        return as_text(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(str(value))
    if isinstance(value, datetime):
        return as_text(value) if value.time() != datetime.min.time() else value.date()
    if isinstance(value, date | int):
        return value
    return as_text(value)


def _all(wrong: Sequence[CellProblem]) -> str:
    return "\n".join(
        f"{found.column}: {found.problem.message}" if found.column else found.problem.message for found in wrong
    )


def _notes(
    rejected: Sequence[Line], by_row: dict[int, list[CellProblem]], new_place: dict[int, int]
) -> dict[tuple[int, int], str]:
    notes: dict[tuple[int, int], str] = {}
    for number, line in enumerate(rejected[:MOST_NOTED]):
        for found in by_row[line.number]:
            at = new_place.get(column_index_from_string(found.column) - 1) if found.column else None
            if at is not None:
                before = notes.get((number, at))
                notes[number, at] = f"{before}\n{found.problem.message}" if before else found.problem.message
    return notes
