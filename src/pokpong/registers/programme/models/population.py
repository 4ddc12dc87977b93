"""How many people live somewhere, by whom it was said: the denominators of rates."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.lao.text import fold


class PopulationQuerySet(ScopedQuerySet):
    pass


PopulationManager = models.Manager.from_queryset(PopulationQuerySet)


class Population(MutableRow):
    """One figure of one source. `sex`: female, male, all. `age_band`: `0-4`, `60+`, all. States: stated, withdrawn."""

    noun = "population"

    place_path = PathField(blank=True)
    year = marks.open_field(models.PositiveSmallIntegerField())
    sex = marks.open_field(models.CharField(max_length=10))
    age_band = marks.open_field(models.CharField(max_length=10))
    count = marks.open_field(models.PositiveIntegerField())
    source = marks.open_field(models.CharField(max_length=120))
    at = marks.open_field(models.DateTimeField(default=clock.now))
    state = marks.open_field(models.CharField(max_length=10, default="stated"))
    # Derived whenever the row is saved: the source as it is searched, the band as it is sorted.
    source_folded = marks.open_field(models.CharField(max_length=480, editable=False))
    age_from = marks.open_field(models.PositiveSmallIntegerField(null=True, editable=False))

    objects: ClassVar[PopulationManager[Population]] = PopulationManager()

    class Meta:
        indexes = [models.Index(fields=["place_path", "year"], name="population_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["place_path", "year", "sex", "age_band", "source_folded"],
                condition=Q(state="stated"),
                name="population_said_once",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.source_folded = fold(self.source)[:480]
        first = self.age_band.partition("-")[0].removesuffix("+")
        self.age_from = int(first) if first.isdecimal() else None
        super().save(*args, **kwargs)

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]
