"""Workbooks for tests: small ones from rows, the published templates filled, and packages changed from inside."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pokpong.doors.exchange.htcds import tables

SHEET = "xl/worksheets/sheet1.xml"


def book_of(rows: Iterable[Sequence[Any]], change: Callable[[Worksheet], None] | None = None) -> bytes:
    """One sheet with these rows; `change` may merge, hide, comment."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def template_of(rows: Iterable[Mapping[str, Any]], template: Path = tables.TEMPLATE) -> bytes:
    """A published template with `rows` from row 3 on, each {column letters: value}."""
    book = load_workbook(template)
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, start=3):
        for letters, value in row.items():
            sheet[f"{letters}{number}"] = value
    return saved(book)


def repacked(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The package with these parts in place of its own; None takes a part out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, body in parts.items():
            if body is not None:
                new.writestr(name, body)
    return out.getvalue()
