"""Meetings are planned, their members invited, held and written down, or cancelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pokpong.areas.partnership.actions.attendance import write_attendance
from pokpong.areas.partnership.actions.reach import activity_of, end_of, meeting_of, plain, plain_values, seen
from pokpong.areas.partnership.models import AgendaItem, Meeting
from pokpong.areas.partnership.queries import meetings as queries
from pokpong.areas.partnership.rules import decisions as decision_rules
from pokpong.areas.partnership.rules import meetings as rules
from pokpong.areas.partnership.rules.meetings import Entry
from pokpong.areas.partnership.states import COMING
from pokpong.areas.partnership.vocabulary import MEETING_KINDS, PRESENCES, quorum_of
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import refuse
from pokpong.registers.institutions.models import Committee

FIELDS = ("kind", "subject", "venue", "day", "time", "activity_id", "quorum")
TYPED = ("kind", "subject", "venue", "day", "time")
# The first point of an agenda while decisions of earlier meetings are open; in the language of the papers.
REVIEW_POINT = "ທົບທວນມະຕິຕົກລົງທີ່ຍັງບໍ່ທັນສຳເລັດ ຂອງກອງປະຊຸມຜ່ານມາ"


@action("meeting.plan")
def plan_meeting(
    *,
    by: Actor,
    id: UUID,
    committee: UUID,
    kind: str,
    subject: str,
    day: date | None,
    time: str = "",
    venue: str = "",
    agenda: Sequence[str] = (),
    activity: UUID | None = None,
    call_id: UUID,
) -> Meeting:
    """Plans a meeting of a committee. Decisions of it that are not done are put on the agenda by themselves.

    Raises Refused, NotAllowed, NotThere.
    """
    board: Committee = seen(Committee.objects.visible_to(by), committee)
    door.check(place=board.place_path)
    carried = activity_of(by, activity)
    values = plain_values({"kind": kind, "subject": subject, "day": day, "time": time, "venue": venue})
    points = _points(agenda)
    dissolved = [rules.COMMITTEE_DISSOLVED("committee")] if board.state == "dissolved" else []
    refuse(dissolved + rules.check_meeting(values, MEETING_KINDS) + (rules.check_agenda(points) if points else []))
    values["time"] = rules.clock_time(values["time"])
    row = door.add(
        Meeting(
            id=id,
            committee=board,
            place_path=board.place_path,
            quorum=quorum_of(kind),
            activity=carried,
            made_by=by.id,
            **values,
        )
    )
    moves.begin(row)
    _write_agenda(row, points)
    _put_reviews(row, by)
    _ask_to_hold(row)
    door.event(row, {"kind": kind, "day": str(day)})
    return row


@action("meeting.amend")
def amend_meeting(
    *,
    by: Actor,
    meeting: UUID,
    base: int,
    changes: dict[str, Any],
    call_id: UUID,
) -> Meeting:
    """Changes what was typed about a meeting to come (`FIELDS` without the quorum, which follows the kind).

    Raises Refused, NotAllowed, NotThere.
    """
    row = meeting_of(by, meeting)
    wanted = plain_values(changes)
    if wanted.get("activity_id"):
        activity_of(by, wanted["activity_id"])
    after = {name: wanted.get(name, getattr(row, name)) for name in TYPED}
    closed = [] if row.state in COMING else [rules.NOT_OPEN()]
    refuse(closed + rules.check_meeting(after, MEETING_KINDS))
    wanted["time"] = rules.clock_time(after["time"])
    wanted["quorum"] = quorum_of(after["kind"])
    amend.amend(row, wanted, base=base, fields=FIELDS)
    tasks.settle(row, "meeting.hold", done=False)
    _ask_to_hold(row)
    door.event(row, {"changed": sorted(wanted)})
    return row


@action("meeting.set_agenda")
def set_agenda(*, by: Actor, meeting: UUID, agenda: Sequence[str], call_id: UUID) -> Meeting:
    """The points of the agenda in their order; those that are missing now are taken off. Raises Refused, ...

    The point for decisions of earlier meetings stays in front.
    """
    row = meeting_of(by, meeting)
    points = _points(agenda)
    refuse(([] if row.state in COMING else [rules.NOT_OPEN()]) + rules.check_agenda(points))
    _write_agenda(row, points)
    door.touch(row)
    door.event(row, {"points": len(points)})
    return row


def _points(agenda: Sequence[str]) -> list[str]:
    found = [plain(point) for point in agenda]
    return [point for point in found if point and point != REVIEW_POINT]


def _write_agenda(row: Meeting, points: Sequence[str]) -> None:
    """Points that stay keep their row, and so their history."""
    kept = {item.text: item for item in AgendaItem.objects.filter(meeting=row, review=False)}
    for position, text in enumerate(points, start=2):
        item = kept.pop(text, None)
        if item is None:
            door.add(AgendaItem(meeting=row, position=position, text=text))
        elif (item.position, item.dropped) != (position, False):
            amend.apply(item, {"position": position, "dropped": False})
    for item in kept.values():
        if not item.dropped:
            amend.apply(item, {"dropped": True})


def _put_reviews(row: Meeting, by: Actor) -> None:
    """Puts the committee's open decisions before the meeting, once."""
    if queries.put_before(row, by).exists() and not AgendaItem.objects.filter(meeting=row, review=True).exists():
        door.add(AgendaItem(id=new_id(), meeting=row, position=1, text=REVIEW_POINT, review=True))


def _ask_to_hold(row: Meeting) -> None:
    tasks.ask(
        row,
        tasks.Wanted(kind="meeting.hold", permission="meeting.hold", place_path=row.place_path, due=end_of(row.day)),
    )


@action("meeting.invite")
def invite_to_meeting(*, by: Actor, meeting: UUID, call_id: UUID) -> Meeting:
    """Notes that members and guests are invited. Raises Refused, NotAllowed, NotThere."""
    row = meeting_of(by, meeting)
    missing = [] if queries.agenda_of(row) else [rules.AGENDA_MISSING("agenda")]
    members = queries.quorum_of(row).members
    refuse(missing + ([] if members else [rules.NO_MEMBERS("committee")]))
    moves.move(row, "invited")
    _put_reviews(row, by)
    door.save(row)
    door.event(row, {"members": members})
    return row


@action("meeting.hold")
def hold_meeting(*, by: Actor, meeting: UUID, attendance: Mapping[str, Entry], call_id: UUID) -> Meeting:
    """Writes down that it was held and who came (by the id of the official). Members who are not named were absent.

    How many count for the quorum is written down with it. Raises Refused, NotAllowed, NotThere.
    """
    row = meeting_of(by, meeting)
    problems = rules.check_day(row.day, "day", today=clock.today())
    problems += [] if queries.quorum_of(row).members else [rules.NO_MEMBERS("committee")]
    seats = queries.seats_of(row)
    refuse(problems + rules.check_attendance(attendance, {seat.key for seat in seats}, PRESENCES))
    moves.move(row, "held")
    row.members, row.counted = write_attendance(row, seats, attendance, by)
    door.save(row)
    tasks.settle(row, "meeting.hold")
    door.event(row, {"members": row.members, "counted": row.counted})
    return row


@action("meeting.write_minutes")
def write_minutes(*, by: Actor, meeting: UUID, minutes: Mapping[str, str], call_id: UUID) -> Meeting:
    """What was said of each point (by its id) at a meeting that was held. Raises Refused, NotAllowed, NotThere."""
    row = meeting_of(by, meeting)
    written = {key: plain(text) for key, text in minutes.items()}
    refuse(([] if row.state == "held" else [rules.NOT_HELD()]) + _wrong_minutes(row, written))
    _write_minutes(row, written)
    door.touch(row)
    door.event(row, {"points": len(written)})
    return row


def _wrong_minutes(row: Meeting, minutes: Mapping[str, str]) -> list[Any]:
    known = {str(item.pk) for item in queries.agenda_of(row)}
    problems = [rules.ITEM_UNKNOWN("minutes")] if set(minutes) - known else []
    for key, text in minutes.items():
        problems += rules.check_text(text, f"minutes_{key}", rules.LONGEST_MINUTES)
    return problems


def _write_minutes(row: Meeting, minutes: Mapping[str, str]) -> None:
    for item in queries.agenda_of(row):
        text = minutes.get(str(item.pk), item.minutes)
        if text != item.minutes:
            amend.apply(item, {"minutes": text})


@action("meeting.cancel")
def cancel_meeting(*, by: Actor, meeting: UUID, reason: str, call_id: UUID) -> Meeting:
    """Calls a meeting off, with the reason. Raises Refused, NotAllowed, NotThere."""
    row = meeting_of(by, meeting)
    why = plain(reason)
    refuse(decision_rules.check_ending(why, decision_rules.REASON_MISSING, "reason"))
    moves.move(row, "cancelled", why=why)
    door.save(row)
    tasks.settle(row, "meeting.hold", done=False)
    door.event(row)
    return row
