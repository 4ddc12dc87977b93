"""Roles given to users."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import PathField, under_any
from pokpong.foundation.kernel.rows import MutableRow, RowQuerySet


class GrantQuerySet(RowQuerySet):
    """Where grants are looked for."""

    def visible_to(self, actor: Any) -> Self:
        """One's own; all of them for who keeps users everywhere; those of the places where this actor approves."""
        if actor.may("grant.ask") or actor.may("event.read"):
            return self.all()
        return self.filter(Q(user=actor.id) | under_any("place_path", actor.paths("grant.approve")))


GrantManager = models.Manager.from_queryset(GrantQuerySet)


class Grant(MutableRow):
    """One role in one place for one user. States: asked, active, refused, ended."""

    noun = "grant"

    user = marks.open_field(models.UUIDField())
    role = marks.open_field(
        models.CharField(max_length=30, choices=[(code, role.words) for code, role in ROLES.items()])
    )
    place_path = PathField(blank=True)
    organisation = marks.open_field(models.UUIDField(null=True, blank=True))
    starts = marks.open_field(models.DateField())
    ends = marks.open_field(models.DateField(null=True, blank=True))
    asked_by = marks.open_field(models.UUIDField())
    granted_by = marks.open_field(models.UUIDField(null=True))
    state = marks.open_field(models.CharField(max_length=10, default="asked"))

    objects: ClassVar[GrantManager[Grant]] = GrantManager()

    class Meta:
        indexes = [models.Index(fields=["user", "state"], name="grant_user")]

    def scope_keys(self) -> list[str]:
        return [f"user:{self.user}"]
