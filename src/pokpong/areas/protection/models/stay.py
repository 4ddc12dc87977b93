"""A stay in a shelter: which bed is kept for, or used by, whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.facts import FactsOfTheDay
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.areas.protection.states.services import TAKES_A_BED
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedRow, SealedText


class Stay(MutableRow, SealedRow, FactsOfTheDay):
    """A bed has a number, or none: then the shelter chooses. Where a shelter stands is written nowhere."""

    noun = "stay"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stays"))
    organisation = marks.open_field(models.UUIDField(help_text="who runs the shelter"))
    offer = marks.open_field(models.UUIDField(help_text="the shelter, a service of the directory"))
    bed = marks.open_field(models.PositiveSmallIntegerField(null=True, help_text="empty: any"))
    state = marks.open_field(models.CharField(max_length=10, default="reserved"))
    starts_on = marks.open_field(models.DateField(help_text="the day it is reserved from, then the day of arrival"))
    until_on = marks.open_field(models.DateField(null=True, help_text="expected last day"))
    left_on = marks.open_field(models.DateField(null=True))
    left_for = marks.open_field(models.CharField(max_length=14, blank=True))
    note = SealedText(null=True)

    objects: ClassVar[OfCaseManager[Stay]] = OfCaseManager()

    class Meta:
        indexes = [models.Index(fields=["offer", "state"], name="stay_offer")]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "bed"],
                condition=Q(state__in=TAKES_A_BED, bed__isnull=False),
                name="stay_bed_once",
            ),
        ]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys

    @property
    def takes_a_bed(self) -> bool:
        return self.state in TAKES_A_BED

    @property
    def is_overdue(self) -> bool:
        """Whether a reserved bed was not taken, or a guest stays longer than was planned."""
        today = clock.today()
        late = self.state == "in" and self.until_on is not None and self.until_on < today
        return late or (self.state == "reserved" and self.starts_on < today)
