"""Sessions: the parts of a training for which attendance is signed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.areas.capacity.models.trainer import OfTrainingQuerySet
from pokpong.areas.capacity.models.training import Training
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import in_language


class SessionQuerySet(OfTrainingQuerySet):
    pass


SessionManager = models.Manager.from_queryset(SessionQuerySet)


class Session(MutableRow):
    """One session of one training. `position` orders those of a day. States: planned, dropped."""

    noun = "training_session"

    training = marks.open_field(models.ForeignKey(Training, models.PROTECT, related_name="sessions"))
    day = marks.open_field(models.DateField())
    position = marks.open_field(models.PositiveSmallIntegerField())
    hours = marks.open_field(models.DecimalField(max_digits=5, decimal_places=2))
    names = marks.open_field(models.JSONField(default=dict, help_text="{language: text}; empty: no subject named"))
    state = marks.open_field(models.CharField(max_length=10, default="planned"))

    objects: ClassVar[SessionManager[Session]] = SessionManager()

    class Meta:
        indexes = [models.Index(fields=["training", "day", "position"], name="training_session_order")]

    @property
    def name(self) -> str:
        """In the reader's language; empty when no subject was named."""
        return in_language(self.names)

    def scope_keys(self) -> list[str]:
        return [f"place:{self.training.place_path}"]
