"""An action of the plan: what somebody of the team will do, until when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.conference import Conference
from pokpong.areas.protection.models.goal import Goal
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedRow, SealedText


class PlannedAction(MutableRow, SealedRow):
    """`owner` is a member of the team, who has the task. `conference` is the one that agreed on it."""

    noun = "planned_action"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="planned_actions"))
    goal = marks.open_field(models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, related_name="actions"))
    conference = marks.open_field(
        models.ForeignKey(Conference, on_delete=models.PROTECT, null=True, related_name="agreed")
    )
    owner = marks.open_field(models.UUIDField())
    due = marks.open_field(models.DateField())
    state = marks.open_field(models.CharField(max_length=10, default="planned"))
    planned_by = marks.open_field(models.UUIDField())
    ended_on = marks.open_field(models.DateField(null=True))
    text = SealedText()
    result = SealedText(null=True)

    objects: ClassVar[OfCaseManager[PlannedAction]] = OfCaseManager()

    class Meta:
        indexes = [models.Index(fields=["owner", "state", "due"], name="plannedaction_owner")]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys

    @property
    def is_planned(self) -> bool:
        return self.state == "planned"

    @property
    def is_late(self) -> bool:
        return self.is_planned and self.due < clock.today()
