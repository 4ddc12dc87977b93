"""How long this area needs a person's record: what runs, when the last case was closed, when somebody last met them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from pokpong.areas.protection.models import Case, Concern, FollowUp, Note, Referral, Service, Stay
from pokpong.areas.protection.states.concerns import ENDED
from pokpong.registers.people import retaining
from pokpong.registers.people.models import Tie
from pokpong.registers.people.rules.retention import Kept, together

# What still waits after a closure: a planned follow-up is a promise to come back.
WAITS = ("planned", "missed")


def facts(persons: Sequence[UUID]) -> Mapping[UUID, Kept]:
    """By person, of those about whom this area knows anything."""
    said: dict[UUID, list[Kept]] = defaultdict(list)
    cases = list(Case.objects.filter(person__in=persons))
    for case in cases:
        said[case.person_id].append(Kept(case.is_running, case.closed_on, case.opened_on))
    for person, day in _contacts([case.pk for case in cases]):
        said[person].append(Kept(contact_on=day))
    waiting = FollowUp.objects.filter(case__in=cases, state__in=WAITS)
    for (person,) in waiting.values_list("case__person"):
        said[person].append(Kept(runs=True))
    for person, concern in _concerns(persons, cases):
        ended = concern.state in ENDED
        said[person].append(Kept(runs=not ended, contact_on=timezone.localtime(concern.raised_at).date()))
    return {person: together(kept) for person, kept in said.items()}


def _contacts(cases: Sequence[UUID]) -> Iterator[tuple[UUID, date]]:
    """Person and day of each thing that was done with or for them."""
    days: tuple[tuple[Any, str], ...] = (
        (FollowUp, "done_on"),
        (Service, "delivered_on"),
        (Stay, "left_on"),
        (Note, "written_at__date"),
        (Referral, "ended_at__date"),
    )
    for model, day in days:
        rows: QuerySet[Any] = model.objects.filter(case__in=cases)
        yield from (found for found in rows.values_list("case__person", day) if found[1] is not None)


def _concerns(persons: Sequence[UUID], cases: Iterable[Case]) -> Iterator[tuple[UUID, Concern]]:
    """Person and concern of each that led to them; the references are sealed, and opened for old records only."""
    named = {(case.person_id, case.concern) for case in cases if case.concern}
    ties = Tie.objects.filter(person__in=persons, because_kind=Concern.noun)
    named |= {(tie.person_id, tie.because) for tie in ties}
    rows = {row.pk: row for row in Concern.objects.filter(pk__in={concern for _person, concern in named})}
    yield from ((person, rows[concern]) for person, concern in named if concern in rows)


retaining.register("protection", facts)
