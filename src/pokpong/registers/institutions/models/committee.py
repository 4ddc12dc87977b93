"""Committees and who sits in them, on any day."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import in_language
from pokpong.registers.institutions.models.official import Official


class CommitteeQuerySet(ScopedQuerySet):
    pass


class MembershipQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """The members of every committee this actor may see."""
        return self.filter(committee__in=Committee.objects.visible_to(actor))

    def on(self, day: date) -> Self:
        """Those that hold on `day`."""
        return self.filter(Q(ends=None) | Q(ends__gte=day), starts__lte=day)


CommitteeManager = models.Manager.from_queryset(CommitteeQuerySet)
MembershipManager = models.Manager.from_queryset(MembershipQuerySet)


class Committee(MutableRow):
    """A committee of a province, district or village. States: active, dissolved."""

    noun = "committee"

    kind = marks.open_field(models.CharField(max_length=30))
    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    level = marks.open_field(models.PositiveSmallIntegerField())
    place_path = PathField(blank=True)
    mandate = marks.open_field(models.JSONField(default=dict, help_text="{language: text}"))
    decree = marks.open_field(models.CharField(max_length=80, blank=True))
    founded = marks.open_field(models.DateField(null=True))
    dissolved = marks.open_field(models.DateField(null=True))
    state = marks.open_field(models.CharField(max_length=10, default="active"))

    objects: ClassVar[CommitteeManager[Committee]] = CommitteeManager()

    class Meta:
        indexes = [models.Index(fields=["place_path", "kind"], name="committee_place")]

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.names)

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]


class Membership(MutableRow):
    """A seat in a committee held by an official. `ends` is the last day."""

    noun = "membership"

    committee = marks.open_field(models.ForeignKey(Committee, models.PROTECT, related_name="memberships"))
    official = marks.open_field(models.ForeignKey(Official, models.PROTECT, related_name="memberships"))
    role = marks.open_field(models.CharField(max_length=20))
    starts = marks.open_field(models.DateField())
    ends = marks.open_field(models.DateField(null=True))

    objects: ClassVar[MembershipManager[Membership]] = MembershipManager()

    class Meta:
        indexes = [models.Index(fields=["committee", "starts"], name="membership_committee")]

    def scope_keys(self) -> list[str]:
        return [f"place:{self.committee.place_path}"]
