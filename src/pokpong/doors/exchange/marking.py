"""The mark of a copy: who asked, who released, when, under which number; in words, and once more where nobody looks."""

from __future__ import annotations

import hmac
import re
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from pokpong.doors.exchange.models import Export
from pokpong.doors.exchange.workbooks.packages import opened
from pokpong.foundation.access.models import User
from pokpong.foundation.lao.dates import format_date_short
from pokpong.foundation.papers.workbook import Mark, Sheet
from pokpong.foundation.vault import blind

PURPOSE: Final = "export-mark"
PROPERTY: Final = "Copy"
PARTS: Final = ("docProps/custom.xml", "xl/workbook.xml")
LONGEST_PART: Final = 1_000_000
_CODE: Final = re.compile(rb"\b([0-9a-f]{32})-([0-9a-f]{32})\b")


def code_of(export: UUID) -> str:
    """The copy's id and a keyed digest of it: nobody outside makes one for a copy that was never taken."""
    return f"{export.hex}-{blind.reference(PURPOSE, str(export))[:32]}"


def copy_of(content: bytes) -> Export | None:
    """The copy that a workbook was, by its unseen mark; None without one or for a made-up one. Raises Refused."""
    with opened(content) as package:
        named = [name for name in PARTS if name in package.namelist()]
        found = [match for name in named for match in _CODE.findall(package.open(name).read(LONGEST_PART))]
    for export, digest in found:
        pk = UUID(export.decode())
        if hmac.compare_digest(code_of(pk), f"{pk.hex}-{digest.decode()}"):
            row: Export | None = Export.objects.filter(pk=pk).select_related("request").first()
            return row
    return None


def mark_of(noted: Export) -> tuple[Mark, Sheet]:
    """What stands on every sheet, in print and in the properties; and a sheet that says it in full."""
    asked = noted.request
    names = dict(User.objects.filter(pk__in=[noted.user, asked.decided_by]).values_list("pk", "display_name"))
    number = _("%(number)s, copy %(copy)s") % {"number": asked.number, "copy": asked.copies}
    who = _("asked by %(who)s, released by %(second)s") % {
        "who": names.get(noted.user, ""),
        "second": names.get(asked.decided_by, ""),
    }
    day = format_date_short(noted.at)
    lines = [
        (_("Number"), number),
        (_("Who asked"), names.get(noted.user, "")),
        (_("Released by"), names.get(asked.decided_by, "")),
        (_("Taken out on"), day),
        (_("For whom and what"), noted.purpose),
        (_("Cases"), str(noted.written)),
    ]
    mark = Mark(
        head=" · ".join((_("Confidential"), number)),
        foot=" · ".join((who, day)),
        properties={
            "title": number,
            "author": names.get(noted.user, ""),
            "manager": names.get(asked.decided_by, ""),
            "comments": " · ".join((number, who, day, noted.purpose)),
        },
        name=PROPERTY,
        code=code_of(noted.pk),
    )
    return mark, Sheet("export", head=[_("This copy"), number], rows=[list(line) for line in lines])
