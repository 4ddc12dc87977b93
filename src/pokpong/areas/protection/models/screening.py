"""A screening: questions asked of a person, what follows from the answers, and what a human then decided."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.facts import FactsOfTheDay
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.areas.protection.tools.shipped import tool_of
from pokpong.areas.protection.tools.tool import Tool
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedJSON, SealedRow, SealedText


class Screening(MutableRow, SealedRow, FactsOfTheDay):
    """Result and decision stand apart: the first is worked out from answers and tool version, the second is a human's.

    Shapes: answers {question: present | absent} (what is missing was not asked) · outcome, see `tools.evaluator`.
    """

    noun = "screening"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="screenings"))
    tool = marks.open_field(models.CharField(max_length=40))
    tool_version = marks.open_field(models.CharField(max_length=20))
    set_code = marks.open_field(models.CharField(max_length=30))
    state = marks.open_field(models.CharField(max_length=10, default="draft"))
    setting = marks.open_field(models.CharField(max_length=12))
    interpreter = marks.open_field(models.CharField(max_length=12))
    asked_on = marks.open_field(models.DateField(default=clock.today))
    asked_by = marks.open_field(models.UUIDField())
    result = marks.open_field(models.CharField(max_length=20, blank=True))
    decision = marks.open_field(models.CharField(max_length=10, blank=True))
    decided_on = marks.open_field(models.DateField(null=True))
    decided_by = marks.open_field(models.UUIDField(null=True))
    continues = marks.open_field(models.UUIDField(null=True, help_text="the screening whose answers it began with"))
    answers = SealedJSON()
    outcome = SealedJSON(null=True)
    note = SealedText(null=True)
    why = SealedText(null=True, help_text="of the decision")

    objects: ClassVar[OfCaseManager[Screening]] = OfCaseManager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "asked_on"], name="screening_case"),
            models.Index(fields=["asked_by", "state"], name="screening_asker"),
        ]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys

    @property
    def tool_used(self) -> Tool:
        """The version it is asked with. Raises LookupError when that no longer ships."""
        return tool_of(self.tool, self.tool_version)

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"

    @property
    def answered(self) -> dict[str, Any]:
        return dict(self.answers or {})
