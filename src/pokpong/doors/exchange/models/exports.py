"""That somebody took cases out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.doors.exchange.models.own import OwnManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow
from pokpong.foundation.vault.fields import SealedJSON, SealedRow, SealedText


class Export(AppendOnlyRow, SealedRow):
    """How many cases were written, how many of those asked for were left out for want of consent, and for whom.

    The file itself is not kept. `cases` are their ids.
    """

    noun = "export"

    user = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))
    written = marks.open_field(models.PositiveIntegerField())
    left_out = marks.open_field(models.PositiveIntegerField())
    purpose = SealedText(help_text="for whom and what")
    cases = SealedJSON()

    objects: ClassVar[OwnManager[Export]] = OwnManager()

    class Meta:
        indexes = [models.Index(fields=["user", "at"], name="export_user")]

    def scope_keys(self) -> list[str]:
        return [f"user:{self.user}"]
