"""Organisations and officials in forms: type a part of the name and choose. A value is the row's id as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.actor import Program
from pokpong.foundation.ui.fields import PlaceField
from pokpong.foundation.ui.widgets import PlaceChoice
from pokpong.registers.institutions.models import Official, Organisation
from pokpong.registers.institutions.queries import find_officials, find_organisations
from pokpong.registers.institutions.vocabularies import ORGANISATION_KINDS
from pokpong.registers.places.queries import labels

# Organisations are public to everybody who signs in; a form need not know who fills it in.
READER = Program("institutions.picker", frozenset({"organisation.read"}))


class OrganisationSource:
    """A source for pickers: organisations in existence."""

    def find(self, text: str, limit: int) -> Sequence[PlaceChoice]:
        return organisation_choices([row for row in find_organisations(READER, text, limit) if row.state == "active"])

    def get(self, value: str) -> PlaceChoice | None:
        key = id_of(value)
        row = Organisation.objects.visible_to(READER).filter(pk=key).first() if key else None
        return organisation_choices([row])[0] if row is not None else None


class OfficialSource:
    """A source for pickers: officials serving today whom `actor` may see."""

    def __init__(self, actor: Any):
        self.actor = actor

    def find(self, text: str, limit: int) -> Sequence[PlaceChoice]:
        return official_choices([row for row in find_officials(self.actor, text, limit) if row.state == "serving"])

    def get(self, value: str) -> PlaceChoice | None:
        key = id_of(value)
        row = Official.objects.visible_to(self.actor).filter(pk=key).select_related("organisation").first()
        return official_choices([row])[0] if row is not None else None


ORGANISATIONS = OrganisationSource()
OFFICIALS = OfficialSource(Program("institutions.picker.officials", frozenset({"official.read"})))


def id_of(value: object) -> UUID | None:
    """The id in a picker's value, or None."""
    try:
        return UUID(str(getattr(value, "value", value)))
    except ValueError:
        return None


def organisation_choices(rows: Sequence[Organisation]) -> list[PlaceChoice]:
    where = labels([row.place_path for row in rows])
    return [
        PlaceChoice(str(row.pk), row.name, f"{ORGANISATION_KINDS.words(row.kind)} · {where[row.place_path]}")
        for row in rows
    ]


def official_choices(rows: Sequence[Official]) -> list[PlaceChoice]:
    return [PlaceChoice(str(row.pk), row.name, f"{row.post} · {row.organisation.name}") for row in rows]


def organisation_field(**kwargs: Any) -> PlaceField:
    """A form field for an organisation; `id_of(cleaned)` is its id."""
    kwargs.setdefault("help_text", _("Type a part of the name and choose."))
    return PlaceField(source=ORGANISATIONS, search_url=reverse_lazy("institutions:find_organisation"), **kwargs)


def official_field(actor: Any, **kwargs: Any) -> PlaceField:
    """A form field for an official whom `actor` may see."""
    return PlaceField(source=OfficialSource(actor), search_url=reverse_lazy("institutions:find_official"), **kwargs)
