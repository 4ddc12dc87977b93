"""Trainings: a curriculum taught at a place on some days, for a project and an activity of a plan."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from pokpong.areas.capacity.models.curriculum import Curriculum
from pokpong.foundation.access.scope import NOTHING, ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.money import Money
from pokpong.foundation.kernel.paths import PathField, under_any
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.lao.order import sort_key
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.models.official import spellings
from pokpong.registers.places.models.place import folded_names
from pokpong.registers.programme.models import Activity, Project


def taught_by(actor: Any) -> Q:
    """The trainings in which this actor is named as a trainer, under whichever spelling of the official."""
    official = getattr(actor, "official", None)
    if official is None or not actor.may("training.tied"):
        return NOTHING
    same = spellings([official])
    return Q(pk__in=Training.objects.filter(trainers__official__in=same, trainers__state="named").values("pk"))


class TrainingQuerySet(ScopedQuerySet):
    def tied(self, actor: Any) -> Q:
        """A trainer's own trainings."""
        return taught_by(actor)

    def with_trainees_seen_by(self, actor: Any) -> Any:
        """Those whose trainees this actor may see by name: of the places where trainees are read, or taught by them."""
        return self.filter(under_any("place_path", actor.paths("trainee.read")) | taught_by(actor))


TrainingManager = models.Manager.from_queryset(TrainingQuerySet)


class Training(MutableRow):
    """One training. `ends` is the last day. States: planned, running, finished, closed, cancelled."""

    noun = "training"

    curriculum = marks.open_field(models.ForeignKey(Curriculum, models.PROTECT, related_name="trainings"))
    names = marks.open_field(models.JSONField(default=dict, help_text="{language: text}; empty: the curriculum's"))
    project = marks.open_field(models.ForeignKey(Project, models.PROTECT, null=True, related_name="trainings"))
    activity = marks.open_field(models.ForeignKey(Activity, models.PROTECT, null=True, related_name="trainings"))
    organisation = marks.open_field(
        models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="trainings", help_text="who holds it")
    )
    place_path = PathField(blank=True)
    venue = marks.open_field(models.CharField(max_length=160, blank=True))
    starts = marks.open_field(models.DateField())
    ends = marks.open_field(models.DateField())
    cost = marks.open_field(models.DecimalField(max_digits=18, decimal_places=2, null=True))
    currency = marks.open_field(models.CharField(max_length=3, blank=True))
    state = marks.open_field(models.CharField(max_length=10, default="planned"))
    # Derived whenever the row is saved, to be searched and sorted on both engines.
    search = marks.open_field(models.TextField(editable=False))
    sort_key = marks.open_field(models.CharField(max_length=1200, editable=False))

    objects: ClassVar[TrainingManager[Training]] = TrainingManager()

    class Meta:
        indexes = [
            models.Index(fields=["place_path", "starts"], name="training_place"),
            models.Index(fields=["project", "starts"], name="training_project"),
            models.Index(fields=["state", "starts"], name="training_state"),
        ]
        constraints = [models.CheckConstraint(condition=Q(ends__gte=models.F("starts")), name="training_days_in_order")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        names = self.names or self.curriculum.names
        self.search = folded_names([*self.names.values(), *self.curriculum.names.values(), self.venue])
        self.sort_key = sort_key(in_language(names, "lo"))[:1200]
        super().save(*args, **kwargs)

    @property
    def all_names(self) -> dict[str, str]:
        """Its own names, or else the curriculum's."""
        names: dict[str, str] = self.names or self.curriculum.names
        return names

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.all_names)

    @property
    def money(self) -> Money | None:
        return Money(self.cost, self.currency) if self.cost is not None and self.currency else None

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]
