"""A workbook's sheets as plain lines of values, with what is wrong with a cell whatever it is about."""

from __future__ import annotations

import hashlib
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from pokpong.doors.exchange.workbooks import problems
from pokpong.doors.exchange.workbooks.cells import MOST_LETTERS, Value, as_text, is_empty
from pokpong.doors.exchange.workbooks.packages import opened
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.scanning import Shape, shapes
from pokpong.foundation.kernel.problems import Problem, Refused

MOST_MERGED = 20_000  # cells
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, zipfile.BadZipFile, OSError, SyntaxError)


@dataclass(frozen=True)
class Line:
    """One row: its number in the workbook (from 1), its cells from column A, and what is wrong with them."""

    number: int
    cells: tuple[Value, ...]
    problems: tuple[CellProblem, ...] = ()

    @property
    def is_empty(self) -> bool:
        return all(is_empty(cell) for cell in self.cells)

    def text(self, column: int) -> str:
        """The text in the column counted from 0; empty beyond the last one."""
        return as_text(self.cells[column]) if 0 <= column < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """Only lines with something in them; those hidden in the workbook stand among them."""

    name: str
    lines: tuple[Line, ...]
    hidden_rows: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Book:
    """`digest` is the SHA-256 of the file, in hex: the same file is known again by it."""

    digest: str
    sheets: tuple[Sheet, ...]


def letters(column: int) -> str:
    """The letters of the column counted from 0: A, B … AA."""
    return get_column_letter(column + 1)


def read_workbook(content: bytes) -> Book:
    """The sheets of an .xlsx file. Raises Refused with a reason for anything else (see `problems`).

    Formulas are never computed and their kept results never taken: each one is a problem of its cell.
    """
    with opened(content) as package:
        found = shapes(package)
    try:
        sheets = tuple(_sheets(content, found))
    except UNREADABLE:
        raise Refused([problems.DAMAGED("file")]) from None
    if not any(sheet.lines for sheet in sheets):
        raise Refused([problems.NO_ROWS("file")])
    return Book(hashlib.sha256(content).hexdigest(), sheets)


def _sheets(content: bytes, found: dict[str, Shape]) -> Iterator[Sheet]:
    with warnings.catch_warnings():
        # openpyxl says which features it does not know; nothing of them is read here.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                shape = found.get(_part_of(sheet), Shape())
                yield Sheet(sheet.title, tuple(_lines(sheet, shape)), frozenset(shape.hidden_rows))
        finally:
            book.close()


def _part_of(sheet: Any) -> str:
    """The name of the sheet's part in the package; openpyxl has no public word for it."""
    return str(sheet._worksheet_path)


def _lines(sheet: Any, shape: Shape) -> Iterator[Line]:
    if not shape.last_row:
        return
    sheet.reset_dimensions()  # what the file says about its own size is not believed
    merged = _merged_rows(shape)
    rows = sheet.iter_rows(max_row=shape.last_row, max_col=shape.last_column)
    for number, cells in enumerate(rows, start=1):
        read = [_value(cell) for cell in cells]
        wrong = [CellProblem(number, letters(at), problem) for at, (_v, problem) in enumerate(read) if problem]
        line = Line(number, tuple(value for value, _problem in read), (*wrong, *merged.get(number, ())))
        if line.problems or not line.is_empty:
            yield line


def _merged_rows(shape: Shape) -> dict[int, list[CellProblem]]:
    """A merged range makes every cell that it touches unreadable: which row its value belongs to is anybody's guess.

    Raises Refused where most of a sheet is merged.
    """
    found: dict[int, list[CellProblem]] = {}
    touched = 0
    for reference in shape.merged:
        rows, columns = _within(reference, shape)
        touched += len(rows) * len(columns)
        if touched > MOST_MERGED:
            raise Refused([problems.TOO_MUCH_MERGED("file")])
        for row in rows:
            found.setdefault(row, []).extend(
                CellProblem(row, get_column_letter(column), problems.MERGED(cells=reference)) for column in columns
            )
    return found


def _within(reference: str, shape: Shape) -> tuple[range, range]:
    """Rows and columns of a range as far as the sheet is filled."""
    left, top, right, bottom = range_boundaries(reference)
    rows = range(top or 1, min(bottom or shape.last_row, shape.last_row) + 1)
    return rows, range(left or 1, min(right or shape.last_column, shape.last_column) + 1)


def _value(cell: Any) -> tuple[Value, Problem | None]:
    value = cell.value
    if isinstance(value, str):
        return _text(value, cell.data_type)
    if value is None or isinstance(value, bool | int | float | datetime | date):
        return value, None
    if isinstance(value, time | timedelta):
        return str(value), None
    return None, problems.FORMULA()  # a formula of several cells comes as an object


def _text(value: str, data_type: str) -> tuple[Value, Problem | None]:
    if data_type == "f":
        return None, problems.FORMULA()
    if data_type == "e" or value in ERROR_CODES:
        return None, problems.ERROR_VALUE(error=value[:20])
    if len(value) > MOST_LETTERS:
        return None, problems.TEXT_TOO_LONG(limit=MOST_LETTERS)
    return value, None
