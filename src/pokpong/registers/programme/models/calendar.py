"""Calendars, of which each programme follows several, and the periods into which they part the time."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import in_language


class CalendarQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """All of them for who reads calendars: they say nothing of anybody."""
        return self.all() if actor.may("calendar.read") else self.none()


class PeriodQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """The periods of every calendar this actor may see."""
        return self.all() if actor.may("calendar.read") else self.none()

    def holding(self, day: date) -> Self:
        """Those in which `day` lies."""
        return self.filter(starts__lte=day, ends__gte=day)


CalendarManager = models.Manager.from_queryset(CalendarQuerySet)
PeriodManager = models.Manager.from_queryset(PeriodQuerySet)


class Calendar(MutableRow):
    """When a year begins, what it is called and into which parts it is cut, the largest first."""

    noun = "calendar"

    code = marks.open_field(models.CharField(max_length=30, unique=True))
    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    start_month = marks.open_field(models.PositiveSmallIntegerField())
    start_day = marks.open_field(models.PositiveSmallIntegerField())
    parts = marks.open_field(models.JSONField(help_text="codes of the parts of a year, the largest first"))
    year_names = marks.open_field(models.JSONField(help_text="{language: text with {year}}: FY{year}"))
    named_by_end = marks.open_field(models.BooleanField(default=False))

    objects: ClassVar[CalendarManager[Calendar]] = CalendarManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(start_month__gte=1, start_month__lte=12, start_day__gte=1, start_day__lte=28),
                name="calendar_begins",
            )
        ]

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.names)


class Period(MutableRow):
    """A year of a calendar, or a part of one. `ends` is the last day. `kind`: year, half, quarter, month."""

    noun = "period"

    calendar = marks.open_field(models.ForeignKey(Calendar, models.PROTECT, related_name="periods"))
    parent = marks.open_field(models.ForeignKey("self", models.PROTECT, null=True, related_name="children"))
    kind = marks.open_field(models.CharField(max_length=10))
    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    year = marks.open_field(models.PositiveSmallIntegerField(help_text="the year after which it is named"))
    starts = marks.open_field(models.DateField())
    ends = marks.open_field(models.DateField())

    objects: ClassVar[PeriodManager[Period]] = PeriodManager()

    class Meta:
        indexes = [models.Index(fields=["calendar", "starts", "ends"], name="period_days")]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "kind", "starts"], name="period_once"),
            models.CheckConstraint(condition=Q(ends__gte=models.F("starts")), name="period_days_in_order"),
        ]

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.names)
