"""Which records are due, which of those somebody still has to decide about, and why others are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, DateField, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value, When

from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.vault.fields import erased_rows
from pokpong.registers.people import retaining
from pokpong.registers.people.models import (
    Consent,
    ConsentWithdrawal,
    Erasure,
    KeptLonger,
    LegalHold,
    Person,
    RetentionDue,
)
from pokpong.registers.people.rules import retention as rules
from pokpong.registers.people.rules.retention import Due, Kept

AT_ONCE = 500
WAITS, ASKED, KEPT, HELD = "due", "asked", "kept", "held"
STANDINGS = {
    WAITS: _("Waits for a decision"),
    ASKED: _("Erasure asked for"),
    KEPT: _("Kept longer"),
    HELD: _("Legal hold: is not erased"),
}


def due_in_sight(actor: Actor) -> QuerySet[Any]:
    """Rows with `standing`, one of STANDINGS, and `kept_until`: until when somebody kept the record, or had."""
    return with_standing(RetentionDue.objects.visible_to(actor)).select_related("person")


def with_standing(rows: QuerySet[RetentionDue]) -> QuerySet[Any]:
    """Without erased and merged records."""
    held = LegalHold.objects.filter(person=OuterRef("person"), state="standing")
    asked = Erasure.objects.filter(person=OuterRef("person"), state="asked")
    standing = KeptLonger.objects.filter(person=OuterRef("person"), until__gte=clock.today())
    ever = KeptLonger.objects.filter(person=OuterRef("person"))
    kept = ever.order_by().values("person").annotate(last=Max("until")).values("last")
    living = rows.filter(person__state="open").exclude(person__in=erased_rows(Person.noun))
    return living.annotate(
        kept_until=Subquery(kept, output_field=DateField()),
        standing=Case(
            When(Exists(held), then=Value(HELD)),
            When(Exists(asked), then=Value(ASKED)),
            When(Exists(standing), then=Value(KEPT)),
            default=Value(WAITS),
            output_field=CharField(),
        ),
    )


def waiting() -> QuerySet[Any]:
    """Everywhere: records about which nobody decided yet."""
    return with_standing(RetentionDue.objects.all()).filter(standing=WAITS)


def decisions_about(person: UUID) -> list[KeptLonger]:
    """The latest first."""
    return list(KeptLonger.objects.filter(person=person).order_by("-decided_on", "-pk"))


def due_of(persons: Sequence[Person]) -> dict[UUID, Due | None]:
    """When each of these records is due, whether that day has come or not; None while something runs.

    Opens birth dates only of those whose years have run out otherwise.
    """
    kept, known, today = facts_of(persons), retaining.rules(), clock.today()
    found: dict[UUID, Due | None] = {}
    for person in persons:
        due = rules.due(kept[person.pk], None, known)
        if due is not None and due.due_on <= today:
            due = rules.due(kept[person.pk], _adult_on(person), known)
        found[person.pk] = due
    return found


def _adult_on(person: Person) -> date | None:
    return rules.adult_on(person.birth_date, person.birth_estimate)


def facts_of(persons: Sequence[Person]) -> dict[UUID, Kept]:
    """What every part of the ledger says about each person and the records merged into it."""
    merged: dict[UUID, UUID] = {person.pk: person.pk for person in persons}
    doubles = Person.objects.filter(canonical__in=[person.pk for person in persons]).values_list("pk", "canonical")
    merged |= dict(doubles)
    said: dict[UUID, list[Kept]] = defaultdict(list)
    for part in retaining.parts():
        for record, kept in part(list(merged)).items():
            said[merged[record]].append(kept)
    return {person.pk: rules.together(said[person.pk]) for person in persons}


def own_facts(persons: Sequence[UUID]) -> Mapping[UUID, Kept]:
    """What this register itself says: registered, consents given and taken back."""
    days: list[tuple[UUID, date]] = []
    for model, day in ((Consent, "given_on"), (ConsentWithdrawal, "withdrawn_on")):
        rows: QuerySet[Any] = model.objects.filter(person__in=persons)
        days += rows.values_list("person", day)
    days += Person.objects.filter(pk__in=persons).values_list("pk", "registered_on")
    return latest(days)


def latest(days: Iterable[tuple[UUID, date | None]]) -> dict[UUID, Kept]:
    """The last contact of each person."""
    found: dict[UUID, date] = {}
    for person, day in days:
        if day is not None:
            found[person] = max(day, found.get(person, day))
    return {person: Kept(contact_on=day) for person, day in found.items()}


def old_records() -> Iterator[list[Person]]:
    """Living records registered so long ago that one may be due, some at a time."""
    shortest = min(rule.years for rule in retaining.rules().values())
    before = rules.years_after(clock.today(), -shortest)
    old = Q(registered_on__lte=before) | Q(retention__isnull=False)
    rows = Person.objects.living().filter(state="open").filter(old).order_by("pk")
    last: UUID | None = None
    while found := list((rows if last is None else rows.filter(pk__gt=last))[:AT_ONCE]):
        yield found
        last = found[-1].pk


retaining.register("people", own_facts)
