"""Who may release an export: another person whose grants cover its place, the nearest of them first."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Q, QuerySet

from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import cut, parts

RELEASE = "export.release"


def nearest(place: str, besides: UUID) -> list[UUID]:
    """The users at the lowest level from `place` upwards at which somebody else may release; none when nobody may."""
    by_path: defaultdict[str, set[UUID]] = defaultdict(set)
    for path, user in _holders(place).exclude(user=besides).values_list("place_path", "user"):
        by_path[path].add(user)
    return sorted(by_path[max(by_path, key=len)]) if by_path else []


def may_release(user: UUID | None, place: str) -> bool:
    """Whether this user may release now: a release falls with the post of who gave it."""
    held: bool = user is not None and _holders(place).filter(user=user).exists()
    return held


def _holders(place: str) -> QuerySet[Grant]:
    today = clock.today()
    covering = [cut(place, levels) for levels in range(len(parts(place)) + 1)]
    return Grant.objects.filter(
        Q(ends=None) | Q(ends__gte=today),
        user__in=User.objects.filter(state="active").values("pk"),
        role__in=[code for code, role in ROLES.items() if RELEASE in role.permissions],
        place_path__in=covering,
        state="active",
        starts__lte=today,
    )
