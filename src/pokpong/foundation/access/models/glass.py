"""Exceptions to what a role sees: recusals, compartments, break-glass."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField, under_any
from pokpong.foundation.kernel.rows import AppendOnlyRow, MutableRow
from pokpong.foundation.vault.fields import SealedQuerySet, SealedRow, SealedText


class Recusal(AppendOnlyRow):
    """This user never sees this record, whatever else they hold."""

    noun = "recusal"

    user = marks.open_field(models.UUIDField())
    kind = marks.open_field(models.CharField(max_length=40))
    row = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))

    class Meta:
        indexes = [models.Index(fields=["user", "kind"], name="recusal_user")]


class Compartment(MutableRow, SealedRow):
    """A closed circle around a record: only those named in it see it."""

    noun = "compartment"

    reason = SealedText()
    opened_by = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))


class CompartmentMember(MutableRow):
    noun = "compartment_member"

    compartment = marks.open_field(models.ForeignKey(Compartment, on_delete=models.PROTECT))
    user = marks.open_field(models.UUIDField())
    ends = marks.open_field(models.DateTimeField(null=True))

    class Meta:
        indexes = [models.Index(fields=["user"], name="compartmentmember_user")]


class GlassQuerySet(SealedQuerySet):
    """Where opened glass is looked for."""

    def visible_to(self, actor: Any) -> Self:
        """One's own, and all of the places whose openings this actor reviews."""
        return self.living().filter(Q(user=actor.id) | under_any("place_path", actor.paths("glass.review")))


GlassManager = models.Manager.from_queryset(GlassQuerySet)


class Glass(MutableRow, SealedRow):
    """Sight of one record for a short time, for a written reason, announced to the supervisor."""

    noun = "glass"

    user = marks.open_field(models.UUIDField())
    kind = marks.open_field(models.CharField(max_length=40))
    row = marks.open_field(models.UUIDField())
    reason = SealedText()
    at = marks.open_field(models.DateTimeField(default=clock.now))
    ends = marks.open_field(models.DateTimeField())
    place_path = PathField(blank=True)
    reviewed_by = marks.open_field(models.UUIDField(null=True))
    verdict = marks.open_field(models.CharField(max_length=12, blank=True))

    objects: ClassVar[GlassManager[Glass]] = GlassManager()

    class Meta:
        indexes = [models.Index(fields=["user", "kind", "ends"], name="glass_user")]
