"""Who is invited beside the members, and who came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from pokpong.areas.partnership.actions.reach import meeting_of, official_of, plain
from pokpong.areas.partnership.models import Attendance, Decision, Meeting
from pokpong.areas.partnership.queries import meetings as queries
from pokpong.areas.partnership.rules import meetings as rules
from pokpong.areas.partnership.rules.meetings import Entry
from pokpong.areas.partnership.states import COMING
from pokpong.areas.partnership.vocabulary import PRESENCES
from pokpong.foundation.actions import amend, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.queries import one_person

ABSENT = Entry("absent")


@action("meeting.add_guest")
def add_guest(*, by: Actor, meeting: UUID, official: UUID, call_id: UUID) -> Meeting:
    """Invites an official who is no member. Raises Refused, NotAllowed, NotThere."""
    row = meeting_of(by, meeting)
    person = official_of(by, official)
    if person is None:
        raise NotThere(str(official))
    same = one_person(person)
    there = [seat for seat in queries.seats_of(row) if seat.official.pk in same]
    closed = [] if row.state in (*COMING, "held") else [rules.NOT_OPEN()]
    refuse(closed + rules.check_guest(member=any(not seat.guest for seat in there), invited=bool(there)))
    before = Attendance.objects.filter(meeting=row, official=person).first()
    if before is None:
        door.add(
            Attendance(meeting=row, official=person, guest=True, presence="present" if row.state == "held" else "")
        )
    else:
        amend.apply(before, {"removed": False, "guest": True})
    door.touch(row)
    door.event(row, {"guests": 1})
    return row


@action("meeting.remove_guest")
def remove_guest(*, by: Actor, meeting: UUID, official: UUID, call_id: UUID) -> Meeting:
    """Takes a guest off the list. Raises Refused, NotAllowed, NotThere."""
    row = meeting_of(by, meeting)
    found = Attendance.objects.filter(meeting=row, official=official, guest=True).standing().first()
    if found is None:
        raise NotThere(str(official))
    refuse([] if row.state in COMING else [rules.NOT_OPEN()])
    amend.apply(found, {"removed": True})
    door.touch(row)
    door.event(row, {"guests": -1})
    return row


@action("meeting.mark_attendance")
def mark_attendance(*, by: Actor, meeting: UUID, attendance: Mapping[str, Entry], call_id: UUID) -> Meeting:
    """Corrects who came to a meeting that was held, by the id of the official. Raises Refused, NotAllowed, NotThere."""
    row = meeting_of(by, meeting)
    seats = queries.seats_of(row)
    problems = [] if row.state == "held" else [rules.NOT_HELD()]
    refuse(problems + rules.check_attendance(attendance, {seat.key for seat in seats}, PRESENCES))
    merged = {seat.key: attendance.get(seat.key, _entry_of(seat.row)) for seat in seats}
    members, counted = _counted(seats, merged)
    decided = Decision.objects.filter(meeting=row).exclude(state="dropped").exists()
    refuse([rules.BREAKS_QUORUM()] if decided and not rules.has_quorum(members, counted, row.quorum) else [])
    write_attendance(row, seats, merged, by)
    amend.apply(row, {"counted": counted} if counted != row.counted else {})
    door.event(row, {"members": members, "counted": counted})
    return row


def _entry_of(row: Attendance | None) -> Entry:
    if row is None or not row.presence:
        return ABSENT
    return Entry(row.presence, str(row.deputy_id or ""), row.deputy_name)


def _counted(seats: Sequence[queries.Seat], attendance: Mapping[str, Entry]) -> tuple[int, int]:
    """Members, and how many of them count for the quorum."""
    members = [seat.key for seat in seats if not seat.guest]
    return len(members), rules.counted([attendance.get(key, ABSENT).presence for key in members])


def write_attendance(
    meeting: Meeting, seats: Sequence[queries.Seat], attendance: Mapping[str, Entry], by: Actor
) -> tuple[int, int]:
    """One row for everybody invited, as part of the action under way; answers members and how many of them count.

    Raises NotThere for a deputy out of the caller's sight.
    """
    for seat in seats:
        entry = attendance.get(seat.key, ABSENT)
        deputy = official_of(by, UUID(entry.deputy)) if entry.deputy else None
        _write(meeting, seat, entry.presence, deputy, plain(entry.deputy_name))
    return _counted(seats, attendance)


def _write(meeting: Meeting, seat: queries.Seat, presence: str, deputy: Official | None, name: str) -> None:
    values = {
        "presence": presence,
        "deputy_id": deputy.pk if deputy is not None else None,
        "deputy_name": name,
        "role": seat.role,
        "guest": seat.guest,
    }
    row = seat.row or Attendance.objects.filter(meeting=meeting, official=seat.official).first()
    if row is None:
        door.add(Attendance(meeting=meeting, official=seat.official, **values))
        return
    changed = {name: value for name, value in {**values, "removed": False}.items() if getattr(row, name) != value}
    if changed:
        amend.apply(row, changed)
