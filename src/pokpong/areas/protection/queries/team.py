"""Who can work on a case."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from pokpong.areas.protection.models import Case
from pokpong.foundation.access.models import Grant, Recusal, User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import cut, parts

WORKS = "case.tied"


def able(case: Case) -> list[User]:
    """Active users whose role for cases covers the district of the case and who are not kept from it, by name."""
    today = clock.today()
    roles = [code for code, role in ROLES.items() if WORKS in role.permissions]
    around = [cut(case.place_path, level) for level in range(len(parts(case.place_path)) + 1)]
    grants = Grant.objects.filter(
        Q(ends=None) | Q(ends__gte=today), state="active", starts__lte=today, role__in=roles, place_path__in=around
    )
    users = User.objects.filter(pk__in=grants.values("user"), state="active")
    kept_out = recused(case)
    return list(users.exclude(pk__in=kept_out).exclude(official__in=kept_out).order_by("display_name", "pk"))


def recused(case: Case) -> set[UUID]:
    """Who must never see the case: users, and officials without a sign-in."""
    return set(Recusal.objects.filter(kind=case.noun, row=case.pk).values_list("user", flat=True))


def is_able(case: Case, user: UUID) -> bool:
    return any(found.pk == user for found in able(case))
