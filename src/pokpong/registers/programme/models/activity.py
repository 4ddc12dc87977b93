"""What a plan wants to do, what it may cost, and how it goes on."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.money import Money
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import AppendOnlyRow, MutableRow
from pokpong.foundation.kernel.words import in_language
from pokpong.registers.institutions.models import Official, Organisation
from pokpong.registers.places.models.place import folded_names
from pokpong.registers.programme.models.framework import Result
from pokpong.registers.programme.models.plan import OfPlanQuerySet, Plan

OPEN = ("planned", "partly", "postponed")  # something is still to be done
_FIGURES = re.compile("[0-9]+")


def natural(code: str) -> str:
    """Codes sorted by this stand as people count: 1.2 before 1.10."""
    return _FIGURES.sub(lambda found: found[0].zfill(6), code.casefold())[:200]


class ActivityQuerySet(OfPlanQuerySet):
    def kept(self) -> Self:
        """Without those that were taken out of the plan."""
        return self.exclude(state="dropped")


class OfActivityQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """With the plan."""
        return self.filter(activity__plan__in=Plan.objects.visible_to(actor))


ActivityManager = models.Manager.from_queryset(ActivityQuerySet)
OfActivityManager = models.Manager.from_queryset(OfActivityQuerySet)


class Activity(MutableRow):
    """One activity of one edition of a plan. States: planned, partly, postponed, done, dropped.

    `thread` is the same in every edition of the plan. `ends` is the last day that was planned, `moved_to` the one to
    which it was postponed.
    """

    noun = "activity"

    plan = marks.open_field(models.ForeignKey(Plan, models.PROTECT, related_name="activities"))
    thread = marks.open_field(models.UUIDField(default=new_id, db_index=True))
    code = marks.open_field(models.CharField(max_length=30))
    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    result = marks.open_field(models.ForeignKey(Result, models.PROTECT, null=True, related_name="activities"))
    place_path = PathField(blank=True, db_index=True)
    starts = marks.open_field(models.DateField())
    ends = marks.open_field(models.DateField())
    official = marks.open_field(models.ForeignKey(Official, models.PROTECT, null=True, related_name="activities"))
    organisation = marks.open_field(
        models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="activities")
    )
    participants_expected = marks.open_field(models.PositiveIntegerField(null=True))
    evidence_wanted = marks.open_field(models.JSONField(default=list, help_text="kinds of evidence"))
    state = marks.open_field(models.CharField(max_length=10, default="planned"))
    moved_to = marks.open_field(models.DateField(null=True))
    last_progress = marks.open_field(models.DateField(null=True))
    # Derived from code and names whenever the row is saved.
    code_key = marks.open_field(models.CharField(max_length=200, editable=False))
    search = marks.open_field(models.TextField(editable=False))

    objects: ClassVar[ActivityManager[Activity]] = ActivityManager()

    class Meta:
        indexes = [models.Index(fields=["plan", "code_key"], name="activity_order")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], condition=~Q(state="dropped"), name="activity_code"),
            models.CheckConstraint(condition=Q(ends__gte=models.F("starts")), name="activity_days_in_order"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.code_key = natural(self.code)
        self.search = folded_names([self.code, *self.names.values()])
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.names)

    @property
    def last_day(self) -> date:
        """The day by which it shall be done, as it stands now."""
        return self.moved_to or self.ends

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]


class ActivityBudget(MutableRow):
    """What an activity may cost in one currency; nothing any more when it is 0."""

    noun = "activity_budget"

    activity = marks.open_field(models.ForeignKey(Activity, models.PROTECT, related_name="budgets"))
    currency = marks.open_field(models.CharField(max_length=3))
    amount = marks.open_field(models.DecimalField(max_digits=18, decimal_places=2))

    objects: ClassVar[OfActivityManager[ActivityBudget]] = OfActivityManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "currency"], name="activity_budget_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="activity_budget_not_negative"),
        ]

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    def scope_keys(self) -> list[str]:
        return [f"place:{self.activity.place_path}"]


class Progress(AppendOnlyRow):
    """How an activity stood on a day. `state`: done, partly, postponed (with a reason and a new last day)."""

    noun = "progress"

    activity = marks.open_field(models.ForeignKey(Activity, models.PROTECT, related_name="progress"))
    day = marks.open_field(models.DateField())
    state = marks.open_field(models.CharField(max_length=10))
    reason = marks.open_field(models.TextField(blank=True, help_text="what was done, or why it was put off"))
    new_end = marks.open_field(models.DateField(null=True))
    by = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))

    objects: ClassVar[OfActivityManager[Progress]] = OfActivityManager()

    class Meta:
        indexes = [models.Index(fields=["activity", "day"], name="progress_of_activity")]

    def scope_keys(self) -> list[str]:
        return [f"place:{self.activity.place_path}"]
