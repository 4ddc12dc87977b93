"""A service for one person: planned, given, or not."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.facts import FactsOfTheDay
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.money import Money
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedRow, SealedText


class Service(MutableRow, SealedRow, FactsOfTheDay):
    """The facts are those of the day it was planned, and of the day it was given once it was. States: `states`."""

    noun = "service"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="services"))
    kind = marks.open_field(models.CharField(max_length=30, help_text="of the service directory"))
    organisation = marks.open_field(models.UUIDField(null=True, help_text="who gives it"))
    offer = marks.open_field(models.UUIDField(null=True, help_text="the service of the directory"))
    need = marks.open_field(models.UUIDField(null=True, help_text="the need of the case that it answers"))
    referral = marks.open_field(models.UUIDField(null=True, help_text="the referral it came from"))
    state = marks.open_field(models.CharField(max_length=14, default="planned"))
    planned_on = marks.open_field(models.DateField(null=True))
    delivered_on = marks.open_field(models.DateField(null=True, help_text="the last day on which it was given"))
    quantity = marks.open_field(models.DecimalField(max_digits=10, decimal_places=2, null=True))
    unit = marks.open_field(models.CharField(max_length=10, blank=True))
    cost = marks.open_field(models.DecimalField(max_digits=16, decimal_places=2, null=True))
    currency = marks.open_field(models.CharField(max_length=3, blank=True))
    outcome = marks.open_field(models.CharField(max_length=12, blank=True))
    missed = marks.open_field(models.CharField(max_length=12, blank=True, help_text="why it was not given"))
    note = SealedText(null=True)

    objects: ClassVar[OfCaseManager[Service]] = OfCaseManager()

    class Meta:
        indexes = [models.Index(fields=["case", "state"], name="service_case")]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys

    @property
    def money(self) -> Money | None:
        """What it costs; None when nobody wrote it."""
        return None if self.cost is None or not self.currency else Money(self.cost, self.currency)

    @property
    def is_due(self) -> bool:
        """Whether it is planned for a day that has passed."""
        return self.state == "planned" and self.planned_on is not None and self.planned_on < clock.today()
