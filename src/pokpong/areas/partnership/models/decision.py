"""What a committee or a delegation decided: by whom it is done, until when, and how it stood at later meetings."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from pokpong.areas.partnership.models.meeting import AgendaItem, Meeting
from pokpong.areas.partnership.models.visit import Visit
from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import AppendOnlyRow, MutableRow
from pokpong.foundation.lao.text import fold
from pokpong.registers.institutions.models import Committee, Official


class DecisionQuerySet(ScopedQuerySet):
    def tied(self, actor: Any) -> Q:
        """Everybody reads what they themselves are to do."""
        official = getattr(actor, "official", None)
        return Q(owner=official) if official is not None else Q(pk__in=[])

    def overdue(self, day: date) -> Self:
        """Open ones whose day lies before `day`."""
        return self.filter(state="open", due__lt=day)


class DecisionReviewQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """The reviews of every decision this actor may see."""
        return self.filter(decision__in=Decision.objects.visible_to(actor))


DecisionManager = models.Manager.from_queryset(DecisionQuerySet)
DecisionReviewManager = models.Manager.from_queryset(DecisionReviewQuerySet)


class Decision(MutableRow):
    """Taken at a meeting or on a visit, with the official who does it. States: open, done, dropped."""

    noun = "decision"

    committee = marks.open_field(models.ForeignKey(Committee, models.PROTECT, null=True, related_name="decisions"))
    meeting = marks.open_field(models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="decisions"))
    visit = marks.open_field(models.ForeignKey(Visit, models.PROTECT, null=True, related_name="decisions"))
    item = marks.open_field(models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="decisions"))
    place_path = PathField(blank=True)
    taken_on = marks.open_field(models.DateField())
    position = marks.open_field(models.PositiveSmallIntegerField(help_text="its number within the meeting or visit"))
    text = marks.personal(models.CharField(max_length=500))
    owner = marks.open_field(models.ForeignKey(Official, models.PROTECT, related_name="decisions"))
    due = marks.open_field(models.DateField())
    result = marks.personal(models.CharField(max_length=500, blank=True))
    ended_on = marks.open_field(models.DateField(null=True))
    state = marks.open_field(models.CharField(max_length=10, default="open"))
    # Derived from the text whenever the row is saved.
    search = marks.personal(models.TextField(editable=False))

    objects: ClassVar[DecisionManager[Decision]] = DecisionManager()

    class Meta:
        indexes = [
            models.Index(fields=["committee", "state", "due"], name="decision_committee"),
            models.Index(fields=["place_path", "state", "due"], name="decision_place"),
        ]
        constraints = [
            models.CheckConstraint(
                name="decision_of_one",
                condition=Q(meeting=None, visit__isnull=False) | Q(visit=None, meeting__isnull=False),
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = fold(self.text)
        super().save(*args, **kwargs)

    def is_late(self, day: date) -> bool:
        return self.state == "open" and self.due < day

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]


class DecisionReview(AppendOnlyRow):
    """How a decision stood when a later meeting looked at it: it goes on (perhaps with a new day), is done, dropped."""

    noun = "decision_review"

    decision = marks.open_field(models.ForeignKey(Decision, models.PROTECT, related_name="reviews"))
    meeting = marks.open_field(models.ForeignKey(Meeting, models.PROTECT, related_name="reviews"))
    outcome = marks.open_field(models.CharField(max_length=8))
    remark = marks.personal(models.CharField(max_length=500, blank=True))
    new_due = marks.open_field(models.DateField(null=True))
    by = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))

    objects: ClassVar[DecisionReviewManager[DecisionReview]] = DecisionReviewManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "meeting"], name="decisionreview_once")]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.decision.scope_keys()
        return keys
