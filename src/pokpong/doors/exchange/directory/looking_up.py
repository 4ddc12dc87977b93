"""Places and organisations that a row names by their words."""

from __future__ import annotations

from uuid import UUID

from pokpong.doors.exchange.mapping.values import key
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.queries import find_organisations
from pokpong.registers.places.finding import find
from pokpong.registers.places.models import Place
from pokpong.registers.places.queries import label, present

CANDIDATES = 12

PLACE_UNKNOWN = ProblemKind("row_place_not_found", _("No place is called “%(text)s”."))
PLACE_SEVERAL = ProblemKind(
    "row_place_several", _("Several places are called “%(text)s”. Write the larger place behind a comma, or the code.")
)
ORGANISATION_UNKNOWN = ProblemKind("row_organisation_not_found", _("No organisation is called “%(text)s”."))
ORGANISATION_SEVERAL = ProblemKind(
    "row_organisation_several", _("Several organisations are called “%(text)s”. Write the whole name.")
)


def place_named(text: str) -> tuple[str, list[Problem]]:
    """The path of the place with this code or name (`ປາກເຊ, ຈຳປາສັກ`); empty text is the whole country."""
    if not text:
        return "", []
    by_code = Place.objects.in_use().filter(code=text.upper()).values_list("path", flat=True).first()
    if by_code:
        return present(by_code), []
    found = find(text, limit=CANDIDATES)
    exact = [place for place in found if _is_called(place, text)] or found
    if not exact:
        return "", [PLACE_UNKNOWN(text=text[:80])]
    largest = [place for place in exact if place.level == exact[0].level]
    if len(largest) > 1:
        return "", [PLACE_SEVERAL(text=text[:80])]
    return present(exact[0].path), []


def _is_called(place: Place, text: str) -> bool:
    wanted, first = key(text), key(text.split(",")[0])
    return any(
        wanted == key(label(place.path, language))
        or first in (key(name), key(label(place.path, language).split(",")[0]))
        for language, name in place.names.items()
    )


def organisation_named(actor: Actor, text: str) -> tuple[UUID | None, list[Problem]]:
    """The active organisation with this name or short name in any language."""
    if not text:
        return None, []
    found = [row for row in find_organisations(actor, text, CANDIDATES) if row.state == "active"]
    exact = [row for row in found if key(text) in set(map(key, (*row.names.values(), *row.short_names.values())))]
    return _one(exact or found, text)


def _one(rows: list[Organisation], text: str) -> tuple[UUID | None, list[Problem]]:
    if not rows:
        return None, [ORGANISATION_UNKNOWN(text=text[:80])]
    if len(rows) > 1:
        return None, [ORGANISATION_SEVERAL(text=text[:80])]
    return rows[0].pk, []
