"""Reading erasures and legal holds."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from pokpong.foundation.access import row_security
from pokpong.foundation.access.models import Glass
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.problems import NotThere, Problem
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.vault.models import SealedFile
from pokpong.registers.people import alone
from pokpong.registers.people.alone import Part
from pokpong.registers.people.models import (
    Consent,
    Contact,
    Erasure,
    HouseholdMember,
    LegalHold,
    Person,
    Relation,
)

NOT_FINAL = ("approved",)


def visible_erasure(actor: Actor, erasure: UUID) -> Erasure:
    """Raises NotThere."""
    found: Erasure | None = Erasure.objects.visible_to(actor).select_related("person").filter(pk=erasure).first()
    if found is None:
        raise NotThere(str(erasure))
    return found


@row_security.scope("program:erasing")
def records_of(person: UUID) -> list[UUID]:
    """The record itself and those merged into it: one human being."""
    return list(Person.objects.filter(Q(pk=person) | Q(canonical=person)).order_by("pk").values_list("pk", flat=True))


def holds_on(persons: Sequence[UUID]) -> QuerySet[LegalHold]:
    """The legal holds that stand on one of these records."""
    return LegalHold.objects.filter(person__in=persons, state="standing").order_by("pk")


@row_security.scope("program:erasing")
def is_asked(persons: Sequence[UUID]) -> bool:
    return Erasure.objects.filter(person__in=persons, state="asked").exists()


@row_security.scope("program:erasing")
def in_the_way(persons: Sequence[UUID]) -> list[Problem]:
    """What areas have to end first."""
    return [problem for _key, area in alone.areas() for problem in area.in_the_way(persons)]


@row_security.scope("program:erasing")
def keys_of(persons: Sequence[UUID]) -> set[UUID]:
    """The keys of everything that is about this person alone, in this register and in every area."""
    keys = set(Person.objects.filter(pk__in=persons).values_list("key_id", flat=True))
    for person in persons:
        keys |= set(Relation.objects.of(person).values_list("key_id", flat=True))
        keys |= set(HouseholdMember.objects.of_person(person).values_list("key_id", flat=True))
    keys |= set(Glass.objects.filter(kind=Person.noun, row__in=persons).values_list("key_id", flat=True))
    papers = [consent.evidence for consent in Consent.objects.filter(person__in=persons) if consent.evidence]
    keys |= set(SealedFile.objects.filter(pk__in=papers).values_list("key_id", flat=True))
    return keys.union(*(area.keys(persons) for _key, area in alone.areas()))


@row_security.scope("program:erasing")
def apart_of(persons: Sequence[UUID]) -> list[list[str]]:
    """[area, row] of what goes in calls of its own."""
    return [[key, str(row)] for key, area in alone.areas() for row in area.apart(persons)]


@row_security.scope("program:erasing")
def parts_of(persons: Sequence[UUID]) -> list[Part]:
    """What is destroyed, as open facts: the same before and after."""
    own = [
        Part(_("Records of the person"), len(persons)),
        Part(_("Contacts"), Contact.objects.filter(person__in=persons).count()),
        Part(_("Consents"), Consent.objects.filter(person__in=persons).count()),
    ]
    found = [*own, *(part for _key, area in alone.areas() for part in area.parts(persons))]
    return [part for part in found if part.count]


def not_final() -> QuerySet[Erasure]:
    """Erasures whose keys are destroyed, and which an archive of before could still undo."""
    return Erasure.objects.filter(state__in=NOT_FINAL).order_by("decided_on", "pk")
