"""Enrolments: a person in a training, and what they were on that day."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from pokpong.areas.capacity.models.trainee import Trainee
from pokpong.areas.capacity.models.training import Training
from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.registers.institutions.models import Committee, Official, Organisation


class EnrolmentQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """Those of trainings whose trainees this actor may see by name."""
        return self.filter(training__in=Training.objects.with_trainees_seen_by(actor))


class OfEnrolmentQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """With the enrolment."""
        return self.filter(enrolment__training__in=Training.objects.with_trainees_seen_by(actor))


EnrolmentManager = models.Manager.from_queryset(EnrolmentQuerySet)


class Enrolment(MutableRow):
    """One person in one training. States: enrolled, withdrawn, completed, not_completed.

    The facts are those of the day: a later change of post, function or place changes no figure of this training.
    `official` is the post they came with, `committee` the one whose member they came as.
    """

    noun = "enrolment"

    training = marks.open_field(models.ForeignKey(Training, models.PROTECT, related_name="enrolments"))
    trainee = marks.open_field(models.ForeignKey(Trainee, models.PROTECT, related_name="enrolments"))
    official = marks.open_field(models.ForeignKey(Official, models.PROTECT, null=True, related_name="enrolments"))
    committee = marks.open_field(models.ForeignKey(Committee, models.PROTECT, null=True, related_name="enrolments"))
    post = marks.open_field(models.CharField(max_length=160, blank=True))
    sex = marks.open_field(models.CharField(max_length=10))
    function = marks.open_field(models.CharField(max_length=20))
    level = marks.open_field(models.CharField(max_length=10))
    organisation = marks.open_field(
        models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="enrolments")
    )
    institution = marks.open_field(models.CharField(max_length=160, blank=True))
    place_path = PathField(blank=True)
    enrolled_at = marks.open_field(models.DateTimeField(default=clock.now))
    state = marks.open_field(models.CharField(max_length=14, default="enrolled"))

    objects: ClassVar[EnrolmentManager[Enrolment]] = EnrolmentManager()

    class Meta:
        indexes = [models.Index(fields=["trainee", "state"], name="enrolment_trainee")]
        constraints = [models.UniqueConstraint(fields=["training", "trainee"], name="enrolment_once")]

    @property
    def counts(self) -> bool:
        """Whether this person belongs to the training still."""
        return self.state != "withdrawn"

    def scope_keys(self) -> list[str]:
        return [f"place:{self.training.place_path}"]
