"""Coaching at work: somebody is shown and accompanied in their own work."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from pokpong.areas.capacity.models.trainee import Trainee
from pokpong.areas.capacity.models.training import Training
from pokpong.foundation.access.scope import NOTHING, ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import PathField, under_any
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.registers.institutions.models import Official


class CoachingQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """Of the places where trainees are read by name; and a coach's own."""
        official = getattr(actor, "official", None)
        own = Q(coach=official) if official is not None and actor.may("trainee.tied") else NOTHING
        return self.filter(under_any("place_path", actor.paths("trainee.read")) | own)


CoachingManager = models.Manager.from_queryset(CoachingQuerySet)


class Coaching(MutableRow):
    """One visit of a coach. `topic` is a code; `observed` what was seen, `agreed` what is done next."""

    noun = "coaching"

    trainee = marks.open_field(models.ForeignKey(Trainee, models.PROTECT, related_name="coaching"))
    coach = marks.open_field(models.ForeignKey(Official, models.PROTECT, related_name="coached"))
    training = marks.open_field(models.ForeignKey(Training, models.PROTECT, null=True, related_name="coaching"))
    place_path = PathField(blank=True)
    day = marks.open_field(models.DateField())
    hours = marks.open_field(models.DecimalField(max_digits=5, decimal_places=2))
    topic = marks.open_field(models.CharField(max_length=30))
    observed = marks.personal(models.TextField(blank=True))
    agreed = marks.personal(models.TextField(blank=True))

    objects: ClassVar[CoachingManager[Coaching]] = CoachingManager()

    class Meta:
        indexes = [models.Index(fields=["place_path", "day"], name="coaching_place")]

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]
