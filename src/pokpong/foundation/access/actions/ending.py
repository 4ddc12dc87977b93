"""Ending grants and slips inside an action that is under way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pokpong.foundation.access import queries, rules
from pokpong.foundation.access.models import Grant, Slip, User
from pokpong.foundation.actions import door, moves
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem


def reasons_against(user: UUID, lost: Sequence[Grant]) -> list[Problem]:
    """Why these grants of `user` cannot end: somebody must keep users, somebody must supervise."""
    if any(rules.is_key_role(queries.as_open(grant)) for grant in lost):
        queries.lock_key_grants()
    return rules.may_lose([queries.as_open(grant) for grant in lost], queries.key_roles_of_others(user))


def within_reach(user: User) -> None:
    """All open roles of `user` must lie where the caller may do this. Raises NotAllowed."""
    for grant in queries.open_grants(user.pk):
        door.check(place=grant.place_path)


def end_grants(grants: Sequence[Grant], why: str = "") -> None:
    """Ends each grant now. What it allowed is gone at once; its last day is yesterday, or its first."""
    for grant in grants:
        row = door.locked(Grant.objects.all(), grant.pk)
        moves.move(row, "ended", why=why)
        row.ends = last_day(row.starts)
        door.save(row)
        tasks.settle(row, "grant.approve", done=False)
        door.event(row)


def last_day(starts: date) -> date:
    return max(starts, clock.today() - timedelta(days=1))


def replace_slips(user: UUID) -> None:
    """Makes every printed slip of this user worthless."""
    for slip in Slip.objects.filter(user=user, state="printed"):
        row = door.locked(Slip.objects.all(), slip.pk)
        moves.move(row, "replaced")
        door.save(row)


def differing(row: User, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are given and differ from the row's."""
    return {name: value for name, value in values.items() if value is not None and getattr(row, name) != value}
