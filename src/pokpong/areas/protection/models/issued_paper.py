"""A paper of a case that was given its number."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.of_case import OfCaseManager
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow
from pokpong.registers.people.models import Consent


class IssuedPaper(AppendOnlyRow):
    """`subject` is the referral or the closure it is about; `consent` the one a letter to a village rests on.

    Only that it was issued is kept. What it says is read anew each time, as far as the reader may see it.
    """

    noun = "issued_paper"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers"))
    kind = marks.open_field(models.CharField(max_length=12))
    subject = marks.open_field(models.UUIDField())
    consent = marks.open_field(models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, related_name="+"))
    number = marks.open_field(models.CharField(max_length=80))
    issuer = marks.open_field(models.UUIDField(help_text="the organisation whose number it is"))
    issued_by = marks.open_field(models.UUIDField())
    issued_on = marks.open_field(models.DateField(default=clock.today))

    objects: ClassVar[OfCaseManager[IssuedPaper]] = OfCaseManager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "issued_on"], name="issuedpaper_case"),
            models.Index(fields=["subject"], name="issuedpaper_subject"),
        ]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.case.scope_keys()
        return keys
