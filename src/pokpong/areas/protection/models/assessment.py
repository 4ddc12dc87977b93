"""An assessment of the risk a person runs: what was found on a day, by whom, and when it is looked at again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow
from pokpong.foundation.vault.fields import SealedRow, SealedText


class RiskAssessment(AppendOnlyRow, SealedRow):
    """`factors` are codes of `vocabulary.cases.RISK_FACTORS`; what was seen and heard is in the sealed note."""

    noun = "risk_assessment"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments"))
    level = marks.open_field(models.CharField(max_length=12))
    factors = marks.open_field(models.JSONField(default=list, blank=True, help_text="codes"))
    assessed_on = marks.open_field(models.DateField())
    assessed_by = marks.open_field(models.UUIDField())
    next_on = marks.open_field(models.DateField())
    at = marks.open_field(models.DateTimeField(default=clock.now))
    note = SealedText(null=True)

    objects: ClassVar[OfCaseManager[RiskAssessment]] = OfCaseManager()

    class Meta:
        indexes = [models.Index(fields=["case", "assessed_on"], name="riskassessment_case")]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys
