"""Coaching at work is recorded and corrected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from pokpong.areas.capacity.models import Coaching, Trainee
from pokpong.areas.capacity.queries.trainees import top_of
from pokpong.areas.capacity.rules import coaching as rules
from pokpong.areas.capacity.vocabularies import TOPICS
from pokpong.foundation.actions import amend, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions.actions.cleaning import cleaned
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.models.official import spellings

FIELDS = ("coach_id", "day", "hours", "topic", "observed", "agreed")


@action("coaching.record")
def record_coaching(
    *,
    by: Actor,
    id: UUID,
    trainee: UUID,
    coach: UUID | None,
    day: date | None,
    hours: Decimal | None,
    topic: str,
    observed: str = "",
    agreed: str = "",
    call_id: UUID,
) -> Coaching:
    """Records a visit of a coach at the place where the trainee works. Raises Refused, NotAllowed, NotThere."""
    person: Trainee = top_of(door.locked(Trainee.objects.visible_to(by), trainee))
    values = cleaned(
        {"coach_id": coach, "day": day, "hours": hours, "topic": topic, "observed": observed, "agreed": agreed}
    )
    refuse(check_coaching(by, person, values))
    row = door.add(Coaching(id=id, trainee=person, place_path=person.place_path, **values))
    door.event(row, {"topic": topic, "day": str(day)})
    return row


@action("coaching.amend")
def amend_coaching(*, by: Actor, coaching: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Coaching:
    """Corrects what was written (`FIELDS`). Raises Refused, NotAllowed, NotThere."""
    row: Coaching = door.locked(Coaching.objects.visible_to(by), coaching)
    wanted = cleaned(changes)
    after = {name: wanted.get(name, getattr(row, name)) for name in FIELDS}
    refuse(check_coaching(by, row.trainee, after, row=row))
    amend.amend(row, wanted, base=base, fields=FIELDS)
    door.event(row, {"changed": sorted(wanted)})
    return row


def check_coaching(
    by: Actor, person: Trainee, values: Mapping[str, Any], *, row: Coaching | None = None
) -> list[Problem]:
    """All reasons against these values. A trainer names themselves; others choose among the officials they see."""
    problems = rules.check_visit(values["day"], clock.today(), values["hours"], values["topic"], TOPICS.rows)
    problems += rules.check_texts(values["observed"], values["agreed"])
    coach = values["coach_id"]
    kept = row is not None and row.coach_id == coach
    known = coach is not None and (kept or Official.objects.visible_to(by).filter(pk=coach).exists())
    problems += [] if known else [rules.COACH_UNKNOWN("coach")]
    themselves = person.official_id is not None and coach is not None and person.official_id in spellings([coach])
    return problems + ([rules.COACHES_THEMSELVES("coach")] if themselves else [])
