"""Officials are named as trainers of a training, and released."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.capacity.actions.reach import locked_training
from pokpong.areas.capacity.models import TrainingTrainer
from pokpong.areas.capacity.rules import trainings as rules
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import refuse
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.models.official import spellings

NAMED_IN = (*rules.OPEN, "finished")


@action("trainer.name")
def name_trainer(*, by: Actor, id: UUID, training: UUID, official: UUID, call_id: UUID) -> TrainingTrainer:
    """Names an official as a trainer: from then on they see its trainees. Raises Refused, NotAllowed, NotThere."""
    row = locked_training(by, training, *NAMED_IN)
    person = Official.objects.visible_to(by).filter(pk=official).first()
    refuse([] if person is not None else [rules.TRAINER_UNKNOWN("official")])
    same = row.trainers.filter(official__in=spellings([official]))
    refuse([rules.TRAINER_TWICE("official")] if same.filter(state="named").exists() else [])
    released = same.filter(state="released", official=official).first()
    if released is not None:
        trainer: TrainingTrainer = door.locked(TrainingTrainer.objects.visible_to(by), released.pk)
        moves.move(trainer, "named")
        door.save(trainer)
    else:
        trainer = door.add(TrainingTrainer(id=id, training=row, official_id=official))
        moves.begin(trainer)
    door.event(trainer, {"training": str(row.pk)})
    return trainer


@action("trainer.release")
def release_trainer(*, by: Actor, trainer: UUID, call_id: UUID) -> TrainingTrainer:
    """Takes a trainer back: they see the trainees no longer. Raises Refused, NotAllowed, NotThere."""
    row: TrainingTrainer = door.locked(TrainingTrainer.objects.visible_to(by), trainer)
    locked_training(by, row.training_id, *NAMED_IN)
    moves.move(row, "released")
    door.save(row)
    door.event(row, {"training": str(row.training_id)})
    return row
