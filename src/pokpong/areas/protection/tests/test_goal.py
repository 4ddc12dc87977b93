"""Goals: set, corrected, reached or given up, taken up again."""

from __future__ import annotations

import pytest

from pokpong.areas.protection.actions.plan import amend_goal, reopen_goal, set_goal, settle_goal
from pokpong.areas.protection.models import Goal
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.checks import assert_left_its_traces, everything_stored
from pokpong.areas.protection.tests.factories import caseworker
from pokpong.areas.protection.tests.factories_plan import WORDS, a_goal, a_need, in_days
from pokpong.areas.protection.tests.refusing import reasons, refuses_closed, refuses_others
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def test_a_goal_is_set_for_a_need() -> None:
    bob, call_id = caseworker(), new_id()
    case = a_case(bob)
    need = a_need(bob, case)
    goal = a_goal(bob, case, need=need.pk, target_on=in_days(30), call_id=call_id)
    assert (goal.state, goal.need_id, goal.target_on, goal.set_by) == ("open", need.pk, in_days(30), bob.id)
    assert_left_its_traces("goal.set", call_id, goal)
    assert WORDS not in str(everything_stored())


def test_a_goal_needs_words_a_domain_and_a_day_to_come() -> None:
    bob = caseworker()
    case = a_case(bob)
    found = reasons(set_goal, by=bob, id=new_id(), case=case.pk, text=" ", domain="x", target_on=in_days(-1))
    assert found == {"plan_text_missing", "plan_domain_unknown", "plan_due_passed"}
    refuses_others(set_goal, id=new_id(), case=case.pk, text=WORDS, domain="job")
    refuses_closed(case, set_goal, by=bob, id=new_id(), case=case.pk, text=WORDS, domain="job")


def test_a_need_of_another_case_is_refused() -> None:
    bob = caseworker()
    other = a_need(bob, a_case(bob, person=a_person(bob, name="ທ້າວ ອື່ນ")))
    case = a_case(bob)
    assert reasons(set_goal, by=bob, id=new_id(), case=case.pk, text=WORDS, domain="job", need=other.pk) == {
        "plan_other_case"
    }
    goal = a_goal(bob, case)
    changes = {"need_id": str(other.pk)}
    assert reasons(amend_goal, by=bob, goal=goal.pk, changes=changes, base=1) == {"plan_other_case"}


def test_a_goal_is_corrected_from_plain_json() -> None:
    bob = caseworker()
    case = a_case(bob)
    goal, need = a_goal(bob, case, target_on=in_days(3)), a_need(bob, case)
    changes = {"text": f" {WORDS} ", "need_id": str(need.pk), "target_on": in_days(9).isoformat()}
    row = amend_goal(by=bob, goal=goal.pk, changes=changes, base=1, call_id=new_id())
    assert (row.text, row.need_id, row.target_on) == (WORDS, need.pk, in_days(9))
    row = amend_goal(by=bob, goal=goal.pk, changes={"target_on": None, "need_id": None}, base=2, call_id=new_id())
    assert (row.need_id, row.target_on) == (None, None)


def test_what_cannot_be_read_is_refused_at_once() -> None:
    bob = caseworker()
    goal = a_goal(bob, a_case(bob))
    changes = {"target_on": "soon", "need_id": "x"}
    assert reasons(amend_goal, by=bob, goal=goal.pk, changes=changes, base=1) == {"plan_value_unreadable"}
    changes = {"target_on": in_days(-2).isoformat()}
    assert reasons(amend_goal, by=bob, goal=goal.pk, changes=changes, base=1) == {"plan_due_passed"}


def test_a_goal_is_reached_without_and_given_up_with_a_reason() -> None:
    bob = caseworker()
    case = a_case(bob)
    one, two = a_goal(bob, case), a_goal(bob, case)
    assert settle_goal(by=bob, goal=one.pk, outcome="reached", call_id=new_id()).state == "reached"
    assert reasons(settle_goal, by=bob, goal=two.pk, outcome="given_up") == {"plan_reason_missing"}
    assert settle_goal(by=bob, goal=two.pk, outcome="given_up", reason=WORDS, call_id=new_id()).settled_on
    assert reasons(settle_goal, by=bob, goal=two.pk, outcome="open") == {"plan_outcome_unknown"}
    assert reopen_goal(by=bob, goal=two.pk, call_id=new_id()).settled_on is None
    refuses_others(settle_goal, goal=two.pk, outcome="reached")
    refuses_others(reopen_goal, goal=one.pk)


def test_a_goal_past_its_day_is_late() -> None:
    assert Goal(state="open", target_on=in_days(-1)).is_late
    assert not Goal(state="reached", target_on=in_days(-1)).is_late
    assert not Goal(state="open").is_late
