"""Trainings are planned and changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from pokpong.areas.capacity.actions.reach import locked_training
from pokpong.areas.capacity.models import Curriculum, Session, Training
from pokpong.areas.capacity.queries.trainings import sessions_of
from pokpong.areas.capacity.rules import curricula
from pokpong.areas.capacity.rules import trainings as rules
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.money import DECIMALS
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions.actions.cleaning import cleaned, place_in_use
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.rules import ORGANISATION_CLOSED
from pokpong.registers.programme.models import Activity, Project
from pokpong.registers.programme.models.plan import IN_FORCE

FIELDS = (
    *("curriculum_id", "names", "project_id", "activity_id", "organisation_id", "place_path", "venue"),
    *("starts", "ends", "cost", "currency"),
)
LONGEST_VENUE = 160


@action("training.plan")
def plan_training(
    *,
    by: Actor,
    id: UUID,
    curriculum: UUID,
    place: str,
    starts: date | None,
    ends: date | None,
    names: dict[str, str] | None = None,
    project: UUID | None = None,
    activity: UUID | None = None,
    organisation: UUID | None = None,
    venue: str = "",
    cost: Decimal | None = None,
    currency: str = "",
    call_id: UUID,
) -> Training:
    """Plans a training with sessions drawn up from the lessons of its curriculum. Raises Refused, NotAllowed."""
    door.check(place=place)
    values = cleaned(
        {
            "curriculum_id": curriculum,
            "names": names or {},
            "project_id": project,
            "activity_id": activity,
            "organisation_id": organisation,
            "place_path": place,
            "venue": venue,
            "starts": starts,
            "ends": ends,
            "cost": cost,
            "currency": currency if cost is not None else "",
        }
    )
    values["project_id"] = values["project_id"] or project_of(activity)
    refuse(check_training(by, values))
    row = door.add(Training(id=id, **values))
    moves.begin(row)
    _draw_up(row)
    door.event(row, {"curriculum": str(row.curriculum_id), "starts": str(starts), "ends": str(ends)})
    return row


def project_of(activity: UUID | None) -> UUID | None:
    """The project that the plan of an activity belongs to."""
    found = Activity.objects.filter(pk=activity).select_related("plan").first() if activity else None
    return found.plan.project_id if found is not None else None


def _draw_up(row: Training) -> None:
    taught = row.curriculum
    lessons = [curricula.hours_of(lesson) for lesson in taught.lessons]
    for position, drawn in enumerate(rules.drawn_up(row.starts, row.ends, taught.hours, lessons), start=1):
        names = taught.lessons[drawn.lesson]["names"] if drawn.lesson is not None else {}
        session = Session(
            id=new_id(), training=row, day=drawn.day, position=position, hours=drawn.hours, names=dict(names)
        )
        moves.begin(door.add(session))


@action("training.amend")
def amend_training(*, by: Actor, training: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Training:
    """Changes what was typed (`FIELDS`) of a training that is not finished. Raises Refused, NotAllowed, NotThere."""
    row = locked_training(by, training, *rules.OPEN)
    wanted = cleaned(changes)
    door.check(place=row.place_path)
    door.check(place=wanted.get("place_path", row.place_path))
    after = {name: wanted.get(name, getattr(row, name)) for name in FIELDS}
    refuse(check_training(by, after, row=row) + _check_sessions(row, after))
    amend.amend(row, wanted, base=base, fields=FIELDS)
    door.event(row, {"changed": sorted(wanted)})
    return row


def _check_sessions(row: Training, after: Mapping[str, Any]) -> list[Problem]:
    first, last = after["starts"], after["ends"]
    if first is None or last is None:
        return []
    outside = [session for session in sessions_of(row) if not first <= session.day <= last]
    return [rules.SESSION_OUTSIDE("starts", count=len(outside))] if outside else []


def check_training(by: Actor, values: Mapping[str, Any], *, row: Training | None = None) -> list[Problem]:
    """All reasons against these values."""
    problems = curricula.check_texts(values["names"], "name", curricula.LONGEST_NAME)
    problems += curricula.check_text(values["venue"], "venue", LONGEST_VENUE)
    problems += rules.check_dates(values["starts"], values["ends"])
    problems += rules.check_cost(values["cost"], values["currency"], DECIMALS)
    place = values["place_path"]
    problems += [] if not place or place_in_use(place) else [rules.PLACE_UNKNOWN("place")]
    problems += _check_curriculum(by, values["curriculum_id"], row)
    problems += _check_organisation(by, values["organisation_id"], row)
    return problems + _check_project(by, values, row) + _check_activity(by, values, row)


def _check_curriculum(by: Actor, curriculum: UUID, row: Training | None) -> list[Problem]:
    if row is not None and row.curriculum_id == curriculum:
        return []
    usable = Curriculum.objects.visible_to(by).filter(pk=curriculum, state="in_use").exists()
    return [] if usable and (row is None or row.state == "planned") else [rules.CURRICULUM_NOT_IN_USE("curriculum")]


def _check_organisation(by: Actor, organisation: UUID | None, row: Training | None) -> list[Problem]:
    if organisation is None or (row is not None and row.organisation_id == organisation):
        return []
    active = Organisation.objects.visible_to(by).filter(pk=organisation, state="active").exists()
    return [] if active else [ORGANISATION_CLOSED("organisation")]


def _check_project(by: Actor, values: Mapping[str, Any], row: Training | None) -> list[Problem]:
    project = values["project_id"]
    if project is None:
        return []
    kept = row is not None and row.project_id == project
    rows = Project.objects.all() if kept else Project.objects.visible_to(by)
    found = rows.filter(pk=project).first()
    if found is None:
        return [rules.PROJECT_UNKNOWN("project")]
    return rules.check_within(values["starts"], values["ends"], found.starts, found.ends)


def _check_activity(by: Actor, values: Mapping[str, Any], row: Training | None) -> list[Problem]:
    activity = values["activity_id"]
    if activity is None or (row is not None and row.activity_id == activity):
        return []
    rows = Activity.objects.visible_to(by).filter(plan__state__in=IN_FORCE).exclude(state="dropped")
    found = rows.filter(pk=activity).select_related("plan").first()
    if found is None:
        return [rules.ACTIVITY_UNKNOWN("activity")]
    other = values["project_id"] is not None and found.plan.project_id not in (None, values["project_id"])
    return [rules.ACTIVITY_OF_OTHER("activity")] if other else []
