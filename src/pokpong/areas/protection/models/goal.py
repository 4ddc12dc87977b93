"""A goal that a person and their caseworker agreed on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.need import Need
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedRow, SealedText


class Goal(MutableRow, SealedRow):
    noun = "goal"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="goals"))
    need = marks.open_field(models.ForeignKey(Need, on_delete=models.PROTECT, null=True, related_name="goals"))
    domain = marks.open_field(models.CharField(max_length=20))
    state = marks.open_field(models.CharField(max_length=10, default="open"))
    set_on = marks.open_field(models.DateField(default=clock.today))
    set_by = marks.open_field(models.UUIDField())
    target_on = marks.open_field(models.DateField(null=True))
    settled_on = marks.open_field(models.DateField(null=True))
    text = SealedText()

    objects: ClassVar[OfCaseManager[Goal]] = OfCaseManager()

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def is_late(self) -> bool:
        return self.is_open and self.target_on is not None and self.target_on < clock.today()
