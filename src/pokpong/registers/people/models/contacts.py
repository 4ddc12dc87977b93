"""How a person can be reached, and whether that is safe."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedJSON, SealedRow, SealedText
from pokpong.registers.people.models.of_person import OfPersonManager
from pokpong.registers.people.rules.vocabulary import SAFETY


class Contact(MutableRow, SealedRow):
    """A number, address or go-between. `how` says {when, by_whom, pretext, never}: read before anybody calls."""

    noun = "contact"

    person = marks.open_field(models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="contacts"))
    safety = marks.open_field(models.CharField(max_length=10, choices=SAFETY))
    kind = SealedText()
    value = SealedText()
    whose = SealedText(null=True)
    how = SealedJSON()
    added_on = marks.open_field(models.DateField(default=clock.today))
    ended_on = marks.open_field(models.DateField(null=True))
    end_why = SealedText(null=True)

    objects: ClassVar[OfPersonManager[Contact]] = OfPersonManager()

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.person.scope_keys()
        return keys
