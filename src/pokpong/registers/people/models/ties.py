"""Why somebody may see a person, from when to when."""

from __future__ import annotations

from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault import blind
from pokpong.foundation.vault.fields import SealedQuerySet, SealedReference, SealedRow, SealedText
from pokpong.registers.people.rules.record import EVERYTHING


def all_fields() -> list[str]:
    return list(EVERYTHING)


def reason_reference(kind: str, row: UUID) -> str:
    """The keyed digest under which the ties of one reason are found; without the key it leads nowhere."""
    return blind.reference("tie", kind, str(row))


class TieQuerySet(SealedQuerySet):
    def current(self) -> Self:
        """Ties that hold at this moment; one that stands on a consent holds only as long as the consent does."""
        agreed = Q(consent=None) | Q(consent__withdrawal=None, consent__expires_on__gt=clock.today())
        return self.unended().filter(agreed, starts__lte=clock.now())

    def unended(self) -> Self:
        """Ties that nobody has ended, even those whose consent has run out."""
        return self.filter(Q(ends=None) | Q(ends__gt=clock.now()))

    def of(self, actor: Actor) -> Self:
        """Current ties of this actor, by name or through the organisation of a grant held today."""
        grants = getattr(actor, "grants", [])  # a program holds none
        organisations = {grant.organisation for grant in grants if grant.organisation}
        return self.current().filter(Q(user=actor.id) | Q(organisation__in=organisations))

    def because(self, kind: str, row: UUID) -> Self:
        return self.filter(because_ref=reason_reference(kind, row))


TieManager = models.Manager.from_queryset(TieQuerySet)


class Tie(MutableRow, SealedRow):
    """`user`, `team` or `organisation` may see the groups of fields in `fields` of `person`, because of one record.

    The record that gives the reason is a sealed reference: a concern has a village, and no open path leads there.
    `consent` is the one under which it is shared, where it is shared under one: both end together.
    """

    noun = "tie"

    person = marks.open_field(models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="ties"))
    user = marks.open_field(models.UUIDField(null=True))
    team = marks.open_field(models.UUIDField(null=True))
    organisation = marks.open_field(models.UUIDField(null=True))
    because_kind = marks.open_field(models.CharField(max_length=40))
    because_ref = marks.open_field(models.CharField(max_length=64))
    because = SealedReference()
    consent = marks.open_field(models.ForeignKey("people.Consent", models.PROTECT, null=True, related_name="ties"))
    why = SealedText(null=True)
    end_why = SealedText(null=True)
    fields = marks.open_field(models.JSONField(default=all_fields))
    starts = marks.open_field(models.DateTimeField(default=clock.now))
    ends = marks.open_field(models.DateTimeField(null=True))
    ended_by = marks.open_field(models.UUIDField(null=True))

    objects: ClassVar[TieManager[Tie]] = TieManager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "ends"], name="tie_user"),
            models.Index(fields=["organisation", "ends"], name="tie_organisation"),
            models.Index(fields=["because_ref"], name="tie_because"),
        ]
        constraints = [
            models.CheckConstraint(name="tie_somebody", condition=~Q(user=None, team=None, organisation=None)),
        ]

    def scope_keys(self) -> list[str]:
        return [f"user:{self.user}"] if self.user else [f"organisation:{self.organisation}"]

    @property
    def holds(self) -> bool:
        now = clock.now()
        agreed = self.consent is None or self.consent.holds_on(clock.today())
        return agreed and self.starts <= now and (self.ends is None or self.ends > now)
