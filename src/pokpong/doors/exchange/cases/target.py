"""Cases as what a workbook can be about: by the standard's own columns, or by any others that a person maps."""

from __future__ import annotations

from functools import cache

from django.utils.functional import lazystr

from pokpong.doors.exchange.htcds.columns import fields, header_of, local_fields
from pokpong.doors.exchange.htcds.field_words import all_words, words_of
from pokpong.doors.exchange.mapping.mappings import ColumnMapping, column_keys, guess, guess_header_row, labels_of
from pokpong.doors.exchange.mapping.targets import Target, TargetField
from pokpong.doors.exchange.workbooks.reading import Sheet
from pokpong.foundation.kernel.words import lazy as _

CASES = "cases"


class _Words:
    """The words of a field in the language of the moment."""

    def __init__(self, name: str):
        self.name = name

    def __str__(self) -> str:
        return words_of(self.name)


@cache
def target() -> Target:
    """The columns of the standard that describe a case, ours first."""
    names = [*local_fields(), *fields()]
    return Target(
        CASES,
        _("Cases"),
        tuple(TargetField(name, lazystr(_Words(name)), headers=(name, *all_words(name))) for name in names),
    )


def guessed(sheet: Sheet) -> ColumnMapping:
    """The standard's own columns where the sheet has them, else whatever the labels say."""
    header = header_of(sheet)
    if header is None:
        row = guess_header_row(target(), sheet)
        return ColumnMapping(CASES, sheet.name, row, guess(target(), labels_of(sheet, row)))
    row = header.first_row - 1
    keys = column_keys(labels_of(sheet, row))
    columns = {keys[at]: name for name, at in header.columns.items() if at < len(keys) and keys[at]}
    return ColumnMapping(CASES, sheet.name, row, columns)
