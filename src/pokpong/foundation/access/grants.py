"""A grant as everything else sees it: a role, a place path, an organisation, dates; plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.kernel import clock


@dataclass(frozen=True)
class HeldGrant:
    id: UUID
    role: str
    path: str
    organisation: UUID | None
    starts: date
    ends: date | None

    @property
    def permissions(self) -> frozenset[str]:
        found = ROLES.get(self.role)
        return found.permissions if found else frozenset()


def held_grants(user: UUID) -> list[HeldGrant]:
    """The active grants of a user that hold today."""
    today = clock.today()
    rows = (
        apps.get_model("access", "Grant")
        .objects.filter(Q(ends=None) | Q(ends__gte=today), user=user, state="active", starts__lte=today)
        .order_by("role", "place_path")
    )
    return [HeldGrant(g.pk, g.role, g.place_path, g.organisation, g.starts, g.ends) for g in rows]
