"""A file in the record of a case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedReference, SealedRow, SealedText


class Attachment(MutableRow, SealedRow):
    """Its name and which sealed file it is are sealed. A withdrawn one opens no more; row, file and reason stay."""

    noun = "attachment"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments"))
    kind = marks.open_field(models.CharField(max_length=20))
    media_type = marks.open_field(models.CharField(max_length=60))
    size = marks.open_field(models.PositiveIntegerField(help_text="bytes before sealing"))
    state = marks.open_field(models.CharField(max_length=10, default="kept"))
    added_on = marks.open_field(models.DateField(default=clock.today))
    added_by = marks.open_field(models.UUIDField())
    name = SealedText()
    file = SealedReference(help_text="a sealed file")

    objects: ClassVar[OfCaseManager[Attachment]] = OfCaseManager()

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys

    @property
    def is_kept(self) -> bool:
        return self.state == "kept"

    @property
    def kilobytes(self) -> int:
        return max(1, self.size // 1024)
