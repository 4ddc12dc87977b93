"""The file of an import, sealed on disk, opened only to be read."""

from __future__ import annotations

from pokpong.doors.exchange.bringing.going import Work
from pokpong.doors.exchange.models import Import
from pokpong.doors.exchange.workbooks.commas import read_book
from pokpong.doors.exchange.workbooks.reading import Book
from pokpong.foundation.kernel.problems import ProblemKind, Refused
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.vault import files
from pokpong.foundation.vault.models import SealedFile

FILE_GONE = ProblemKind("import_file_gone", _("The file is not kept any more. Choose it again."))


def book_of(row: Import) -> Book:
    """The workbook of an import. Raises Refused when it is gone."""
    kept = SealedFile.objects.filter(pk=row.file).first() if row.file else None
    if kept is None:
        raise Refused([FILE_GONE("file")])
    try:
        return read_book(files.content_of(kept))
    except FileNotFoundError:
        raise Refused([FILE_GONE("file")]) from None


def work_of(row: Import) -> Work:
    """The file with its mapping, ready to be gone through. Raises Refused."""
    return Work(book_of(row), row.column_mapping, row.source or "", row.place_path)
