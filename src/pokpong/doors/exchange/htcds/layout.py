"""Records as a workbook in the layout of the published template, which any reader of the standard takes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pokpong.doors.exchange.htcds import tables
from pokpong.doors.exchange.htcds.columns import fields, local_fields
from pokpong.doors.exchange.htcds.records import CaseRecord
from pokpong.doors.exchange.htcds.rows import PRIMARY, SECONDARY, Row, more_fields, write_row
from pokpong.doors.exchange.workbooks.cells import Value
from pokpong.foundation.papers.workbook import UNMARKED, Cell, Mark, Sheet, xlsx_of

NAME: Final = "Case Sheet"
ABOUT: Final = (
    "Human Trafficking Case Data Standard (HTCDS) 2.0, International Organization for Migration, CC BY 4.0",
    "https://github.com/UNMigration/HTCDS",
    "Columns that begin with lao: are additions. Fill by the labels in row 2.",
    "IOM does not endorse this file or the program that wrote it.",
)


def workbook_of(records: Iterable[CaseRecord], *, mark: Mark = UNMARKED, further: Sequence[Sheet] = ()) -> bytes:
    """An .xlsx file: hidden machine names, labels, then a numbered row for each record; dates are dates.

    `further` sheets come last, and `mark` stands on all of them.
    """
    rows = [write_row(record) for record in records]
    names, labels, filled = _columns(rows)
    body = [[number, *(_cell(row.get(name)) for name in filled)] for number, row in enumerate(rows, start=1)]
    case_sheet = Sheet(NAME, head=["", *labels], rows=body, codes=["", *names])
    about = Sheet("about", head=[ABOUT[0]], rows=[[line] for line in ABOUT[1:]])
    return xlsx_of([case_sheet, about, *further], mark)


def _columns(rows: Sequence[Row]) -> tuple[list[str], list[str], list[str]]:
    """Machine names, labels, and the field each column is filled with.

    The template's columns come first, as published: its machine names are wrong in places, its labels are what counts.
    """
    template = [row for row in tables.rows("template") if row["field"]]
    used = {name for row in rows for name in row}
    further = [name for name in (PRIMARY, SECONDARY, *more_fields(), *_more_of_records()) if name in used]
    added = list(dict.fromkeys([*local_fields(), *further]))
    return (
        [*(row["machine_name"] for row in template), *added],
        [*(row["label"] for row in template), *map(_label, added)],
        [*(row["field"] for row in template), *added],
    )


def _more_of_records() -> tuple[str, ...]:
    """Fields that a record holds and the template has no column for."""
    return ("prs_MiddleName", "prs_IdentityNumber")


def _label(name: str) -> str:
    return name if name in local_fields() else fields()[name]["label"]


def _cell(value: Value) -> Cell:
    return str(value) if isinstance(value, bool | float) else value
