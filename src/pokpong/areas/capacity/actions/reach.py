"""The training that a call is about, locked; and how many wait for whom."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.capacity.models import Enrolment, Training
from pokpong.areas.capacity.rules import trainings as rules
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.problems import refuse


def locked_training(by: Actor, training: UUID, *states: str) -> Training:
    """A training whose trainees the caller may see: of their places, or taught by them. In one of `states`, if given.

    Raises NotThere, Refused.
    """
    row: Training = door.locked(Training.objects.with_trainees_seen_by(by), training)
    if states and row.state not in states:
        refuse([rules.NOT_KEYED("state") if states == rules.KEYED else rules.NOT_OPEN("state")])
    return row


def locked_enrolment(by: Actor, enrolment: UUID) -> Enrolment:
    """An enrolment, its training locked before it. Raises NotThere."""
    row: Enrolment = door.locked(Enrolment.objects.visible_to(by), enrolment)
    locked_training(by, row.training_id)
    return row
