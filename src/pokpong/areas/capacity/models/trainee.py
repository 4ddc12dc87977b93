"""Trainees: staff and members of committees who were trained. Personal data: in clear, never in logs."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from pokpong.areas.capacity.models.training import Training, taught_by
from pokpong.foundation.access.scope import NOTHING, ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import PathField, under_any
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.lao.names import name_keys
from pokpong.foundation.lao.order import sort_key
from pokpong.registers.institutions.models import Official, Organisation
from pokpong.registers.places.models.place import folded_names

EDGE = "|"


class TraineeQuerySet(ScopedQuerySet):
    def tied(self, actor: Any) -> Q:
        """Those enrolled in a training whose trainees this actor may see; and everybody themselves."""
        official = getattr(actor, "official", None)
        mine = Q(official=official) if official is not None else NOTHING
        paths = actor.paths("trainee.read")
        if "" in paths:
            return mine
        enrolled = Trainee.objects.filter(under_any("enrolments__training__place_path", paths)) if paths else None
        found = mine | (Q(pk__in=enrolled.values("pk")) if enrolled is not None else NOTHING)
        taught = Training.objects.filter(taught_by(actor))
        return found | Q(pk__in=Trainee.objects.filter(enrolments__training__in=taught).values("pk"))


TraineeManager = models.Manager.from_queryset(TraineeQuerySet)


class Trainee(MutableRow):
    """One person who was enrolled in a training or coached. States: known, merge_asked, merged.

    What they are is as it was noted last; each enrolment keeps what they were on that day. `merged_into` leads to the
    record of the same person that goes on, `asked_into` to the one they shall be joined to once somebody else confirms.
    """

    noun = "trainee"

    name = marks.personal(models.CharField(max_length=120))
    latin_name = marks.personal(models.CharField(max_length=120, blank=True))
    sex = marks.open_field(models.CharField(max_length=10))
    function = marks.open_field(models.CharField(max_length=20))
    level = marks.open_field(models.CharField(max_length=10))
    organisation = marks.open_field(models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="trainees"))
    institution = marks.open_field(models.CharField(max_length=160, blank=True, help_text="where none is registered"))
    place_path = PathField(blank=True)
    phone = marks.personal(models.CharField(max_length=40, blank=True))
    official = marks.open_field(models.ForeignKey(Official, models.PROTECT, null=True, related_name="trainees"))
    merged_into = marks.open_field(models.ForeignKey("self", models.PROTECT, null=True, related_name="merged_here"))
    asked_into = marks.open_field(models.ForeignKey("self", models.PROTECT, null=True, related_name="asked_here"))
    asked_by = marks.open_field(models.UUIDField(null=True))
    state = marks.open_field(models.CharField(max_length=12, default="known"))
    # Derived from the names whenever the row is saved.
    search = marks.personal(models.TextField(editable=False))
    sounds = marks.personal(models.TextField(editable=False))
    sort_key = marks.personal(models.CharField(max_length=600, editable=False))

    objects: ClassVar[TraineeManager[Trainee]] = TraineeManager()

    class Meta:
        indexes = [models.Index(fields=["place_path", "function"], name="trainee_place")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = folded_names([self.name, self.latin_name])
        self.sounds = EDGE + EDGE.join(sounds_of(self.name, self.latin_name)) + EDGE
        self.sort_key = sort_key(self.name)[:600]
        super().save(*args, **kwargs)

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]


def sounds_of(*names: str) -> list[str]:
    """What the names sound like, in Lao or Latin letters, each once."""
    return sorted({key for name in names if name for key in name_keys(name).phonetic})
