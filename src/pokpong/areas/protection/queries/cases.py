"""Reading cases. Everything starts at `visible_to`."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from pokpong.areas.protection import numbering
from pokpong.areas.protection.models import Case, CaseMember
from pokpong.areas.protection.models.case import concern_reference
from pokpong.foundation.access import row_security
from pokpong.foundation.access.models import CompartmentMember
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere
from pokpong.registers.people.queries.consents import holding

ASSISTANCE = "assistance"


def visible_case(actor: Any, case: UUID) -> Case:
    """With its person. Raises NotThere when there is none, or it is out of sight."""
    found: Case | None = Case.objects.visible_to(actor).select_related("person").filter(pk=case).first()
    if found is None:
        raise NotThere(str(case))
    return found


def free_number(place_path: str, case: UUID) -> str:
    """A number nobody has. Raises RuntimeError when the province's numbers of this year are used up."""
    year = clock.today().year
    with row_security.scope("program:numbering"):
        for attempt in range(numbering.TRIES):
            number = numbering.candidate(place_path, year, case, attempt, "case")
            if not Case.objects.filter(number=number).exists():
                return number
    raise RuntimeError("no free number")


def by_number(number: str) -> Case | None:
    """For break-glass, which asks for a number before the record can be seen. Whoever calls checks the right."""
    with row_security.scope("program:breaking_glass"):
        return Case.objects.filter(number=number.strip().upper()).first()


def by_visible_number(actor: Any, number: str) -> Case | None:
    """The case with this number, as far as the actor may see it."""
    return Case.objects.visible_to(actor).filter(number=number.strip().upper()).first()


def of_concern(actor: Any, concern: UUID) -> Case | None:
    """The case that was opened because of this concern, as far as the actor may see it."""
    return Case.objects.visible_to(actor).filter(concern_ref=concern_reference(concern)).first()


def of_person(person: UUID) -> Q:
    """The cases of a person, and of the records that were merged into theirs."""
    return Q(person=person) | Q(person__canonical=person)


def running_case_of(person: UUID) -> Case | None:
    """The person's case that is not closed, whoever may see it: an action asks it to open no second one."""
    with row_security.scope("program:one_case"):
        return Case.objects.running().filter(of_person(person)).first()


def is_of_it(actor: Any, case: Case) -> bool:
    """Whether this actor is in the team of the case; in a closed circle, whether they are named in it."""
    if case.compartment is None:
        return bool(CaseMember.objects.current().filter(case=case.pk, user=actor.id).exists())
    named = CompartmentMember.objects.filter(compartment=case.compartment, user=actor.id, ends=None)
    return bool(named.exists())


def acts_in(actor: Any, case: Case) -> bool:
    """Whether this actor may work on a visible case: whoever sees it through a broken glass only looks."""
    return is_of_it(actor, case) or (case.compartment is None and actor.may("case.read", case.place_path))


def team_of(case: Case) -> list[CaseMember]:
    """Who is in the team now, the one responsible first."""
    return sorted(CaseMember.objects.current().filter(case=case.pk), key=lambda m: (m.role != "lead", m.starts))


def consent_recorded(case: Case) -> bool:
    """Whether the person's consent to assistance by this programme holds today.

    Without it the person is helped all the same; nothing of the case is referred or exported.
    """
    return any(consent.purpose == ASSISTANCE for consent in holding(case.person, clock.today()))
