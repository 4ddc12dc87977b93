"""Records whose time has run out, and decisions to keep one longer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow, DerivedRow
from pokpong.foundation.vault.fields import SealedRow, SealedText
from pokpong.registers.people.models.of_person import OfPersonManager
from pokpong.registers.people.models.person import Person


class RetentionDue(DerivedRow):
    """A person whose record is kept longer than its rule says; the clock looks every day and takes it away again.

    `kind` is the rule. No day in it tells a birthday: see `rules.retention.due`.
    """

    noun = "retention"

    person = marks.open_field(models.OneToOneField(Person, on_delete=models.PROTECT, related_name="retention"))
    kind = marks.open_field(models.CharField(max_length=20))
    due_on = marks.open_field(models.DateField())
    found_on = marks.open_field(models.DateField(default=clock.today))

    objects: ClassVar[OfPersonManager[RetentionDue]] = OfPersonManager()

    class Meta:
        indexes = [models.Index(fields=["due_on"], name="retention_due")]

    def scope_keys(self) -> list[str]:
        return [f"place:{self.person.district_path}"] if self.person.compartment is None else []


class KeptLonger(AppendOnlyRow, SealedRow):
    """Somebody decided that a record is still needed, why, and until when. Sealed under the person's key."""

    noun = "kept_longer"

    person = marks.open_field(models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kept_longer"))
    until = marks.open_field(models.DateField(help_text="the last day"))
    decided_by = marks.open_field(models.UUIDField())
    decided_on = marks.open_field(models.DateField(default=clock.today))
    reason = SealedText()

    objects: ClassVar[OfPersonManager[KeptLonger]] = OfPersonManager()

    class Meta:
        indexes = [models.Index(fields=["person", "until"], name="keptlonger_person")]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.person.scope_keys()
        return keys
