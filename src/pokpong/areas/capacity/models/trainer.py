"""Who teaches a training."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from pokpong.areas.capacity.models.training import Training
from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.registers.institutions.models import Official


class OfTrainingQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """With the training: what it consists of, without a trainee's name."""
        return self.filter(training__in=Training.objects.visible_to(actor))


TrainingTrainerManager = models.Manager.from_queryset(OfTrainingQuerySet)


class TrainingTrainer(MutableRow):
    """One official who teaches one training. States: named, released."""

    noun = "training_trainer"

    training = marks.open_field(models.ForeignKey(Training, models.PROTECT, related_name="trainers"))
    official = marks.open_field(models.ForeignKey(Official, models.PROTECT, related_name="taught"))
    state = marks.open_field(models.CharField(max_length=10, default="named"))

    objects: ClassVar[TrainingTrainerManager[TrainingTrainer]] = TrainingTrainerManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["training", "official"], name="training_trainer_once")]

    def scope_keys(self) -> list[str]:
        return [f"place:{self.training.place_path}"]
