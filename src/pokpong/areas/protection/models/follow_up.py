"""A follow-up: somebody asks a person, later, how they are."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.facts import FactsOfTheDay
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedRow, SealedText


def _answer() -> models.CharField[str, str]:
    return models.CharField(max_length=8, default="unknown")


class FollowUp(MutableRow, SealedRow, FactsOfTheDay):
    """`origin` says what it was planned by: the pattern after opening or closure, or a person.

    The five questions of well-being are answered yes, no or unknown; who was not reached says nothing of them.
    """

    noun = "follow_up"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="follow_ups"))
    kind = marks.open_field(models.CharField(max_length=12))
    origin = marks.open_field(models.CharField(max_length=10, default="by_hand"))
    due = marks.open_field(models.DateField())
    state = marks.open_field(models.CharField(max_length=10, default="planned"))
    planned_by = marks.open_field(models.UUIDField())
    done_on = marks.open_field(models.DateField(null=True))
    done_by = marks.open_field(models.UUIDField(null=True))
    how = marks.open_field(models.CharField(max_length=12, blank=True))
    reached = marks.open_field(models.BooleanField(null=True))
    safe = marks.open_field(_answer())
    healthy = marks.open_field(_answer())
    housed = marks.open_field(_answer())
    income = marks.open_field(_answer())
    in_school = marks.open_field(_answer())
    finding = SealedText(null=True)

    objects: ClassVar[OfCaseManager[FollowUp]] = OfCaseManager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "due"], name="followup_due"),
            models.Index(fields=["case", "due"], name="followup_case"),
        ]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys

    @property
    def waits(self) -> bool:
        """Whether somebody still has to ask the person."""
        return self.state in ("planned", "missed")

    @property
    def is_late(self) -> bool:
        return self.waits and self.due < clock.today()
