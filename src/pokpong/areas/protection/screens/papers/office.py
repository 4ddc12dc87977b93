"""The head of a paper: whose it is, where and when; and its number, or that it is a draft."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.models import IssuedPaper
from pokpong.areas.protection.screens.papers.telling import Telling
from pokpong.foundation.kernel.paths import cut
from pokpong.foundation.papers.words import Said
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.vocabularies import HIDDEN_KINDS
from pokpong.registers.places.queries import by_path, own_label

DISTRICT = 2


def issuers(office: Organisation | None, telling: Telling) -> list[Said]:
    """The office, below the one it belongs to."""
    if office is None:
        return []
    return [telling.languages.name(row.names) for row in (office.parent, office) if row is not None]


def place_of(office: Organisation | None, telling: Telling) -> Said | None:
    """The district or province in which an office sits; nothing for those whose place is never told."""
    if office is None or office.kind in HIDDEN_KINDS or not office.place_path:
        return None
    place = by_path(cut(office.place_path, DISTRICT))
    return telling.text(lambda: own_label(place)) if place is not None else None


def numbered(issued: IssuedPaper | None, telling: Telling) -> str:
    """Its number; a paper without one says on every page that it is a draft."""
    return issued.number if issued else telling.say(_("Draft")).first


def head(office: Organisation | None, telling: Telling, day: date) -> dict[str, Any]:
    """What every paper of an office begins with, as arguments of `Paper`."""
    return {
        "languages": telling.languages,
        "issuers": issuers(office, telling),
        "place": place_of(office, telling),
        "date": day,
    }
