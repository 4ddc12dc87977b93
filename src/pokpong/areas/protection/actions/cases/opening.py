"""Opening a case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from pokpong.areas.protection.actions.cases import waiting
from pokpong.areas.protection.actions.cases.amending import wrong_district
from pokpong.areas.protection.actions.cases.sight import keep_out_as
from pokpong.areas.protection.actions.cases.team import join_team
from pokpong.areas.protection.actions.follow_up_schedule import schedule_by_pattern
from pokpong.areas.protection.models import Case, Concern
from pokpong.areas.protection.models.case import concern_reference
from pokpong.areas.protection.models.facts import facts_of
from pokpong.areas.protection.queries.cases import free_number, running_case_of
from pokpong.areas.protection.rules import cases as rules
from pokpong.areas.protection.vocabulary.cases import RISK_REVIEW_DAYS
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.people.actions.reach import locked_person
from pokpong.registers.people.models import Person


@action("case.open", doors=("office", "device"))
def open_case(
    *,
    by: Actor,
    id: UUID,
    person: UUID,
    origin: str,
    place_path: str = "",
    concern: UUID | None = None,
    opened_on: date | None = None,
    summary: str = "",
    call_id: UUID,
) -> Case:
    """Opens the case of a person the caller sees; the caller leads it, and is tied to the person because of it.

    It waits for nothing: no consent, no identification. `place_path` is the district of help (empty: the person's);
    `concern` one the caller sees, kept sealed. Raises NotThere, NotAllowed, Refused with all reasons.
    """
    who = locked_person(by, person)
    if concern is not None and not Concern.objects.visible_to(by).filter(pk=concern).exists():
        raise NotThere(str(concern))
    place_path, summary, today = place_path or who.district_path, canon(summary).strip(), clock.today()
    opened_on = opened_on or today
    wrong = rules.wrong_opening(
        origin=origin,
        place_path=place_path,
        opened_on=opened_on,
        today=today,
        has_case=running_case_of(person) is not None,
    )
    known = [] if wrong else wrong_district(place_path)
    refuse([*wrong, *known, *rules.wrong_summary(summary)])
    row = _new(who, by, id=id, place_path=place_path, origin=origin, opened_on=opened_on, concern=concern)
    row.summary = summary or None
    door.add(row)
    moves.begin(row)
    join_team(row, by.id, "lead")
    if concern is not None:
        keep_out_as(row, by, concern, _("The concern was in a closed circle."))
    waiting.ask_risk(row)
    schedule_by_pattern(row, opened_on, "opening")
    door.event(row, {"origin": origin})
    return row


def _new(who: Person, by: Actor, *, id: UUID, place_path: str, concern: UUID | None, **said: Any) -> Case:
    """A case of this person that `by` leads, in the circle the person is in."""
    return Case(
        id=id,
        key_id=who.key_id,
        number=free_number(place_path, id),
        person=who,
        place_path=place_path,
        opened_by=by.id,
        lead=by.id,
        risk_review_on=clock.today() + timedelta(days=RISK_REVIEW_DAYS["unassessed"]),
        concern=concern,
        concern_ref=concern_reference(concern) if concern else "",
        compartment=who.compartment,
        **said,
        **facts_of(who),
    )
