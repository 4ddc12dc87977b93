"""A case conference: those who help one person sit together."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedJSON, SealedRow, SealedText


class Conference(MutableRow, SealedRow):
    """`invited` is [{user | organisation | words, fields}]: who comes, and what of the record may be spoken of.

    `present` holds the places of those in `invited` who came.
    """

    noun = "conference"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conferences"))
    state = marks.open_field(models.CharField(max_length=10, default="planned"))
    planned_on = marks.open_field(models.DateField())
    held_on = marks.open_field(models.DateField(null=True))
    called_by = marks.open_field(models.UUIDField())
    time = SealedText(null=True)
    where = SealedText(null=True)
    purpose = SealedText()
    invited = SealedJSON()
    present = SealedJSON(null=True)
    minutes = SealedText(null=True)

    objects: ClassVar[OfCaseManager[Conference]] = OfCaseManager()

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys

    @property
    def guests(self) -> list[dict[str, Any]]:
        """Who was invited, in the order written."""
        return list(self.invited or [])

    @property
    def is_planned(self) -> bool:
        return self.state == "planned"

    @property
    def is_late(self) -> bool:
        return self.is_planned and self.planned_on < clock.today()
