"""Tables out as an Excel workbook.

    xlsx_of([Sheet(_("Services"), head=("Date", "Kind"), rows=[(day, "...")])])

What people typed stays what they typed: no text becomes a formula, a number, an address or a date in the program that
opens it. A text that a program could take for a formula is marked as text in the way Excel itself does (the quote
prefix), so reading the workbook back gives the same text.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, Final

import xlsxwriter

from pokpong.foundation.kernel import clock
from pokpong.foundation.papers.columns import width
from pokpong.foundation.papers.drawing import drawn_alone

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FONT: Final = "Phetsarath OT"
LONGEST_TEXT: Final = 32_767  # characters in a cell; this and the next two: Excel's specifications and limits
MOST_ROWS: Final = 1_048_576
LONGEST_NAME: Final = 31
LONGEST_LINE: Final = 120  # of the line above and below a page; 255 with Excel's own signs
FIRST_DAY: Final = date(1900, 3, 1)  # before it, programs count days differently
EXACT_DIGITS: Final = 15
RISKY: Final = ("=", "+", "-", "@", "\t", "\r")  # OWASP, CSV injection
_NOT_IN_A_NAME: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_NARROWEST, _WIDEST = 8, 60  # characters
_ROWS_MEASURED: Final = 500

Cell = str | int | Decimal | date | None


@dataclass(frozen=True)
class Sheet:
    """One table. `notes` hang a comment on a cell, by (row, column) counted from 0 in `rows`.

    `codes`, when given, stand above the head in a hidden row: what each column is to a program that reads it back.
    """

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    codes: Sequence[str] = ()


@dataclass(frozen=True)
class Mark:
    """Whose copy a workbook is: printed above and below every sheet, and in the properties of the document.

    `code` stands under `name` in the properties that a program keeps for itself, and in a hidden name of the workbook.
    """

    head: str = ""
    foot: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    code: str = ""


UNMARKED: Final = Mark()


def xlsx_of(sheets: Sequence[Sheet], mark: Mark = UNMARKED) -> bytes:
    """The workbook, made in memory. Texts and heads are shown in Phetsarath OT; the head stays in sight.

    Raises ValueError without a sheet, for two sheets of one name, a text longer than a cell holds, too many rows, or a
    note on a cell that is not there.
    """
    if not sheets:
        raise ValueError("a workbook needs a sheet")
    read = [replace(sheet, rows=list(islice(sheet.rows, MOST_ROWS))) for sheet in sheets]
    return drawn_alone(lambda: _written(read, mark))


def _written(sheets: Sequence[Sheet], mark: Mark) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({**mark.properties, "created": clock.now().replace(tzinfo=None)})
    if mark.code:
        book.set_custom_property(mark.name, mark.code)
        book.define_name(f"_xlnm_{mark.name}", f'="{mark.code}"')
    looks = _Looks(book)
    names = [sheet_name(sheet.name) for sheet in sheets]
    if len({name.casefold() for name in names}) < len(names):
        raise ValueError("two sheets have the same name")
    for name, sheet in zip(names, sheets, strict=True):
        page = book.add_worksheet(name)
        _Table(page, looks).draw(sheet)
        _print_mark(page, mark)
    book.close()
    return out.getvalue()


def _print_mark(page: Any, mark: Mark) -> None:
    """Above and below every printed page; Excel takes 255 characters and reads `&` as a sign of its own."""
    for put, words in ((page.set_header, mark.head), (page.set_footer, mark.foot)):
        if words:
            put(f"&C{words[:LONGEST_LINE].replace('&', '&&')}")


def sheet_name(words: str) -> str:
    """`words` as Excel allows them on a tab: at most 31 characters, without []:*?/\\ and quotes at the ends."""
    return words.translate(_NOT_IN_A_NAME)[:LONGEST_NAME].strip().strip("'") or "1"


class _Looks:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": FONT, "font_size": 11, "valign": "top"}
        self.head = book.add_format({**base, "bold": True, "text_wrap": True, "bg_color": "#E6ECFA", "bottom": 1})
        self.text = book.add_format({**base, "num_format": "@", "text_wrap": True})
        self.risky = book.add_format({**base, "num_format": "@", "text_wrap": True, "quote_prefix": True})
        self.number = book.add_format(base)
        self.day = book.add_format({**base, "num_format": "dd/mm/yyyy"})


class _Table:
    """Draws one sheet."""

    def __init__(self, page: Any, looks: _Looks) -> None:
        self.page = page
        self.looks = looks

    def draw(self, sheet: Sheet) -> None:
        top = 0
        if sheet.codes:
            self._texts(0, sheet.codes, self.looks.text)
            self.page.set_row(0, None, None, {"hidden": True})
            top = 1
        self._texts(top, sheet.head, self.looks.head)
        self.page.freeze_panes(top + 1, 0)
        rows = list(sheet.rows)
        if len(rows) >= MOST_ROWS - top:
            raise ValueError(f"a sheet holds at most {MOST_ROWS} rows")
        for number, row in enumerate(rows, start=top + 1):
            for column, cell in enumerate(row):
                self._cell(number, column, cell)
        self._widths(sheet.head, rows)
        self._notes(sheet, rows, top + 1)
        if sheet.head:
            self.page.autofilter(top, 0, top + len(rows), len(sheet.head) - 1)

    def _texts(self, row: int, texts: Sequence[str], look: Any) -> None:
        for column, text in enumerate(texts):
            self._text(row, column, text, look)

    def _text(self, row: int, column: int, text: str, look: Any) -> None:
        if len(text) > LONGEST_TEXT:
            raise ValueError(f"a cell holds at most {LONGEST_TEXT} characters")
        self.page.write_string(row, column, text, look)

    def _cell(self, row: int, column: int, cell: Cell) -> None:
        match cell:
            case None | "":
                self.page.write_blank(row, column, None, self.looks.text)
            case datetime():
                self._text(row, column, cell.isoformat(" ", "minutes"), self.looks.text)
            case date() if cell >= FIRST_DAY:
                self.page.write_datetime(row, column, cell, self.looks.day)
            case int() | Decimal() if _exact(cell):
                self.page.write_number(row, column, cell, self.looks.number)
            case _:
                text = str(cell)
                self._text(row, column, text, self.looks.risky if text.startswith(RISKY) else self.looks.text)

    def _widths(self, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        for column, words in enumerate(head):
            cells = (row[column] for row in rows[:_ROWS_MEASURED] if column < len(row))
            widest = max(map(width, [words, *("" if cell is None else str(cell) for cell in cells)]))
            self.page.set_column(column, column, min(max(widest + 2, _NARROWEST), _WIDEST))

    def _notes(self, sheet: Sheet, rows: Sequence[Sequence[Cell]], first: int) -> None:
        for (row, column), words in sheet.notes.items():
            if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
                raise ValueError(f"no cell ({row}, {column}) to hang a note on")
            look = {"font_name": FONT, "font_size": 10, "x_scale": 2, "author": ""}
            self.page.write_comment(first + row, column, words, look)


def _exact(number: int | Decimal) -> bool:
    """Whether a cell, which holds a float, keeps the number. Others are written as text: no digit is lost."""
    if isinstance(number, Decimal) and not number.is_finite():
        return False
    return len(Decimal(number).normalize().as_tuple().digits) <= EXACT_DIGITS
