"""A text file of values between commas, semicolons or tabs, read like a workbook of one sheet."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from typing import Final

from pokpong.doors.exchange.workbooks import problems
from pokpong.doors.exchange.workbooks.cells import MOST_LETTERS, Value
from pokpong.doors.exchange.workbooks.packages import MOST_BYTES
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Book, Line, Sheet, letters, read_workbook
from pokpong.doors.exchange.workbooks.scanning import MOST_COLUMNS, MOST_ROWS
from pokpong.foundation.kernel.problems import Problem, Refused

SHEET_NAME: Final = "CSV"
SEPARATORS: Final = ("\t", ";", ",")
FORMULA_SIGNS: Final = ("=", "@")  # what a spreadsheet would compute when the file is opened in it
MARKS_OF_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
LONGEST_HEAD: Final = 20_000  # letters of the first line


def read_book(content: bytes) -> Book:
    """The sheets of an .xlsx file, or the one of a .csv file, told apart by what is in it, never by its name.

    Raises Refused with a reason for anything else.
    """
    text = _text(content)
    separator = _separator(text) if text else ""
    return _book(content, text, separator) if separator else read_workbook(content)


def _text(content: bytes) -> str:
    """The file as text; empty for one that is no text, or too large to be looked at."""
    if len(content) > MOST_BYTES or content.startswith(b"PK"):
        return ""
    encoding = "utf-16" if content.startswith(MARKS_OF_UTF16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return ""
    plain = all(letter >= " " or letter in "\t\r\n" for letter in text)
    return text if plain else ""


def _separator(text: str) -> str:
    """The one that parts the first filled line into most cells; empty where there is none, or the text is markup."""
    head = next((line for line in text.splitlines() if line.strip()), "")[:LONGEST_HEAD]
    if head.lstrip().startswith(("<", "%PDF", "{")):
        return ""
    return max(SEPARATORS, key=head.count) if any(map(head.count, SEPARATORS)) else ""


def _book(content: bytes, text: str, separator: str) -> Book:
    try:
        lines = tuple(_lines(text, separator))
    except csv.Error:
        raise Refused([problems.DAMAGED("file")]) from None
    if not lines:
        raise Refused([problems.NO_ROWS("file")])
    return Book(hashlib.sha256(content).hexdigest(), (Sheet(SHEET_NAME, lines),))


def _lines(text: str, separator: str) -> Iterator[Line]:
    filled = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    for number, cells in enumerate(reader, start=1):
        read = [_value(cell) for cell in cells]
        wrong = tuple(CellProblem(number, letters(at), problem) for at, (_v, problem) in enumerate(read) if problem)
        line = Line(number, tuple(value for value, _problem in read), wrong)
        if line.is_empty and not wrong:
            continue
        filled += 1
        if filled > MOST_ROWS + 1:
            raise Refused([problems.TOO_MANY_ROWS("file")])
        if len(cells) > MOST_COLUMNS:
            raise Refused([problems.TOO_MANY_COLUMNS("file")])
        yield line


def _value(cell: str) -> tuple[Value, Problem | None]:
    if cell.strip().startswith(FORMULA_SIGNS):
        return None, problems.FORMULA()
    if len(cell) > MOST_LETTERS:
        return None, problems.TEXT_TOO_LONG(limit=MOST_LETTERS)
    return cell, None
