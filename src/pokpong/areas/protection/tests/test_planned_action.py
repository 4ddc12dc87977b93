"""Actions of the plan, and the task of who does them."""

from __future__ import annotations

from uuid import UUID

import pytest

from pokpong.areas.protection.actions.cases.team import add_member
from pokpong.areas.protection.actions.plan import (
    add_planned_action,
    amend_planned_action,
    do_planned_action,
    drop_planned_action,
    reopen_planned_action,
)
from pokpong.areas.protection.models import Case, PlannedAction
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.checks import assert_left_its_traces, everything_stored
from pokpong.areas.protection.tests.factories import caseworker, supervisor
from pokpong.areas.protection.tests.factories_plan import WORDS, a_goal, an_action, in_days
from pokpong.areas.protection.tests.refusing import reasons, refuses_closed, refuses_others
from pokpong.foundation.access.models import User
from pokpong.foundation.actions.conflicts import settle_conflict
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def second_member(case: Case, lead: User) -> User:
    """Somebody who joined the team."""
    other = caseworker(name="second")
    from_team(case, lead, other.pk)
    return other


def from_team(case: Case, lead: User, user: UUID) -> None:
    add_member(by=lead, case=case.pk, user=user, call_id=new_id())


def waiting(row: PlannedAction) -> list[Task]:
    return list(Task.objects.filter(subject=row.pk, state__in=("open", "overdue", "escalated")))


def test_an_action_gives_its_owner_a_task() -> None:
    bob, call_id = caseworker(), new_id()
    case = a_case(bob)
    other = second_member(case, bob)
    goal = a_goal(bob, case)
    row = an_action(bob, case, owner=other.pk, goal=goal.pk, call_id=call_id)
    assert (row.state, row.owner, row.goal_id, row.planned_by) == ("planned", other.pk, goal.pk, bob.pk)
    assert_left_its_traces("planned_action.add", call_id, row)
    assert [task.subject for task in waiting_for(other)] == [row.pk]
    assert row.pk not in {task.subject for task in waiting_for(bob)}
    assert WORDS not in str(everything_stored())


def test_an_owner_is_of_the_team_and_a_day_to_come() -> None:
    bob, stranger = caseworker(), caseworker(name="stranger")
    case = a_case(bob)
    values = {"by": bob, "id": new_id(), "case": case.pk, "text": "", "owner": stranger.pk, "due": in_days(-1)}
    assert reasons(add_planned_action, **values) == {"plan_text_missing", "plan_owner_outside", "plan_due_passed"}
    assert not Task.objects.filter(subject_kind="planned_action").exists()
    fine = {"id": new_id(), "case": case.pk, "text": WORDS, "owner": bob.pk, "due": in_days(1)}
    refuses_others(add_planned_action, **fine)
    refuses_closed(case, add_planned_action, by=bob, **fine)


def test_an_action_is_done_and_its_task_with_it() -> None:
    bob = caseworker()
    row = an_action(bob, a_case(bob))
    done = do_planned_action(by=bob, planned_action=row.pk, result=WORDS, call_id=new_id())
    assert (done.state, done.ended_on, done.result) == ("done", clock.today(), WORDS)
    assert waiting(row) == []
    assert Task.objects.get(subject=row.pk).state == "done"
    assert reasons(do_planned_action, by=bob, planned_action=row.pk) == {"move_not_allowed"}


def test_an_action_is_dropped_for_a_reason_and_taken_up_again() -> None:
    bob = caseworker()
    row = an_action(bob, a_case(bob))
    assert reasons(drop_planned_action, by=bob, planned_action=row.pk, reason=" ") == {"plan_reason_missing"}
    assert drop_planned_action(by=bob, planned_action=row.pk, reason=WORDS, call_id=new_id()).state == "dropped"
    assert Task.objects.get(subject=row.pk).state == "cancelled"
    again = reopen_planned_action(by=bob, planned_action=row.pk, call_id=new_id())
    assert (again.state, again.ended_on) == ("planned", None)
    assert [task.user for task in waiting(row)] == [bob.pk]
    refuses_others(drop_planned_action, planned_action=row.pk, reason=WORDS)
    refuses_others(reopen_planned_action, planned_action=row.pk)
    refuses_others(do_planned_action, planned_action=row.pk)


def test_another_owner_or_day_moves_the_task() -> None:
    bob = caseworker()
    case = a_case(bob)
    other, row = second_member(case, bob), an_action(bob, case)
    changes = {"owner": str(other.pk), "due": in_days(9).isoformat()}
    amended = amend_planned_action(by=bob, planned_action=row.pk, changes=changes, base=1, call_id=new_id())
    assert (amended.owner, amended.due) == (other.pk, in_days(9))
    task = waiting(row)[0]
    assert (task.user, task.due.astimezone(clock.now().tzinfo).date()) == (other.pk, in_days(9))
    assert len(waiting(row)) == 1


def test_a_correction_of_the_words_leaves_the_task() -> None:
    bob = caseworker()
    row = an_action(bob, a_case(bob))
    before = waiting(row)
    amend_planned_action(by=bob, planned_action=row.pk, changes={"text": "ໃໝ່"}, base=1, call_id=new_id())
    assert waiting(row) == before


def test_what_a_correction_may_not_say() -> None:
    bob = caseworker()
    row = an_action(bob, a_case(bob))
    changes = {"text": "", "owner": str(caseworker(name="stranger").pk), "due": in_days(-1).isoformat()}
    found = reasons(amend_planned_action, by=bob, planned_action=row.pk, changes=changes, base=1)
    assert found == {"plan_text_missing", "plan_owner_outside", "plan_due_passed"}
    assert reasons(amend_planned_action, by=bob, planned_action=row.pk, changes={"due": ""}, base=1) == {
        "plan_due_missing"
    }


def test_choosing_the_other_day_moves_the_task_too() -> None:
    bob, carol = caseworker(), supervisor()
    row = an_action(bob, a_case(bob))
    for editor, days in ((bob, 5), (carol, 8)):
        changes = {"due": in_days(days).isoformat()}
        amend_planned_action(by=editor, planned_action=row.pk, changes=changes, base=1, call_id=new_id())
    conflict = Conflict.objects.get(row=row.pk)
    settle_conflict(by=carol, conflict=conflict.pk, choice="offered", call_id=new_id())
    row.refresh_from_db()
    assert row.due == in_days(8)
    assert len(waiting(row)) == 1
