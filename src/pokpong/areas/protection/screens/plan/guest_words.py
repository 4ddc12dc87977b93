"""The guests of a conference as pages show them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Conference
from pokpong.foundation.access.queries import names_of
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.screens.words import part_words


def guests_of(row: Conference) -> list[dict[str, Any]]:
    """Name, kind, what may be spoken of, and whether they came, of each guest in the order invited. Two queries."""
    guests, came = row.guests, row.present
    users = names_of([UUID(guest["user"]) for guest in guests if "user" in guest])
    ids = [guest["organisation"] for guest in guests if "organisation" in guest]
    organisations = {str(found.pk): found.name for found in Organisation.objects.filter(pk__in=ids)} if ids else {}
    return [
        {
            "number": place + 1,
            "name": _name(guest, users, organisations),
            "shares": _shares(guest),
            "is_organisation": "organisation" in guest,
            "came": came is not None and place in came,
        }
        for place, guest in enumerate(guests)
    ]


def _name(guest: dict[str, Any], users: dict[UUID, str], organisations: dict[str, str]) -> str:
    if "user" in guest:
        return users.get(UUID(guest["user"]), _("Somebody who left"))
    return organisations.get(guest["organisation"], "") if "organisation" in guest else str(guest["words"])


def _shares(guest: dict[str, Any]) -> list[str]:
    if "user" in guest:
        return [_("Sees the case anyway")]
    return part_words(guest["fields"]) or [_("Nothing of the record")]
