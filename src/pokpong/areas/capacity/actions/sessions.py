"""Sessions of a training are added, moved and dropped."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from pokpong.areas.capacity.actions.reach import locked_training
from pokpong.areas.capacity.models import Session, Training
from pokpong.areas.capacity.rules import curricula
from pokpong.areas.capacity.rules import trainings as rules
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions.actions.cleaning import cleaned

FIELDS = ("day", "hours", "names")


@action("training_session.add")
def add_session(
    *,
    by: Actor,
    id: UUID,
    training: UUID,
    day: date | None,
    hours: Decimal | None,
    names: dict[str, str] | None = None,
    call_id: UUID,
) -> Session:
    """Adds a session on a day of the training, after those of that day. Raises Refused, NotAllowed, NotThere."""
    row = locked_training(by, training, *rules.OPEN, "finished")
    values = cleaned({"day": day, "hours": hours, "names": names or {}})
    refuse(check_session(row, values))
    last = row.sessions.order_by("-position").values_list("position", flat=True).first() or 0
    session = door.add(Session(id=id, training=row, position=last + 1, **values))
    moves.begin(session)
    door.event(session, {"day": str(day)})
    return session


@action("training_session.amend")
def amend_session(*, by: Actor, session: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Session:
    """Moves a session or changes its subject. Raises Refused, NotAllowed, NotThere."""
    row: Session = door.locked(Session.objects.visible_to(by), session)
    training = locked_training(by, row.training_id, *rules.OPEN, "finished")
    wanted = cleaned(changes)
    refuse(check_session(training, {name: wanted.get(name, getattr(row, name)) for name in FIELDS}))
    amend.amend(row, wanted, base=base, fields=FIELDS)
    door.event(row, {"changed": sorted(wanted)})
    return row


@action("training_session.drop")
def drop_session(*, by: Actor, session: UUID, call_id: UUID) -> Session:
    """The session is not held. Raises Refused once attendance was noted for it; NotAllowed, NotThere."""
    row: Session = door.locked(Session.objects.visible_to(by), session)
    locked_training(by, row.training_id, *rules.OPEN, "finished")
    noted = row.attendance.exclude(presence="").exists()
    refuse([rules.SESSION_ATTENDED("session")] if noted else [])
    moves.move(row, "dropped")
    door.save(row)
    door.event(row, {"day": str(row.day)})
    return row


def check_session(training: Training, values: dict[str, Any]) -> list[Problem]:
    """All reasons against these values."""
    problems = rules.check_session(values["day"], values["hours"], training.starts, training.ends)
    return problems + curricula.check_texts(values["names"], "name", curricula.LONGEST_NAME)
