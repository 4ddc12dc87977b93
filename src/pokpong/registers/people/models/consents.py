"""Consents, as events: given once, never changed; a withdrawal is another row."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow
from pokpong.foundation.vault.fields import SealedJSON, SealedReference, SealedRow, SealedText
from pokpong.registers.people.models.of_person import OfPersonManager, OfPersonQuerySet


class ConsentQuerySet(OfPersonQuerySet):
    def holding(self, day: date) -> Self:
        """Consents that hold on `day`: given, not run out, not withdrawn on or before it."""
        withdrawn = ConsentWithdrawal.objects.filter(withdrawn_on__lte=day).values("consent")
        return self.filter(given_on__lte=day, expires_on__gt=day).exclude(pk__in=withdrawn)


ConsentManager = models.Manager.from_queryset(ConsentQuerySet)


class Consent(AppendOnlyRow, SealedRow):
    """Shapes: recipients [{organisation, name}] · fields [group] · `expires_on` is the first day without consent."""

    noun = "consent"

    person = marks.open_field(models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="consents"))
    given_on = marks.open_field(models.DateField())
    expires_on = marks.open_field(models.DateField())
    asked_by = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))
    purpose = SealedText()
    recipients = SealedJSON()
    fields = SealedJSON()
    given_by = SealedText()
    guardian = SealedReference(null=True, help_text="the relation that makes somebody the guardian")
    authority = SealedText(null=True)
    assent = SealedText(null=True)
    language = SealedText()
    way = SealedText()
    witness = SealedText(null=True)
    note = SealedText(null=True)
    evidence = SealedReference(null=True, help_text="a sealed file")

    objects: ClassVar[ConsentManager[Consent]] = ConsentManager()

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.person.scope_keys()
        return keys

    def holds_on(self, day: date) -> bool:
        """Whether it was given by that day, has not run out, and was never withdrawn."""
        return self.given_on <= day < self.expires_on and not hasattr(self, "withdrawal")


class ConsentWithdrawal(AppendOnlyRow, SealedRow):
    """A consent taken back: from that day on nothing more is shared under it. A reason is never needed."""

    noun = "consent_withdrawal"

    person = marks.open_field(models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="withdrawals"))
    consent = marks.open_field(models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="withdrawal"))
    withdrawn_on = marks.open_field(models.DateField())
    noted_by = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))
    said_by = SealedText(null=True)
    reason = SealedText(null=True)

    objects: ClassVar[OfPersonManager[ConsentWithdrawal]] = OfPersonManager()

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.person.scope_keys()
        return keys
