"""A copy of what is kept about a person, asked for by them and handed over in person. What it says is never kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedJSON, SealedReference, SealedRow, SealedText
from pokpong.registers.people.models.of_person import OfPersonManager
from pokpong.registers.people.rules.own_copy import COPY_OPEN


class SubjectCopy(MutableRow, SealedRow):
    """Sealed under the person's key. `number` counts the copies of one person; it stands on every sheet.

    `asking` and `handing` say {asker, identity, note} and, of handing, {where}. `released` holds the keys of the texts
    that somebody has read and lets be given: a text that is changed afterwards has another key.
    """

    noun = "subject_copy"

    person = marks.open_field(models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="copies"))
    number = marks.open_field(models.PositiveIntegerField())
    state = marks.open_field(models.CharField(max_length=12, default="asked"))
    asked_on = marks.open_field(models.DateField(default=clock.today))
    noted_by = marks.open_field(models.UUIDField())
    prepared_on = marks.open_field(models.DateField(null=True))
    prepared_by = marks.open_field(models.UUIDField(null=True))
    handed_on = marks.open_field(models.DateField(null=True))
    handed_by = marks.open_field(models.UUIDField(null=True))
    asking = SealedJSON()
    language = SealedText()
    guardian = SealedReference(null=True, help_text="the relation that makes somebody the guardian")
    released = SealedJSON(null=True)
    handing = SealedJSON(null=True)

    objects: ClassVar[OfPersonManager[SubjectCopy]] = OfPersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="subjectcopy_number"),
            models.UniqueConstraint(fields=["person"], condition=Q(state__in=COPY_OPEN), name="subjectcopy_open_once"),
        ]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.person.scope_keys()
        return keys

    @property
    def is_open(self) -> bool:
        return self.state in COPY_OPEN

    @property
    def is_prepared(self) -> bool:
        return self.state == "prepared"
