"""Corrections of the words that ship: each one stays, the last one of an entry counts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow, RowQuerySet


class CorrectionQuerySet(RowQuerySet):
    """Where corrections are looked for."""


CorrectionManager = models.Manager.from_queryset(CorrectionQuerySet)


class Correction(AppendOnlyRow):
    """The text of one entry of the catalogues from this moment on. Without `forms` it is again the one that ships.

    `key` names the entry by its English; `shipped` is what the catalogues said when it was corrected.
    """

    noun = "correction"

    language = marks.open_field(models.CharField(max_length=10))
    key = marks.open_field(models.CharField(max_length=32))
    context = marks.open_field(models.TextField(blank=True))
    english = marks.open_field(models.TextField())
    plural = marks.open_field(models.TextField(blank=True))
    forms = marks.open_field(models.JSONField(default=list, help_text="one text for each plural form"))
    shipped = marks.open_field(models.JSONField(default=list))
    reason = marks.open_field(models.CharField(max_length=300))
    who = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))

    objects: ClassVar[CorrectionManager[Correction]] = CorrectionManager()

    class Meta:
        indexes = [models.Index(fields=["language", "key", "at"], name="correction_key")]
