"""Meetings: planned, invited, held with or without a quorum, corrected, cancelled."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.partnership import actions
from pokpong.areas.partnership.models import AgendaItem, Attendance, Meeting
from pokpong.areas.partnership.queries import meetings as queries
from pokpong.areas.partnership.rules.meetings import Entry, clock_time, has_quorum, needed
from pokpong.areas.partnership.tests.factories import (
    DISTRICT,
    LATIN,
    NEIGHBOUR,
    REASON,
    Board,
    a_board,
    a_decision,
    a_meeting,
    assert_left_its_traces,
    chair,
    codes_of,
    held,
    in_days,
    invited,
    manager,
    secretary,
)
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions import moves
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions import meeting_days
from pokpong.registers.institutions.actions import amend_committee, end_membership

pytestmark = pytest.mark.django_db


def act(do: Any, by: Any, **arguments: Any) -> Any:
    return do(by=by, call_id=new_id(), **arguments)


def points(meeting: Meeting) -> list[str]:
    return [item.text for item in queries.agenda_of(meeting)]


def test_a_meeting_is_planned_with_its_agenda_and_asks_to_be_held() -> None:
    board = a_board()
    row = a_meeting(board)
    assert (row.state, row.place_path, row.quorum, row.time) == ("planned", DISTRICT, 50, "09:00")
    assert points(row) == ["ລາຍງານຜົນການປະຕິບັດ", "ແຜນການໄຕມາດໜ້າ"]
    assert Task.objects.get(kind="meeting.hold", subject=row.pk).state == "open"
    assert_left_its_traces("meeting.plan", row)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kind": "party"}, "meeting_kind_unknown"),
        ({"subject": " "}, "meeting_subject_missing"),
        ({"subject": "ກ" * 201}, "partnership_text_too_long"),
        ({"venue": "ກ" * 201}, "partnership_text_too_long"),
        ({"day": None}, "partnership_day_missing"),
        ({"day": date(1940, 1, 1)}, "partnership_day_too_early"),
        ({"time": "25:00"}, "partnership_time_unreadable"),
        ({"agenda": ("ກ", "ກ")}, "meeting_agenda_twice"),
        ({"agenda": tuple(map(str, range(41)))}, "meeting_agenda_too_long"),
        ({"agenda": ("ກ" * 301,)}, "partnership_text_too_long"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(wrong: dict[str, Any], code: str) -> None:
    board = a_board()
    with pytest.raises(Refused) as refused:
        a_meeting(board, **wrong)
    assert codes_of(refused.value) == {code}
    assert not Meeting.objects.exists()


def test_a_dissolved_committee_does_not_meet() -> None:
    from_board = a_board()
    act(amend_committee, from_board.by, committee=from_board.committee.pk, base=1, changes={}, dissolved=in_days(0))
    with pytest.raises(Refused) as refused:
        a_meeting(from_board)
    assert codes_of(refused.value) == {"meeting_committee_dissolved"}


def test_only_the_secretary_of_the_place_keeps_meetings() -> None:
    board = a_board()
    row = a_meeting(board)
    for by in (chair(), manager(), make_user("w", "caseworker", DISTRICT)):
        with pytest.raises(NotAllowed):
            act(actions.invite_to_meeting, by, meeting=row.pk)
        assert row in Meeting.objects.visible_to(by)
    other = secretary(NEIGHBOUR)
    assert row not in Meeting.objects.visible_to(other)
    tries: list[tuple[Any, dict[str, Any]]] = [
        (actions.invite_to_meeting, {}),
        (actions.cancel_meeting, {"reason": REASON}),
        (actions.set_agenda, {"agenda": ("ກ",)}),
        (actions.amend_meeting, {"base": 1, "changes": {}}),
    ]
    for do, more in tries:
        with pytest.raises(NotThere):
            act(do, other, meeting=row.pk, **more)


def test_the_agenda_keeps_its_order_and_what_stays_keeps_its_row() -> None:
    board = a_board()
    row = a_meeting(board)
    before = {item.text: item.pk for item in AgendaItem.objects.filter(meeting=row)}
    act(actions.set_agenda, board.by, meeting=row.pk, agenda=("ແຜນການໄຕມາດໜ້າ", " ອື່ນໆ ", ""))
    assert points(row) == ["ແຜນການໄຕມາດໜ້າ", "ອື່ນໆ"]
    assert queries.agenda_of(row)[0].pk == before["ແຜນການໄຕມາດໜ້າ"]
    assert_left_its_traces("meeting.set_agenda", row)
    act(actions.set_agenda, board.by, meeting=row.pk, agenda=("ລາຍງານຜົນການປະຕິບັດ",))
    assert queries.agenda_of(row)[0].pk == before["ລາຍງານຜົນການປະຕິບັດ"]
    with pytest.raises(Refused) as refused:
        act(actions.set_agenda, board.by, meeting=row.pk, agenda=())
    assert codes_of(refused.value) == {"meeting_agenda_missing"}


def test_a_meeting_to_come_is_changed_and_its_task_moves_with_it() -> None:
    board = a_board()
    row = a_meeting(board)
    changes = {"kind": "founding", "day": in_days(9), "subject": "ໃໝ່", "time": "14.30"}
    act(actions.amend_meeting, board.by, meeting=row.pk, base=1, changes=changes)
    row.refresh_from_db()
    assert (row.kind, row.day, row.subject, row.time, row.quorum) == ("founding", in_days(9), "ໃໝ່", "14:30", 67)
    assert [task.due.date() for task in Task.objects.filter(subject=row.pk, state="open")] == [in_days(9)]
    assert_left_its_traces("meeting.amend", row)


def test_inviting_needs_an_agenda_and_members() -> None:
    board = a_board()
    with pytest.raises(Refused) as refused:
        act(actions.invite_to_meeting, board.by, meeting=a_meeting(board, agenda=(), day=date(2020, 1, 1)).pk)
    assert codes_of(refused.value) == {"meeting_agenda_missing", "meeting_no_members"}
    row = invited(board)
    assert row.state == "invited"
    assert_left_its_traces("meeting.invite", row)


def test_a_guest_is_invited_once_and_taken_off() -> None:
    board = a_board()
    row, guest = invited(board), board.another("ແຂກ ສົມມຸດ")
    act(actions.add_guest, board.by, meeting=row.pk, official=guest.pk)
    assert [seat.guest for seat in queries.seats_of(row)] == [False] * 4 + [True]
    assert_left_its_traces("meeting.add_guest", row)
    for person, code in ((guest, "guest_twice"), (board.members[0], "guest_is_member")):
        with pytest.raises(Refused) as refused:
            act(actions.add_guest, board.by, meeting=row.pk, official=person.pk)
        assert codes_of(refused.value) == {code}
    act(actions.remove_guest, board.by, meeting=row.pk, official=guest.pk)
    assert len(queries.seats_of(row)) == 4
    assert_left_its_traces("meeting.remove_guest", row)
    act(actions.add_guest, board.by, meeting=row.pk, official=guest.pk)
    assert len(queries.seats_of(row)) == 5
    with pytest.raises(NotThere):
        act(actions.remove_guest, board.by, meeting=row.pk, official=board.members[0].pk)


def test_it_is_held_with_who_came_sent_somebody_or_was_absent() -> None:
    board = a_board()
    row, deputy = invited(board), board.another("ຜູ້ຕາງໜ້າ ສົມມຸດ")
    keys = [str(member.pk) for member in board.members]
    came = {
        keys[0]: Entry("present"),
        keys[1]: Entry("sent", deputy=str(deputy.pk)),
        keys[2]: Entry("sent", deputy_name="ທ້າວ ຕາງໜ້າ"),
    }
    row = act(actions.hold_meeting, board.by, meeting=row.pk, attendance=came)
    assert (row.state, row.members, row.counted, row.may_decide) == ("held", 4, 3, True)
    kept = {attended.official_id: attended for attended in Attendance.objects.filter(meeting=row)}
    assert [kept[member.pk].presence for member in board.members] == ["present", "sent", "sent", "absent"]
    assert kept[board.members[1].pk].deputy == deputy
    assert kept[board.members[2].pk].deputy_name == "ທ້າວ ຕາງໜ້າ"
    assert not Task.objects.filter(subject=row.pk, state="open").exists()
    assert_left_its_traces("meeting.hold", row)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (Entry("late"), "attendance_unknown"),
        (Entry("sent"), "attendance_deputy_missing"),
        (Entry("present", deputy_name="ຜູ້ອື່ນ"), "attendance_deputy_idle"),
        (Entry("sent", deputy_name="ກ" * 121), "partnership_text_too_long"),
    ],
)
def test_wrong_attendance_is_refused(entry: Entry, code: str) -> None:
    board = a_board()
    row = invited(board)
    with pytest.raises(Refused) as refused:
        act(actions.hold_meeting, board.by, meeting=row.pk, attendance={str(board.members[0].pk): entry})
    assert codes_of(refused.value) == {code}


def test_nobody_attends_who_was_not_invited_and_nobody_sends_themselves() -> None:
    board = a_board()
    row, stranger = invited(board), board.another("ຄົນອື່ນ ສົມມຸດ")
    me = str(board.members[0].pk)
    with pytest.raises(Refused) as refused:
        act(
            actions.hold_meeting,
            board.by,
            meeting=row.pk,
            attendance={str(stranger.pk): Entry("present"), me: Entry("sent", deputy=me)},
        )
    assert codes_of(refused.value) == {"attendance_not_invited", "attendance_deputy_self"}


def test_a_meeting_is_not_held_before_its_day_nor_before_it_is_invited() -> None:
    board = a_board()
    with pytest.raises(Refused) as refused:
        held(board, day=in_days(3))
    assert codes_of(refused.value) == {"partnership_day_in_future"}
    with pytest.raises(Refused) as refused:
        act(actions.hold_meeting, board.by, meeting=a_meeting(board).pk, attendance=board.everybody())
    assert codes_of(refused.value) == {"move_not_allowed"}


def test_attendance_is_corrected_but_never_below_a_quorum_that_decided() -> None:
    board = a_board()
    row = held(board, board.present(2))
    assert row.may_decide
    act(actions.mark_attendance, board.by, meeting=row.pk, attendance={str(board.members[2].pk): Entry("present")})
    row.refresh_from_db()
    assert row.counted == 3
    assert_left_its_traces("meeting.mark_attendance", row)
    a_decision(board, row)
    with pytest.raises(Refused) as refused:
        act(actions.mark_attendance, board.by, meeting=row.pk, attendance=board.everybody("absent"))
    assert codes_of(refused.value) == {"attendance_breaks_quorum"}


def test_who_came_stays_when_the_committee_changes() -> None:
    board = a_board()
    row = held(board)
    seat = board.committee.memberships.get(official=board.members[3])
    act(end_membership, board.by, membership=seat.pk, on=seat.starts)
    assert len(queries.seats_of(row)) == 4
    assert queries.quorum_of(row).members == 4
    assert queries.quorum_of(a_meeting(board)).members == 3


def test_minutes_are_written_when_it_was_held() -> None:
    board = a_board()
    row = invited(board)
    key = str(queries.agenda_of(row)[0].pk)
    with pytest.raises(Refused) as refused:
        act(actions.write_minutes, board.by, meeting=row.pk, minutes={key: "ໄດ້ຮັບຟັງ"})
    assert codes_of(refused.value) == {"meeting_not_held"}
    act(actions.hold_meeting, board.by, meeting=row.pk, attendance=board.everybody())
    act(actions.write_minutes, board.by, meeting=row.pk, minutes={key: " ໄດ້ຮັບຟັງ "})
    assert [item.minutes for item in queries.agenda_of(row)] == ["ໄດ້ຮັບຟັງ", ""]
    assert_left_its_traces("meeting.write_minutes", row)
    with pytest.raises(Refused) as refused:
        act(actions.write_minutes, board.by, meeting=row.pk, minutes={str(new_id()): "x", key: "ກ" * 6001})
    assert codes_of(refused.value) == {"agenda_item_unknown", "partnership_text_too_long"}


def test_a_meeting_is_cancelled_with_a_reason_and_then_stands_still() -> None:
    board = a_board()
    row = invited(board)
    with pytest.raises(Refused) as refused:
        act(actions.cancel_meeting, board.by, meeting=row.pk, reason=" ")
    assert codes_of(refused.value) == {"decision_reason_missing"}
    row = act(actions.cancel_meeting, board.by, meeting=row.pk, reason=REASON)
    assert row.state == "cancelled"
    assert moves.why_of(moves.history_of(row.pk)[-1]) == REASON
    assert not Task.objects.filter(subject=row.pk, state="open").exists()
    assert_left_its_traces("meeting.cancel", row)
    for do, more in (
        (actions.set_agenda, {"agenda": ("ກ",)}),
        (actions.amend_meeting, {"base": 1, "changes": {}}),
        (actions.add_guest, {"official": board.members[0].pk}),
    ):
        with pytest.raises(Refused):
            act(do, board.by, meeting=row.pk, **more)


def test_committees_are_told_when_they_last_met() -> None:
    board = a_board()
    assert meeting_days.last_meeting([board.committee.pk]) == {}
    held(board, day=in_days(-40))
    held(board, day=in_days(-10))
    invited(board)
    assert meeting_days.last_meeting([board.committee.pk]) == {board.committee.pk: in_days(-10)}


def test_meetings_are_found_by_what_they_are_about() -> None:
    board = a_board()
    row = a_meeting(board, subject="ການຊ່ວຍເຫລືອເດັກ")
    assert queries.find_meetings(board.by, "ຊ່ວຍເຫຼືອ") == [row]
    assert queries.find_meetings(secretary(NEIGHBOUR), "ຊ່ວຍເຫຼືອ") == []
    assert queries.find_meetings(board.by, "") == []


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 100))
def test_a_quorum_is_reached_exactly_from_the_number_needed_on(members: int, counted: int, percent: int) -> None:
    assert has_quorum(members, counted, percent) == (members > 0 and counted >= needed(members, percent))


@pytest.mark.parametrize(("typed", "kept"), [("9:00", "09:00"), ("14.30", "14:30"), ("", ""), ("9", "9")])
def test_times_are_kept_in_one_way(typed: str, kept: str) -> None:
    assert clock_time(typed) == kept


def test_the_board_of_these_tests_has_names_in_both_scripts() -> None:
    board: Board = a_board()
    assert [member.latin_name for member in board.members] == list(LATIN)
