"""Curricula in editions: what is taught, in how many hours, how it is tested, and what completes it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models

from pokpong.areas.capacity.rules.curricula import maximum_of
from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.lao.order import sort_key
from pokpong.registers.places.models.place import folded_names


class CurriculumQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """All of them: what is taught is the same everywhere."""
        return self.all() if actor.may("curriculum.read") else self.none()


CurriculumManager = models.Manager.from_queryset(CurriculumQuerySet)


class Curriculum(MutableRow):
    """One edition of a curriculum; `predecessor` is the one before. States: drafted, in_use, replaced, withdrawn.

    A draft only is edited: trainings keep the edition they were held by. `lessons` and `questions` have the shapes
    that `rules.curricula` checks. A per cent of None is not asked for.
    """

    noun = "curriculum"

    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    objectives = marks.open_field(models.JSONField(default=dict, help_text="{language: text}"))
    topics = marks.open_field(models.JSONField(default=list, help_text="codes"))
    hours = marks.open_field(models.DecimalField(max_digits=7, decimal_places=2))
    lessons = marks.open_field(models.JSONField(default=list, help_text="names and hours of each"))
    questions = marks.open_field(models.JSONField(default=list, help_text="text, choices, right, points of each"))
    hours_percent = marks.open_field(models.PositiveSmallIntegerField(null=True, help_text="needed to complete it"))
    score_percent = marks.open_field(models.PositiveSmallIntegerField(null=True, help_text="needed to complete it"))
    edition = marks.open_field(models.PositiveSmallIntegerField(default=1))
    predecessor = marks.open_field(models.ForeignKey("self", models.PROTECT, null=True, related_name="successors"))
    state = marks.open_field(models.CharField(max_length=10, default="drafted"))
    # Derived whenever the row is saved, to be searched and sorted on both engines.
    topics_text = marks.open_field(models.TextField(editable=False))
    search = marks.open_field(models.TextField(editable=False))
    sort_key = marks.open_field(models.CharField(max_length=1200, editable=False))

    objects: ClassVar[CurriculumManager[Curriculum]] = CurriculumManager()

    class Meta:
        indexes = [models.Index(fields=["state", "sort_key"], name="curriculum_state")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.topics_text = "|" + "|".join(self.topics) + "|"
        self.search = folded_names(self.names.values())
        self.sort_key = sort_key(in_language(self.names, "lo"))[:1200]
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.names)

    @property
    def maximum(self) -> Decimal:
        """The highest score of its test."""
        return maximum_of(self.questions)
