"""For whom a case can be opened, and because of which concern."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pokpong.areas.protection.models import Case, Concern
from pokpong.areas.protection.queries.cases import of_person
from pokpong.foundation.access import row_security
from pokpong.registers.people.models import Person, Tie

MOST = 50


def without_case(actor: Any) -> list[Person]:
    """Persons in sight whom no running case helps, newest first, at most 50."""
    helped = Case.objects.running().values("person")
    rows = Person.objects.visible_to(actor).filter(state="open").exclude(pk__in=helped)
    with row_security.scope("program:one_case"):
        return list(rows.order_by("-registered_on", "-pk")[:MOST])


def helped_of(persons: Iterable[Person]) -> set[UUID]:
    """Those of these persons whom a running case helps, whoever may see it."""
    with row_security.scope("program:one_case"):
        return set(Case.objects.running().filter(person__in=list(persons)).values_list("person", flat=True))


def visible_cases_of(actor: Any, person: UUID) -> list[Case]:
    """The person's cases as far as the actor may see them, the newest first."""
    return list(Case.objects.visible_to(actor).filter(of_person(person)).order_by("-opened_on", "-pk"))


def concerns_behind(actor: Any, person: UUID) -> list[Concern]:
    """The concerns because of which this person was registered or entrusted, as far as the actor may see them."""
    ties = Tie.objects.filter(person=person, because_kind=Concern.noun)
    wanted = {tie.because for tie in ties}
    return list(Concern.objects.visible_to(actor).filter(pk__in=wanted).order_by("-raised_at"))


def persons_behind(actor: Any, concern: UUID) -> list[Person]:
    """Those who were registered because of this concern, as far as the actor may see them."""
    because = Tie.objects.because(Concern.noun, concern).values("person")
    return list(Person.objects.visible_to(actor).filter(pk__in=because, state="open").order_by("pk"))
