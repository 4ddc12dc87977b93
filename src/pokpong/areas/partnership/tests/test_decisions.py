"""Decisions: only with a quorum and an owner, tasks until they are done, reviewed at the next meeting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pokpong.areas.partnership import actions
from pokpong.areas.partnership.models import Decision
from pokpong.areas.partnership.queries import meetings as queries
from pokpong.areas.partnership.rules.meetings import Entry
from pokpong.areas.partnership.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    REASON,
    a_board,
    a_decision,
    a_meeting,
    assert_left_its_traces,
    chair,
    codes_of,
    held,
    in_days,
    invited,
    made,
    secretary,
)
from pokpong.areas.partnership.tests.test_meetings import act
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.actions import leave_post

pytestmark = pytest.mark.django_db


def open_tasks(row: Decision) -> list[Task]:
    return list(Task.objects.filter(subject=row.pk, kind="decision.do", state="open"))


def test_a_decision_becomes_a_task_of_the_place_until_it_is_done() -> None:
    board = a_board()
    row = a_decision(board)
    assert (row.state, row.position, row.committee, row.place_path) == ("open", 1, board.committee, DISTRICT)
    task = open_tasks(row)[0]
    assert (task.user, task.permission, task.place_path) == (None, "decision.do", DISTRICT)
    assert task in waiting_for(board.by)
    assert_left_its_traces("decision.take", row)
    row = act(actions.do_decision, board.by, decision=row.pk, result="ໄດ້ຝຶກ 20 ຄົນ")
    assert (row.state, row.result, row.ended_on) == ("done", "ໄດ້ຝຶກ 20 ຄົນ", clock.today())
    assert open_tasks(row) == []
    assert_left_its_traces("decision.do", row)


def test_the_owner_is_asked_by_name_and_may_do_it_from_elsewhere() -> None:
    board = a_board()
    owner = chair(NEIGHBOUR)
    owner.official = board.members[1].pk
    with writing.opened("tests"):
        owner.save(update_fields=["official"])
    row = a_decision(board)
    assert open_tasks(row)[0].user == owner.pk
    assert row in Decision.objects.visible_to(owner)
    assert act(actions.do_decision, owner, decision=row.pk, result=REASON).state == "done"


def test_without_a_quorum_nothing_is_decided() -> None:
    board = a_board()
    row = held(board, board.present(1))
    with pytest.raises(Refused) as refused:
        a_decision(board, row)
    assert codes_of(refused.value) == {"decision_no_quorum"}
    assert "1" in refused.value.problems[0].message
    assert "2" in refused.value.problems[0].message
    assert not Decision.objects.exists()


def test_who_sent_somebody_counts_for_the_quorum() -> None:
    board = a_board()
    came = board.present(1)
    came[str(board.members[1].pk)] = Entry("sent", deputy_name="ຜູ້ຕາງໜ້າ")
    assert a_decision(board, held(board, came)).state == "open"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text": " "}, "decision_text_missing"),
        ({"text": "ກ" * 501}, "partnership_text_too_long"),
        ({"owner": None}, "decision_owner_missing"),
        ({"due": None}, "partnership_day_missing"),
        ({"due": clock.today() - timedelta(days=400)}, "decision_due_too_early"),
    ],
)
def test_bad_input_is_refused(wrong: dict[str, Any], code: str) -> None:
    board = a_board()
    with pytest.raises(Refused) as refused:
        a_decision(board, **wrong)
    assert codes_of(refused.value) == {code}


def test_all_reasons_come_at_once() -> None:
    board = a_board()
    with pytest.raises(Refused) as refused:
        a_decision(board, held(board, board.present(1)), text="", owner=None, due=None)
    assert codes_of(refused.value) == {
        "decision_no_quorum",
        "decision_text_missing",
        "decision_owner_missing",
        "partnership_day_missing",
    }


def test_nothing_is_decided_before_the_meeting_or_by_who_left() -> None:
    board = a_board()
    act(leave_post, board.by, official=board.members[2].pk, on=in_days(0))
    with pytest.raises(Refused) as refused:
        a_decision(board, invited(board), owner=board.members[2].pk)
    assert codes_of(refused.value) == {"decision_not_held", "decision_owner_left"}


def test_who_may_take_and_end_decisions() -> None:
    board = a_board()
    row = a_decision(board)
    worker, other = make_user("w", "caseworker", DISTRICT), secretary(NEIGHBOUR)
    assert row in Decision.objects.visible_to(worker)
    with pytest.raises(NotAllowed):
        act(actions.do_decision, worker, decision=row.pk, result=REASON)
    with pytest.raises(NotThere):
        act(actions.drop_decision, other, decision=row.pk, reason=REASON)
    with pytest.raises(NotAllowed):
        act(actions.amend_decision, chair(), decision=row.pk, base=1, changes={"text": "x"})


def test_a_decision_is_dropped_with_a_reason_and_taken_up_again() -> None:
    board = a_board()
    row = a_decision(board)
    with pytest.raises(Refused) as refused:
        act(actions.drop_decision, board.by, decision=row.pk, reason="")
    assert codes_of(refused.value) == {"decision_reason_missing"}
    row = act(actions.drop_decision, chair(), decision=row.pk, reason=REASON)
    assert (row.state, Task.objects.get(subject=row.pk).state) == ("dropped", "cancelled")
    assert_left_its_traces("decision.drop", row)
    with pytest.raises(Refused):
        act(actions.do_decision, board.by, decision=row.pk, result=REASON)
    row = act(actions.reopen_decision, board.by, decision=row.pk, reason=REASON)
    assert (row.state, row.result, row.ended_on, len(open_tasks(row))) == ("open", "", None, 1)
    assert_left_its_traces("decision.reopen", row)


def test_a_change_of_owner_and_day_moves_the_task() -> None:
    board = a_board()
    row = a_decision(board)
    changes = {"text": "ໃໝ່", "owner_id": board.members[2].pk, "due": in_days(30)}
    row = act(actions.amend_decision, board.by, decision=row.pk, base=1, changes=changes)
    assert (row.text, row.owner, row.due) == ("ໃໝ່", board.members[2], in_days(30))
    assert [task.due.date() for task in open_tasks(row)] == [in_days(30)]
    assert_left_its_traces("decision.amend", row)


def test_open_decisions_are_put_before_the_next_meeting() -> None:
    board = a_board()
    first = a_decision(board, held(board, day=in_days(-30)), due=in_days(-5))
    done = a_decision(board, first.meeting)
    act(actions.do_decision, board.by, decision=done.pk, result=REASON)
    later = a_meeting(board)
    items = queries.agenda_of(later)
    assert [item.review for item in items] == [True, False, False]
    assert list(queries.put_before(later, board.by)) == [first]
    assert first in Decision.objects.overdue(clock.today())
    act(actions.set_agenda, board.by, meeting=later.pk, agenda=("ໃໝ່",))
    assert [item.review for item in queries.agenda_of(later)] == [True, False]


def test_a_decision_taken_after_the_planning_is_added_when_it_is_invited() -> None:
    board = a_board()
    later = a_meeting(board)
    a_decision(board, held(board, day=in_days(-3)))
    assert not any(item.review for item in queries.agenda_of(later))
    act(actions.invite_to_meeting, board.by, meeting=later.pk)
    assert queries.agenda_of(later)[0].review


@pytest.mark.parametrize(("outcome", "state"), [("goes_on", "open"), ("done", "done"), ("dropped", "dropped")])
def test_the_next_meeting_reviews_it(outcome: str, state: str) -> None:
    board = a_board()
    row = a_decision(board, held(board, day=in_days(-30)), due=in_days(-5))
    later = held(board)
    given: dict[str, Any] = {"id": new_id(), "decision": row.pk, "meeting": later.pk, "remark": REASON}
    review = act(
        actions.review_decision,
        board.by,
        outcome=outcome,
        new_due=in_days(20) if outcome == "goes_on" else None,
        **given,
    )
    row.refresh_from_db()
    assert row.state == state
    assert (row.due == in_days(20)) is (outcome == "goes_on")
    assert len(open_tasks(row)) == (1 if outcome == "goes_on" else 0)
    assert_left_its_traces("decision.review", review)
    with pytest.raises(Refused) as refused:
        act(actions.review_decision, board.by, outcome="goes_on", **{**given, "id": new_id()})
    assert "decision_reviewed" in codes_of(refused.value)


def test_what_is_no_review() -> None:
    board, neighbours = a_board(), a_board(place=NEIGHBOUR)
    row = a_decision(board)
    given: dict[str, Any] = {"id": new_id(), "decision": row.pk}
    with pytest.raises(Refused) as refused:
        act(actions.review_decision, board.by, meeting=row.meeting_id, outcome="done", remark="", **given)
    assert codes_of(refused.value) == {"decision_not_earlier", "decision_result_missing"}
    with pytest.raises(Refused) as refused:
        act(actions.review_decision, board.by, meeting=invited(board).pk, outcome="maybe", **given)
    assert codes_of(refused.value) == {"decision_not_held", "decision_outcome_unknown"}
    with pytest.raises(NotThere):
        act(actions.review_decision, neighbours.by, meeting=held(neighbours).pk, outcome="goes_on", **given)


def test_a_delegation_decides_too_and_the_committee_looks_at_it() -> None:
    board = a_board()
    visit = made(board)
    row = a_decision(board, visit=visit.pk)
    assert (row.visit, row.meeting, row.committee) == (visit, None, board.committee)
    assert list(queries.put_before(a_meeting(board), board.by)) == [row]
