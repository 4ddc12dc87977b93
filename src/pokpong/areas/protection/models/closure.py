"""The closure of a case: asked for by one, approved or sent back by another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.facts import FactsOfTheDay
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedRow, SealedText


class Closure(MutableRow, SealedRow, FactsOfTheDay):
    """One row for every time it was asked.

    `follow_ups_go_on`: what is planned goes on after the closure, and the programme's pattern begins anew.
    """

    noun = "closure"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closures"))
    state = marks.open_field(models.CharField(max_length=10, default="asked"))
    reasons = marks.open_field(models.JSONField(default=list, help_text="codes"))
    told = marks.open_field(models.CharField(max_length=12, help_text="whether the person was told"))
    follow_ups_go_on = marks.open_field(models.BooleanField(default=True))
    asked_by = marks.open_field(models.UUIDField())
    asked_at = marks.open_field(models.DateTimeField(default=clock.now))
    decided_by = marks.open_field(models.UUIDField(null=True))
    decided_on = marks.open_field(models.DateField(null=True))
    summary = SealedText()
    wishes = SealedText(null=True, help_text="what the person wishes")

    objects: ClassVar[OfCaseManager[Closure]] = OfCaseManager()

    class Meta:
        indexes = [models.Index(fields=["case", "asked_at"], name="closure_case")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="asked"), name="closure_asked_once"),
        ]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys
