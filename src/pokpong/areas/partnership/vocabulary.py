"""Words of the data of partnership: kinds of meetings and stops (files in `data/`), and the fixed choices."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.registers.institutions.vocabularies import Vocabulary

FOLDER: Final = Path(__file__).resolve().parent / "data"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/<name>.csv`, in file order; do not change the dictionaries."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _vocabulary(name: str) -> Vocabulary:
    return Vocabulary(name, {row["code"]: row for row in table(name)})


MEETING_KINDS: Final = _vocabulary("meeting_kinds")
STOP_KINDS: Final = _vocabulary("stop_kinds")
SHELTER: Final = "shelter"
OTHER: Final = "other"

PRESENCES: Final[dict[str, str | Promise]] = {
    "present": _("Present"),
    "sent": _("Sent somebody"),
    "absent": _("Absent"),
}
# How a decision of an earlier meeting stands after it was talked about.
OUTCOMES: Final[dict[str, str | Promise]] = {
    "goes_on": _("It goes on"),
    "done": _("It is done"),
    "dropped": _("It is dropped"),
}
PARTS: Final[dict[str, str | Promise]] = {
    "member": _("Member of the delegation"),
    "body": _("Body in the delegation"),
    "met": _("Official who was met"),
}
DOCUMENT_KINDS: Final[dict[str, str | Promise]] = {
    "report": _("Report"),
    "minutes": _("Meeting minutes"),
    "invitation": _("Invitation letter"),
    "press": _("Press text"),
}
# Which documents are drafted from which record.
DRAFTED_FROM: Final[dict[str, tuple[str, ...]]] = {
    "meeting": ("invitation", "minutes", "report", "press"),
    "visit": ("report", "press"),
}


def quorum_of(kind: str) -> int:
    """Per cent of the members who must be there (or have sent somebody) for a meeting of this kind to decide."""
    return int(MEETING_KINDS.rows[kind]["quorum"])
