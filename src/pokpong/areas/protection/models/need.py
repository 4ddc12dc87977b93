"""A need of a person: what would have to be better, in the person's own view."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedRow, SealedText


class Need(MutableRow, SealedRow):
    noun = "need"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="needs"))
    domain = marks.open_field(models.CharField(max_length=20))
    urgency = marks.open_field(models.CharField(max_length=10))
    state = marks.open_field(models.CharField(max_length=12, default="open"))
    noted_on = marks.open_field(models.DateField(default=clock.today))
    noted_by = marks.open_field(models.UUIDField())
    settled_on = marks.open_field(models.DateField(null=True))
    note = SealedText(null=True)

    objects: ClassVar[OfCaseManager[Need]] = OfCaseManager()

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys

    @property
    def is_open(self) -> bool:
        return self.state == "open"
