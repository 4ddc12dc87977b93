"""What makes a committee stand out in lists: nobody leads it, or it has not met for a quarter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pokpong.registers.institutions import meeting_days
from pokpong.registers.institutions.models import Committee, Membership

NO_CHAIR, NO_MEETING = "no_chair", "no_meeting"
ANY = "any"  # whatever the reason is


def led(committees: Iterable[UUID], today: date) -> set[UUID]:
    """Those of these committees that have a chair who serves today."""
    seats = Membership.objects.on(today).filter(committee__in=list(committees), role="chair")
    return set(seats.values_list("committee", flat=True))


def reasons(rows: Iterable[Committee], today: date) -> dict[UUID, list[str]]:
    """Why each of these committees stands out; nothing for one that was dissolved. Two looks, however many rows."""
    active = [row for row in rows if row.state == "active"]
    keys = [row.pk for row in active]
    chaired, met = led(keys, today), meeting_days.last_meeting(keys)
    return {row.pk: list(_of(row, row.pk in chaired, met.get(row.pk), today)) for row in active}


def _of(row: Committee, chaired: bool, met: date | None, today: date) -> Iterable[str]:
    if not chaired:
        yield NO_CHAIR
    # One founded within the quarter had no time to meet.
    since = met or row.founded
    if meeting_days.are_kept() and (since is None or today - since > timedelta(days=meeting_days.QUARTER_DAYS)):
        yield NO_MEETING


def standing_out(rows: Any, reason: str, today: date) -> Any:
    """The committees of a query set that stand out for this reason, or for `ANY`."""
    found = reasons(rows, today)
    return rows.filter(pk__in=[row for row, why in found.items() if reason in why or (why and reason == ANY)])
