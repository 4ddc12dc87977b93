"""A return home: prepared, agreed by the person, on the way, received."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Value
from django.db.models.functions import Length, Replace
from django.db.models.lookups import LessThanOrEqual

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.facts import DISTRICT, FactsOfTheDay
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.areas.protection.states.services import RETURN_RUNNING
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedRow, SealedText


class ReturnHome(MutableRow, SealedRow, FactsOfTheDay):
    """`to_path` ends at the district; village and people met on the way stand in the sealed note."""

    noun = "return"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="returns"))
    kind = marks.open_field(models.CharField(max_length=12))
    country = marks.open_field(models.CharField(max_length=6, blank=True, help_text="the other country"))
    to_path = PathField(blank=True)
    destination = marks.open_field(models.CharField(max_length=10))
    assessment = marks.open_field(models.CharField(max_length=14, default="not_done", help_text="of the family"))
    escort = marks.open_field(models.CharField(max_length=12, default="none"))
    organisation = marks.open_field(models.UUIDField(null=True, help_text="who brings the person home"))
    state = marks.open_field(models.CharField(max_length=10, default="planned"))
    planned_on = marks.open_field(models.DateField(null=True))
    agreed_on = marks.open_field(models.DateField(null=True))
    left_on = marks.open_field(models.DateField(null=True))
    received_on = marks.open_field(models.DateField(null=True))
    agreement = SealedText(null=True, help_text="how the person agreed")
    note = SealedText(null=True)

    objects: ClassVar[OfCaseManager[ReturnHome]] = OfCaseManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="return_district_only",
                condition=LessThanOrEqual(
                    Length("to_path") - Length(Replace("to_path", Value("/"), Value(""))), DISTRICT
                ),
            )
        ]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys

    @property
    def is_running(self) -> bool:
        return self.state in RETURN_RUNNING
