"""The erasure of a person's record: asked by one, approved by another; and the legal hold that forbids it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Length, Replace
from django.db.models.lookups import LessThanOrEqual

from pokpong.foundation.access.scope import NOTHING, ScopedQuerySet
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedJSON, SealedRow, SealedText
from pokpong.registers.people.models.of_person import OfPersonManager
from pokpong.registers.people.models.person import Person
from pokpong.registers.people.rules import record


class ErasureQuerySet(ScopedQuerySet):
    """Visible to who asked for it, and to who reads erasures of the place."""

    place_field = "place_path"
    compartment_field = "compartment"

    def tied(self, actor: Actor) -> Q:
        """Those this actor asked for."""
        return Q(asked_by=actor.id) if actor.may("erasure.tied") else NOTHING


ErasureManager = models.Manager.from_queryset(ErasureQuerySet)


class Erasure(MutableRow, SealedRow):
    """Sealed under a key of its own, which outlives the person's: why it was done must be answered for.

    `apart` [[area, row]] is what waits to be destroyed in calls of its own, and is emptied then: nothing in the ledger
    leads from an erased person to a village. `epoch` is the epoch in which the keys were destroyed.
    """

    noun = "erasure"

    person = marks.open_field(models.ForeignKey(Person, on_delete=models.PROTECT, related_name="erasures"))
    place_path = PathField(blank=True)
    compartment = marks.open_field(models.UUIDField(null=True))
    state = marks.open_field(models.CharField(max_length=10, default="asked"))
    asked_by = marks.open_field(models.UUIDField())
    asked_on = marks.open_field(models.DateField(default=clock.today))
    decided_by = marks.open_field(models.UUIDField(null=True))
    decided_on = marks.open_field(models.DateField(null=True))
    epoch = marks.open_field(models.PositiveIntegerField(null=True))
    final_on = marks.open_field(models.DateField(null=True))
    reason = SealedText()
    apart = SealedJSON(null=True)

    objects: ClassVar[ErasureManager[Erasure]] = ErasureManager()

    class Meta:
        indexes = [models.Index(fields=["place_path", "state"], name="erasure_place")]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state="asked"), name="erasure_asked_once"),
            models.CheckConstraint(
                name="erasure_district_only",
                condition=LessThanOrEqual(
                    Length("place_path") - Length(Replace("place_path", Value("/"), Value(""))),
                    record.DISTRICT_LEVELS,
                ),
            ),
        ]

    def scope_keys(self) -> list[str]:
        if self.compartment is not None:
            return [f"compartment:{self.compartment}"]
        return [f"place:{self.place_path}", f"user:{self.asked_by}"]


class LegalHold(MutableRow, SealedRow):
    """While it stands nothing about the person may be erased: a court or an investigation needs it."""

    noun = "legal_hold"

    person = marks.open_field(models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holds"))
    state = marks.open_field(models.CharField(max_length=10, default="standing"))
    set_by = marks.open_field(models.UUIDField())
    set_on = marks.open_field(models.DateField(default=clock.today))
    lifted_by = marks.open_field(models.UUIDField(null=True))
    lifted_on = marks.open_field(models.DateField(null=True))
    reason = SealedText()
    lift_why = SealedText(null=True)

    objects: ClassVar[OfPersonManager[LegalHold]] = OfPersonManager()

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.person.scope_keys()
        return keys
