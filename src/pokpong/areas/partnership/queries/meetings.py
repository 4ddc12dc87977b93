"""Reading meetings: who belongs to one, whether it may decide, what is put before it, the last one of a committee."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from pokpong.areas.partnership.models import AgendaItem, Attendance, Decision, Meeting
from pokpong.areas.partnership.models.meeting import MeetingQuerySet
from pokpong.areas.partnership.rules.meetings import needed
from pokpong.foundation.lao.text import fold
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.queries import members_on


@dataclass(frozen=True)
class Seat:
    """Somebody who is invited: a member with a role on the day of the meeting, or a guest; and how they attended."""

    official: Official
    role: str
    guest: bool
    row: Attendance | None = None

    @property
    def key(self) -> str:
        return str(self.official.pk)


def seats_of(meeting: Meeting) -> list[Seat]:
    """Members of the day, chair first, then guests. Once it was held, those who were written down as such."""
    rows = Attendance.objects.filter(meeting=meeting).standing()
    rows = rows.select_related("official__organisation", "deputy__organisation").order_by("guest", "pk")
    kept = {row.official_id: row for row in rows}
    if meeting.state == "held":
        found = [Seat(row.official, row.role, row.guest, row) for row in kept.values()]
        return sorted(found, key=lambda seat: (seat.guest, ORDER.get(seat.role, 9), seat.official.sort_key))
    members = _members(meeting)
    own = {seat.official.pk for seat in members}
    guests = [Seat(row.official, "", True, row) for row in kept.values() if row.guest and row.official_id not in own]
    return [*(Seat(seat.official, seat.role, False, kept.get(seat.official.pk)) for seat in members), *guests]


ORDER = {"chair": 0, "vice_chair": 1, "secretary": 2}


def _members(meeting: Meeting) -> list[Seat]:
    return [Seat(seat.official, seat.role, False) for seat in members_on(meeting.committee, meeting.day)]


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    return list(AgendaItem.objects.filter(meeting=meeting).standing())


@dataclass(frozen=True)
class Quorum:
    """How many members there are, how many came or sent somebody, how many are needed."""

    members: int
    counted: int
    needed: int

    @property
    def reached(self) -> bool:
        return self.members > 0 and self.counted >= self.needed


def quorum_of(meeting: Meeting) -> Quorum:
    """As it was written down; before that, nobody counts yet."""
    members = meeting.members if meeting.members is not None else len(_members(meeting))
    return Quorum(members, meeting.counted or 0, needed(members, meeting.quorum))


def put_before(meeting: Meeting, actor: Any) -> QuerySet[Decision]:
    """The open decisions of its committee that were taken before it: it looks at each of them."""
    rows = Decision.objects.visible_to(actor).filter(committee=meeting.committee_id, state="open")
    earlier = rows.filter(taken_on__lte=meeting.day).exclude(meeting=meeting)
    found: QuerySet[Decision] = earlier.select_related("owner").order_by("due", "pk")
    return found


def last_held(committees: Iterable[UUID], actor: Any = None) -> dict[UUID, date]:
    """The day of the last meeting held, by committee. A committee without one is left out.

    Only meetings that `actor` may see; without an actor all of them.
    """
    rows = Meeting.objects.all() if actor is None else Meeting.objects.visible_to(actor)
    held = rows.filter(committee__in=list(committees), state="held")
    found = held.values("committee").annotate(last=Max("day")).values_list("committee", "last").order_by()
    return dict(found)


def find_meetings(actor: Any, text: str, limit: int = 20) -> Sequence[Meeting]:
    """Meetings whose subject holds `text`, the newest first."""
    rows: MeetingQuerySet = Meeting.objects.visible_to(actor).select_related("committee")
    wanted = fold(text)
    matching = rows.filter(search__contains=wanted) if wanted else rows.none()
    return list(matching.order_by("-day", "pk")[:limit])
