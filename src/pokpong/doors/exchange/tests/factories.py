"""Files and imports made through the actions. Everybody here is invented."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from openpyxl import load_workbook

from pokpong.doors.exchange import running
from pokpong.doors.exchange.actions.files import map_import, start_import, upload_import
from pokpong.doors.exchange.bringing.going import Work, go_through, rows_of
from pokpong.doors.exchange.mapping.mappings import ColumnMapping
from pokpong.doors.exchange.models import Import
from pokpong.doors.exchange.targets import guessed
from pokpong.doors.exchange.tests.books import saved, template_of
from pokpong.doors.exchange.uploads import work_of
from pokpong.doors.exchange.verdicts import Result
from pokpong.doors.exchange.workbooks.reading import read_workbook
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault.models import SealedFile

GIVEN = ("ຄຳ", "ດາວ", "ແກ້ວ", "ສົມ", "ບຸນ", "ຈັນ", "ພອນ", "ນາງ", "ວຽງ", "ຫຼ້າ")
FAMILY = ("ໄຊຍະວົງ", "ພົມມະຈັນ", "ແກ້ວມະນີ", "ວົງສາ", "ສີສະຫວາດ", "ອິນທະວົງ", "ຫຼວງລາດ", "ບຸນຍະວົງ", "ເພັດດາລາ", "ຈັນທະລາ")
PLACE = {"O": "ປາກເຊ", "P": "ຈຳປາສັກ"}
ROW: dict[str, Any] = {
    "D": "ຄຳ",
    "E": "ໄຊຍະວົງ",
    "G": date(2001, 3, 2),
    "H": "Feminine",
    "I": "Lao People's Democratic Republic",
    **PLACE,
}


def uploaded(by: User, content: bytes, target: str = "cases", **more: Any) -> Import:
    return upload_import(
        by=by, id=new_id(), target=target, name="cases.xlsx", content=content, call_id=new_id(), **more
    )


def checked(by: User, content: bytes, target: str = "cases", place: str = "", source: str = "", **more: Any) -> Import:
    """Uploaded, mapped as guessed (`more` changes the mapping), and looked through."""
    row = uploaded(by, content, target)
    mapping = {**row.mapping, **more}
    total = len(Work(work_of(row).book, ColumnMapping.from_json(mapping)).lines)
    row = map_import(by=by, file=row.pk, mapping=mapping, place=place, source=source, total=total, call_id=new_id())
    running.run(row.pk)
    return Import.objects.get(pk=row.pk)


def brought_in(by: User, content: bytes, target: str = "cases", **more: Any) -> Import:
    """Looked through and brought in."""
    row = checked(by, content, target, **more)
    start_import(by=by, file=row.pk, call_id=new_id())
    running.run(row.pk)
    return Import.objects.get(pk=row.pk)


def went_through(by: User, content: bytes, *, dry: bool = False, place: str = "", source: str = "") -> Result:
    """What the command does: no import is kept."""
    book = read_workbook(content)
    work = Work(book, guessed("cases", book), source, place)
    return go_through(rows_of(by, work, dry=dry), work.lines)


def names() -> Iterator[tuple[str, str]]:
    """A hundred names, then the same again."""
    return itertools.cycle(itertools.product(GIVEN, FAMILY))


def trapped_rows(number: int) -> list[dict[str, Any]]:
    """Rows of the published template with Lao names and, in turn, every trap of the standard's files."""
    return [_trapped(at, *name) for at, name in zip(range(number), names(), strict=False)]


def _trapped(at: int, given: str, family: str) -> dict[str, Any]:
    born = date(1980, 1, 1) + timedelta(days=31 * at)
    return {
        "D": given,
        "E": family,
        "F": ("Yes", "No", None)[at % 3],
        "G": born if at % 2 else f"{born.day}/{born.month}/{born.year}",
        "H": ("Feminine", "Masculine\u00a0", "TransgenderFeminine")[at % 3],  # 4, 5
        "I": ("Lao People's Democratic Republic; Thailand", "LA", "Viet Nam")[at % 3],  # 6
        "J": "ຜູ້ເກັບກ່ຽວ",
        "M": f"020 55{at:06}",
        "N": f"ຖະໜົນ {at}",  # 1
        "O": "ປາກເຊ",
        "P": "ຈຳປາສັກ",
        "Q": "16000",
        "R": "Lao People's Democratic Republic",
        "S": "Possible victim of trafficking",
        "T": "Police",  # 2
        "U": "Through friends or social events",
        "V": "ຕະຫຼາດ",
        "W": ("Debt bondage ; False promises", "RestrictsMovement", "DebtBondage ")[at % 3],  # 4, 7
        "X": ("Forced labour; Sexual exploitation", "lao:ForcedCriminality", "Other")[at % 3],
        "Y": ("Construction; Water supply; sewerage, waste management and remediation", "Manufacturing", None)[at % 3],
        "AA": "ບາງກອກ",
        "AB": "Active",
        "AC": "ອົງການ ກ",
        "AD": date(2024, 5, 6),
        "AJ": "Additional Services Required",  # 2
        "AL": f"ລາຍລະອຽດ {at}",
    }


def one_row(**cells: Any) -> bytes:
    """A published template with one usual row, some of its cells changed; None empties one."""
    return template_of([{**ROW, **cells}])


def with_columns(rows: list[dict[str, Any]], heads: dict[str, str]) -> bytes:
    """A template with these rows and further columns, {letters: machine name}."""
    book = load_workbook(io.BytesIO(template_of(rows)))
    for letters, text in heads.items():
        book.worksheets[0][f"{letters}1"] = text
    return saved(book)


def file_of(row: Import) -> SealedFile:
    """The sealed file of an import that still has one."""
    assert row.file is not None
    return SealedFile.objects.get(pk=row.file)
