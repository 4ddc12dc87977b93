"""What happened to a person's record, in order: who did what, without the content of other parts of the program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pokpong.foundation.access.models import User
from pokpong.foundation.actions.amend import old_value
from pokpong.foundation.actions.models import Conflict, FieldChange
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.models import HouseholdMember, Person, Relation, SubjectCopy

# Registered by name: an area that notes events on a person adds its words here from its own module.
EVENT_WORDS: dict[str, Words] = {
    "person.register": _("Registered"),
    "person.amend": _("Record changed"),
    "person.add_contact": _("Contact added"),
    "person.end_contact": _("Contact ended"),
    "person.relate": _("Relation added"),
    "relation.end": _("Relation ended"),
    "person.assign": _("Entrusted to a colleague"),
    "person.merge": _("Merged into another record"),
    "person.part": _("Taken apart again"),
    "household.join": _("Joined a household"),
    "household.leave": _("Left a household"),
    "consent.give": _("Consent given"),
    "consent.withdraw": _("Consent withdrawn"),
    "tie.begin": _("Somebody may see this person from now on"),
    "tie.end": _("Somebody may no longer see this person"),
    "hold.set": _("Legal hold set"),
    "hold.lift": _("Legal hold lifted"),
    "subject_copy.ask": _("Asked for their own copy"),
    "subject_copy.prepare": _("Their own copy was prepared"),
    "subject_copy.hand_over": _("Their own copy was handed over in person"),
    "subject_copy.drop": _("No copy was handed over"),
    "conflict.settle": _("Chosen between two versions"),
}


@dataclass(frozen=True)
class Happened:
    """One event: when, its words, and the name of who did it ("" for a program)."""

    at: datetime
    name: str
    words: Words
    who: str


@dataclass(frozen=True)
class OldValue:
    """A value a field had until `at`, when `who` replaced it."""

    at: datetime
    field: str
    old: Any
    who: str
    version: int


def timeline(person: Person) -> list[Happened]:
    """Newest first. Events of other parts of the program that have no words here are left out."""
    subjects = [
        person.pk,
        *Relation.objects.of(person.pk).values_list("pk", flat=True),
        *HouseholdMember.objects.of_person(person.pk).values_list("pk", flat=True),
        *SubjectCopy.objects.filter(person=person.pk).values_list("pk", flat=True),
    ]
    events = list(Event.objects.filter(subject__in=subjects, name__in=EVENT_WORDS).order_by("-at", "-id"))
    names = user_names(event.actor for event in events)
    return [Happened(e.at, e.name, EVENT_WORDS[e.name], names.get(e.actor, "") if e.actor else "") for e in events]


def field_history(person: Person, fields: Iterable[str]) -> list[OldValue]:
    """Every replaced value of these fields, newest first, opened. Only for who may amend them."""
    rows = list(FieldChange.objects.filter(row=person.pk, field__in=list(fields)).order_by("-version", "-at"))
    names = user_names(row.who for row in rows)
    return [OldValue(r.at, r.field, old_value(r), names.get(r.who, "") if r.who else "", r.version) for r in rows]


def open_conflicts(person: Person) -> list[Conflict]:
    """Edits of this record that wait for somebody to choose, oldest first."""
    return list(Conflict.objects.filter(row=person.pk, state="open").order_by("at"))


def user_names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of those who work here; programs are not among them."""
    wanted = {row for row in ids if row is not None}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "display_name"))
