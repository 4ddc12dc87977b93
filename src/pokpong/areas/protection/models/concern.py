"""A concern: somebody says that a person may be exploited or in danger, and somebody must look at it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from pokpong.areas.protection.states.concerns import ENDED
from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField, cut, parts
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedJSON, SealedReference, SealedRow, SealedText

DISTRICT = 2


class ConcernQuerySet(ScopedQuerySet):
    """Seen through `route_path`: who handles it, which need not be where it happened."""

    place_field: ClassVar[str] = "route_path"
    compartment_field: ClassVar[str] = "compartment"

    def raised_by_actor(self, actor: Any) -> Self:
        """Those this actor raised by name. For `queries.own_of` only, which tells of them no more than their state."""
        return self.filter(raised_by=actor.id)


ConcernManager = models.Manager.from_queryset(ConcernQuerySet)


class Concern(MutableRow, SealedRow):
    """Sealed under its own key but for the facts of the day. An anonymous one names its typist nowhere in the open."""

    noun = "concern"

    number = marks.open_field(models.CharField(max_length=24, unique=True))
    channel = marks.open_field(models.CharField(max_length=20))
    urgency = marks.open_field(models.CharField(max_length=10))
    anonymous = marks.open_field(models.BooleanField(default=False))
    place_path = PathField()
    route_path = PathField(blank=True)
    state = marks.open_field(models.CharField(max_length=10, default="received"))
    decision = marks.open_field(models.CharField(max_length=12, blank=True))
    outcome = marks.open_field(models.CharField(max_length=12, blank=True))

    sex = marks.open_field(models.CharField(max_length=10, default="unknown"))
    age_band = marks.open_field(models.CharField(max_length=10, default="unknown"))
    nationality = marks.open_field(models.CharField(max_length=10, default="unknown"))
    disability = marks.open_field(models.CharField(max_length=10, default="unknown"))
    language_family = marks.open_field(models.CharField(max_length=20, default="unknown"))
    forms = marks.open_field(models.JSONField(default=list, blank=True, help_text="codes of the forms suspected"))
    people_count = marks.open_field(models.PositiveSmallIntegerField(null=True, help_text="empty: not known"))
    happened_on = marks.open_field(models.DateField(null=True, help_text="empty: not known"))

    raised_at = marks.open_field(models.DateTimeField(default=clock.now))
    raised_by = marks.open_field(models.UUIDField(null=True, help_text="empty: anonymous"))
    due = marks.open_field(models.DateTimeField(null=True, help_text="of the next step"))
    compartment = marks.open_field(models.UUIDField(null=True))
    joined_to = marks.open_field(models.UUIDField(null=True))
    receipt = marks.secret(models.CharField(max_length=64, blank=True, help_text="keyed digest of the receipt code"))

    story = SealedText()
    names = SealedText(null=True)
    reporter = SealedJSON(null=True, help_text="name, contact, relationship of who told")
    must_not_see = SealedJSON(null=True, help_text="levels, officials, users, words")
    missing_village = SealedText(null=True)
    typist = SealedReference(null=True)
    files = SealedJSON(null=True, help_text="id, name, media_type, size of each")

    objects: ClassVar[ConcernManager[Concern]] = ConcernManager()

    class Meta:
        indexes = [
            models.Index(fields=["route_path", "due"], name="concern_route"),
            models.Index(fields=["place_path", "raised_at"], name="concern_place"),
            models.Index(fields=["raised_by", "raised_at"], name="concern_own"),
            models.Index(fields=["joined_to"], name="concern_joined"),
            models.Index(fields=["receipt"], name="concern_receipt"),
        ]

    def scope_keys(self) -> list[str]:
        """A closed circle's copy, or the copy of the place that handles it; never its reporter's."""
        return [f"compartment:{self.compartment}"] if self.compartment else [f"place:{self.route_path}"]

    @property
    def district_path(self) -> str:
        """The district where it happened, or the province when no more is known."""
        return cut(self.place_path, DISTRICT)

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def is_overdue(self) -> bool:
        return self.due is not None and not self.has_ended and self.due <= clock.now()

    @property
    def attached(self) -> list[dict[str, Any]]:
        """The files, oldest first."""
        return list(self.files or [])

    @property
    def skipped_levels(self) -> int:
        """How many levels were left out on its way."""
        return len(parts(self.place_path)) - len(parts(self.route_path))
