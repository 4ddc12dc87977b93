"""Reading concerns. Everything starts at `visible_to`, but for what a reporter is told of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from pokpong.areas.protection import numbering, receipts
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.models.concern import ConcernQuerySet
from pokpong.areas.protection.rules import concerns as rules
from pokpong.foundation.access import row_security
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import cut

TRIAGE = "concern.triage"
MOST_OWN = 200


@dataclass(frozen=True)
class OwnConcern:
    """All that a reporter is told: when it was raised, and received, in_hand or closed."""

    raised_at: datetime
    state: str


def own_of(actor: Any) -> list[OwnConcern]:
    """The concerns this actor raised by name, newest first, at most 200; no number, no place, no reason, no story."""
    rows = list(
        Concern.objects.raised_by_actor(actor)
        .order_by("-raised_at")
        .values_list("raised_at", "state", "joined_to")[:MOST_OWN]
    )
    joined = _states({other for _at, _state, other in rows if other})
    return [OwnConcern(at, rules.own_state(state, joined.get(other, ""))) for at, state, other in rows]


def own_by_receipt(code: str) -> OwnConcern | None:
    """What the holder of a receipt code is told; None for a code that was never given out."""
    if len(receipts.plain(code)) != receipts.LENGTH:
        return None
    with row_security.scope("program:own_report"):
        row = (
            Concern.objects.filter(anonymous=True, receipt=receipts.digest_of(code))
            .values_list("raised_at", "state", "joined_to")
            .first()
        )
    if row is None:
        return None
    return OwnConcern(row[0], rules.own_state(row[1], _states({row[2]}).get(row[2], "") if row[2] else ""))


def _states(ids: Collection[UUID]) -> dict[UUID, str]:
    with row_security.scope("program:own_report"):
        return dict(Concern.objects.filter(pk__in=ids).values_list("pk", "state")) if ids else {}


def joined_into(actor: Any, concern: Concern) -> ConcernQuerySet:
    """The concerns that were marked as doubles of this one, as far as the actor may see them."""
    return Concern.objects.visible_to(actor).filter(joined_to=concern.pk).order_by("raised_at")


def free_number(place_path: str, concern: UUID) -> str:
    """A number nobody has. Raises RuntimeError when the province's numbers of this year are used up."""
    year = clock.today().year
    with row_security.scope("program:numbering"):
        for attempt in range(numbering.TRIES):
            number = numbering.candidate(place_path, year, concern, attempt)
            if not Concern.objects.filter(number=number).exists():
                return number
    raise RuntimeError("no free number")


def by_number(number: str) -> Concern | None:
    """For break-glass, which asks for a number before the record can be seen. Whoever calls checks the right."""
    with row_security.scope("program:breaking_glass"):
        found: Concern | None = Concern.objects.filter(number=number.strip().upper()).first()
    return found


@dataclass(frozen=True)
class Triager:
    """Somebody who can triage somewhere along a path: their account, their official post, the level of the grant."""

    user: UUID
    official: UUID | None
    level: int


def triagers_along(path: str) -> list[Triager]:
    """Everybody active whose grant covers `path` and holds the permission to triage."""
    today = clock.today()
    roles = [code for code, role in ROLES.items() if TRIAGE in role.permissions]
    around = [cut(path, level) for level in range(rules.level_of(path) + 1)]
    grants = Grant.objects.filter(
        Q(ends=None) | Q(ends__gte=today), state="active", starts__lte=today, role__in=roles, place_path__in=around
    ).values_list("user", "place_path")
    holders = list(grants)
    officials = dict(
        User.objects.filter(pk__in=[user for user, _path in holders], state="active").values_list("pk", "official")
    )
    return [Triager(user, officials[user], rules.level_of(at)) for user, at in holders if user in officials]


def left_by_level(path: str, left_out: Collection[UUID]) -> dict[int, int]:
    """For every level along `path` with people who can triage: how many remain when these are left out."""
    people = triagers_along(path)
    remaining = Counter(p.level for p in people if p.user not in left_out and p.official not in left_out)
    return {level: remaining[level] for level in {person.level for person in people}}


def accounts_of(officials: Collection[UUID]) -> list[UUID]:
    """The accounts of these officials."""
    return list(User.objects.filter(official__in=list(officials)).values_list("pk", flat=True))


def colleagues(concern: Concern) -> list[User]:
    """Those who could see this concern by their grants: whom a supervisor can leave out or put in a closed circle."""
    ids = {person.user for person in triagers_along(concern.route_path)}
    return list(User.objects.filter(pk__in=ids).order_by("display_name", "pk"))
