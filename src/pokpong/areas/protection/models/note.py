"""A note in the record of a case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow
from pokpong.foundation.vault.fields import SealedRow, SealedText


class Note(AppendOnlyRow, SealedRow):
    """Never changed: a correction is a new note that points to the old one through `corrects`."""

    noun = "note"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes"))
    kind = marks.open_field(models.CharField(max_length=20))
    on = marks.open_field(models.DateField(help_text="the day it speaks of"))
    written_at = marks.open_field(models.DateTimeField(default=clock.now))
    written_by = marks.open_field(models.UUIDField())
    corrects = marks.open_field(
        models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    )
    text = SealedText()

    objects: ClassVar[OfCaseManager[Note]] = OfCaseManager()

    class Meta:
        indexes = [models.Index(fields=["case", "on"], name="note_case")]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys
