"""The steps of a training: it begins, ends, is closed or cancelled, and each but a cancelled one can be taken back."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.capacity.actions.reach import locked_training
from pokpong.areas.capacity.models import Certificate, Training
from pokpong.areas.capacity.queries.trainings import enrolments_of, marks_of, sessions_of, standing
from pokpong.areas.capacity.rules import trainings as rules
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse


@action("training.begin")
def begin_training(*, by: Actor, training: UUID, call_id: UUID) -> Training:
    """The training runs: attendance and scores can be noted. Raises Refused, NotAllowed, NotThere."""
    row = locked_training(by, training)
    trainers = row.trainers.filter(state="named").count()
    refuse(rules.check_begin(row.starts, clock.today(), sessions=len(sessions_of(row)), trainers=trainers))
    return _to(row, "running")


@action("training.finish")
def finish_training(*, by: Actor, training: UUID, call_id: UUID) -> Training:
    """It is over; what was written on paper is still keyed. Raises Refused, NotAllowed, NotThere."""
    return _to(locked_training(by, training), "finished")


@action("training.resume")
def resume_training(*, by: Actor, training: UUID, call_id: UUID) -> Training:
    """It goes on after all. Raises Refused, NotAllowed, NotThere."""
    return _to(locked_training(by, training), "running")


@action("training.close")
def close_training(*, by: Actor, training: UUID, call_id: UUID) -> Training:
    """Settles for each person whether the training was completed, by the rule of the curriculum.

    Raises Refused while a mark of attendance is missing; NotAllowed, NotThere.
    """
    row = locked_training(by, training)
    sessions, enrolled, marks = sessions_of(row), enrolments_of(row), marks_of(row)
    noted = sum(bool(marks.get((session.pk, person.pk))) for session in sessions for person in enrolled)
    refuse(rules.check_close(len(sessions), len(enrolled), noted))
    lacking = standing(row)
    for person in enrolled:
        reasons = "; ".join(problem.message for problem in lacking[person.pk])
        moves.move(person, "not_completed" if lacking[person.pk] else "completed", why=reasons)
        door.save(person)
    return _to(row, "closed", completed=sum(not reasons for reasons in lacking.values()))


@action("training.reopen")
def reopen_training(*, by: Actor, training: UUID, reason: str, call_id: UUID) -> Training:
    """Lets attendance and scores be corrected; nobody has completed it until it is closed again.

    Raises Refused while certificates are out; NotAllowed, NotThere.
    """
    row = locked_training(by, training)
    certified = Certificate.objects.filter(enrolment__training=row, state="issued").exists()
    refuse(rules.check_reason(reason) + ([rules.CERTIFIED("state")] if certified else []))
    for person in enrolments_of(row):
        if person.state in ("completed", "not_completed"):
            moves.move(person, "enrolled")
            door.save(person)
    return _to(row, "finished", why=reason)


@action("training.cancel")
def cancel_training(*, by: Actor, training: UUID, reason: str, call_id: UUID) -> Training:
    """It does not take place; it counts nowhere. Raises Refused, NotAllowed, NotThere."""
    row = locked_training(by, training)
    refuse(rules.check_reason(reason))
    return _to(row, "cancelled", why=reason)


def _to(row: Training, state: str, *, why: str = "", **detail: int) -> Training:
    moves.move(row, state, why=why.strip())
    door.save(row)
    door.event(row, {"state": state, **detail})
    return row
