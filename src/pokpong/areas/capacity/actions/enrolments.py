"""What somebody was on the day is corrected; an enrolment is withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.areas.capacity.actions.enrolling import ENROLLED_IN, OF_THE_DAY
from pokpong.areas.capacity.actions.reach import locked_enrolment
from pokpong.areas.capacity.actions.trainees import check_facts
from pokpong.areas.capacity.models import Enrolment
from pokpong.areas.capacity.rules import trainees as rules
from pokpong.areas.capacity.rules import trainings
from pokpong.areas.capacity.vocabularies import level_of
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import refuse
from pokpong.registers.institutions.actions.cleaning import cleaned

FIELDS = ("post", *(name for name in OF_THE_DAY if name != "level"))


@action("enrolment.amend")
def amend_enrolment(*, by: Actor, enrolment: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Enrolment:
    """Corrects what somebody was on the days of the training (`FIELDS`): figures follow. Nothing else changes.

    Raises Refused, NotAllowed, NotThere.
    """
    row = locked_enrolment(by, enrolment)
    refuse([] if row.training.state != "cancelled" else [trainings.NOT_OPEN("state")])
    wanted = cleaned(changes)
    after = {name: wanted.get(name, getattr(row, name)) for name in FIELDS}
    person = row.trainee
    told = {"name": person.name, "latin_name": person.latin_name, "phone": person.phone, **after}
    refuse(check_facts(by, told) + rules.check_text(after["post"], "post", rules.LONGEST_POST))
    if "place_path" in wanted:
        wanted["level"] = level_of(wanted["place_path"])
    amend.amend(row, wanted, base=base, fields=(*FIELDS, "level"))
    door.event(row, {"changed": sorted(wanted)})
    return row


@action("enrolment.withdraw")
def withdraw_enrolment(*, by: Actor, enrolment: UUID, reason: str, call_id: UUID) -> Enrolment:
    """Takes somebody out of the training: they count nowhere in it, what was noted stays. Raises Refused, NotThere."""
    row = locked_enrolment(by, enrolment)
    refuse([] if row.training.state in ENROLLED_IN else [trainings.NOT_OPEN("state")])
    refuse(trainings.check_reason(reason))
    moves.move(row, "withdrawn", why=reason.strip())
    door.save(row)
    door.event(row, {"training": str(row.training_id)})
    return row
