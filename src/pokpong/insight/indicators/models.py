"""Figures as they stood when a month ended: added once, never changed."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow, RowQuerySet


class ClosingQuerySet(RowQuerySet):
    def of_year(self, year: int) -> Self:
        """Oldest first."""
        return self.filter(month__year=year).order_by("month")


ClosingManager = models.Manager.from_queryset(ClosingQuerySet)


class Closing(AppendOnlyRow):
    """A month that was closed for the whole country. `month` is its first day, `ends` its last."""

    noun = "closing"

    month = marks.open_field(models.DateField(unique=True))
    ends = marks.open_field(models.DateField())
    made_at = marks.open_field(models.DateTimeField(default=clock.now))

    objects: ClassVar[ClosingManager[Closing]] = ClosingManager()

    @property
    def begins(self) -> date:
        """The first day that its figures count: that of the year."""
        return self.month.replace(month=1, day=1)


class FrozenTable(AppendOnlyRow):
    """One table as it was counted, for the next closings alone: no page shows it. `counts`: {row: {column: number}}.

    Only the leaves are kept; sums follow from them. A row is the path of a place (`tables.definition`).
    """

    noun = "frozen_table"

    closing = marks.open_field(models.ForeignKey(Closing, models.PROTECT, related_name="tables"))
    code = marks.open_field(models.CharField(max_length=30))
    counts = marks.open_field(models.JSONField())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closing", "code"], name="frozentable_once")]


class PublishedTable(AppendOnlyRow):
    """What one circle of readers is shown of a frozen table: small numbers, and what would tell of them, are left out.

    `cells`: {row: {column: [number, last day that it counts]}}; a cell that is not there is hidden. `circle` is
    `inside` (offices) or `outside` (what leaves the government); `threshold` is what held for it on that day.
    """

    noun = "published_table"

    closing = marks.open_field(models.ForeignKey(Closing, models.PROTECT, related_name="published"))
    code = marks.open_field(models.CharField(max_length=30))
    circle = marks.open_field(models.CharField(max_length=10))
    threshold = marks.open_field(models.PositiveSmallIntegerField())
    cells: Any = marks.open_field(models.JSONField())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closing", "code", "circle"], name="publishedtable_once")]
