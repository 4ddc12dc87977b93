"""Whether a consent allows what somebody is about to share."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from pokpong.registers.people.models import Consent, Person
from pokpong.registers.people.models.consents import ConsentQuerySet
from pokpong.registers.people.rules import consent as rules


def holding(person: Person, on: date) -> ConsentQuerySet:
    """The consents of this human being that hold on `on`, whichever of their merged records they were given on.

    Not narrowed to an actor: sharing actions ask it about persons they hold already.
    """
    return Consent.objects.filter(person__in=_records_of(person)).holding(on)


def _records_of(person: Person) -> Any:
    """The record that stays, and all that were merged into it."""
    stays = person.canonical or person.pk
    return Person.objects.filter(Q(pk=stays) | Q(canonical=stays)).values("pk")


def valid_consent(person: Person, purpose: str, recipient: UUID, fields: Collection[str], on: date) -> Consent | None:
    """The consent that lets `recipient` (an organisation) have `fields` (groups) of `person` for `purpose` on `on`.

    None when there is none, it has run out or was withdrawn. The one that lasts longest, when there are several.
    """
    wanted = (purpose, str(recipient), fields)
    consent: Consent
    for consent in holding(person, on).order_by("-expires_on", "-at"):
        recipients = {entry["organisation"] for entry in consent.recipients}
        if rules.covers(purpose=consent.purpose, recipients=recipients, fields=consent.fields, wanted=wanted):
            return consent
    return None


def consents_of(person: Person) -> list[Consent]:
    """Every consent of a visible person, newest first, with its withdrawal."""
    return list(Consent.objects.filter(person=person.pk).select_related("withdrawal").order_by("-given_on", "-at"))
