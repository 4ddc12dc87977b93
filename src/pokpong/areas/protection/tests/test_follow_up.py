"""Follow-ups: planned by the pattern, done, missed, caught up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection.actions.cases.team import add_member, hand_over
from pokpong.areas.protection.actions.plan import (
    cancel_follow_up,
    do_follow_up,
    miss_follow_up,
    move_follow_up,
    plan_follow_up,
    schedule_follow_ups,
)
from pokpong.areas.protection.actions.plan.follow_ups import CLOCK, miss_what_is_due
from pokpong.areas.protection.models import Case, FollowUp
from pokpong.areas.protection.rules import follow_ups as rules
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.checks import assert_left_its_traces, everything_stored
from pokpong.areas.protection.tests.factories import caseworker, supervisor
from pokpong.areas.protection.tests.factories_plan import WORDS, a_follow_up, in_days
from pokpong.areas.protection.tests.refusing import closed, reasons, refuses_others
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.agenda.ticking import tick
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere

pytestmark = pytest.mark.django_db
FINE: dict[str, Any] = {"how": "visit", "reached": True, "answers": {"safe": "yes", "income": "no"}}


@pytest.fixture(autouse=True)
def no_pattern(settings: Any) -> None:
    """Opening a case plans nothing, so that each test stands on its own days."""
    settings.POKPONG_FOLLOW_UP_PATTERN = []


def asked(case: Case) -> list[FollowUp]:
    """The follow-ups for which somebody has a task, the next first."""
    ids = Task.objects.filter(kind="follow_up.do", state__in=("open", "overdue", "escalated")).values("subject")
    return list(FollowUp.objects.filter(case=case.pk, pk__in=ids).order_by("due"))


def after(days: int) -> Any:
    """A moment some days from now."""
    return clock.standing_at(clock.now() + timedelta(days=days))


def test_a_follow_up_is_planned_with_the_facts_of_the_day() -> None:
    bob, call_id = caseworker(), new_id()
    case = a_case(bob)
    row = a_follow_up(bob, case, call_id=call_id)
    assert (row.state, row.origin, row.due, row.sex) == ("planned", "by_hand", in_days(7), "female")
    assert row.district_path == case.person.district_path
    assert_left_its_traces("follow_up.plan", call_id, row)
    assert row in asked(case)


def test_what_cannot_be_planned() -> None:
    bob = caseworker()
    case = a_case(bob)
    a_follow_up(bob, case, due=in_days(8))
    values = {"by": bob, "id": new_id(), "case": case.pk}
    assert reasons(plan_follow_up, **values, kind="x", due=in_days(-1)) == {"follow_up_kind_unknown", "plan_due_passed"}
    assert reasons(plan_follow_up, **values, kind="visit", due=in_days(8)) == {"follow_up_same_day"}
    assert reasons(plan_follow_up, **values, kind="visit", due=in_days(9999)) == {"follow_up_too_far"}
    refuses_others(plan_follow_up, id=new_id(), case=case.pk, kind="visit", due=in_days(1))


def test_a_closed_case_is_still_followed_up() -> None:
    bob = caseworker()
    case = a_case(bob)
    row = a_follow_up(bob, case)
    closed(case)
    assert a_follow_up(bob, case, due=in_days(20)).state == "planned"
    done = do_follow_up(by=bob, follow_up=row.pk, call_id=new_id(), **FINE)
    assert done.state == "done"


def test_opening_a_case_plans_the_pattern_and_asks_for_the_next_one_only(settings: Any) -> None:
    settings.POKPONG_FOLLOW_UP_PATTERN = [11, 31, 90]
    bob = caseworker()
    case = a_case(bob)
    rows = list(FollowUp.objects.filter(case=case.pk).order_by("due"))
    assert [row.due for row in rows] == [in_days(11), in_days(31), in_days(90)]
    assert {row.origin for row in rows} == {"opening"}
    assert asked(case) == rows[:1]


def test_several_are_planned_at_once() -> None:
    bob = caseworker()
    case, days = a_case(bob), [in_days(31), in_days(11)]
    schedule_follow_ups(by=bob, case=case.pk, days=days, kind="call", call_id=new_id())
    rows = list(FollowUp.objects.filter(case=case.pk).order_by("due"))
    assert [(row.due, row.kind) for row in rows] == [(in_days(11), "call"), (in_days(31), "call")]
    assert asked(case) == rows[:1]
    assert reasons(schedule_follow_ups, by=bob, case=case.pk, days=days) == {"follow_up_same_day"}
    assert reasons(schedule_follow_ups, by=bob, case=case.pk, days=[], kind="x") == {
        "follow_up_no_days",
        "follow_up_kind_unknown",
    }
    refuses_others(schedule_follow_ups, case=case.pk, days=[in_days(70)])


def test_a_new_lead_has_the_task() -> None:
    bob, other = caseworker(), caseworker(name="second")
    case = a_case(bob)
    row = a_follow_up(bob, case)
    add_member(by=bob, case=case.pk, user=other.pk, call_id=new_id())
    hand_over(by=bob, case=case.pk, user=other.pk, reason=WORDS, call_id=new_id())
    assert row.pk in {task.subject for task in waiting_for(other)}
    assert row.pk not in {task.subject for task in waiting_for(bob)}


def test_done_keeps_what_the_person_said_and_asks_for_the_next() -> None:
    bob = caseworker()
    case = a_case(bob)
    first, second = a_follow_up(bob, case, due=in_days(1)), a_follow_up(bob, case, due=in_days(2))
    assert asked(case)[0] == first
    call_id = new_id()
    done = do_follow_up(by=bob, follow_up=first.pk, finding=WORDS, call_id=call_id, **FINE)
    assert (done.state, done.safe, done.income, done.healthy) == ("done", "yes", "no", "unknown")
    assert (done.done_on, done.done_by, done.reached) == (clock.today(), bob.pk, True)
    assert_left_its_traces("follow_up.do", call_id, done)
    assert asked(case)[0] == second
    assert WORDS not in str(everything_stored())
    assert reasons(do_follow_up, by=bob, follow_up=first.pk, **FINE) == {"move_not_allowed"}


def test_who_was_not_reached_answered_nothing() -> None:
    bob = caseworker()
    row = a_follow_up(bob, a_case(bob))
    values: dict[str, Any] = {
        "by": bob,
        "follow_up": row.pk,
        "how": "call",
        "reached": False,
        "answers": {"safe": "no"},
    }
    assert reasons(do_follow_up, **values) == {"follow_up_finding_missing"}
    done = do_follow_up(**values, finding=WORDS, call_id=new_id())
    assert (done.reached, done.safe) == (False, "unknown")


def test_what_is_no_result() -> None:
    bob = caseworker()
    row = a_follow_up(bob, a_case(bob))
    values = {"by": bob, "follow_up": row.pk, "how": "spying", "reached": True}
    answers = {"safe": "maybe", "rich": "yes"}
    assert reasons(do_follow_up, **values, answers=answers, done_on=in_days(1)) == {
        "follow_up_how_unknown",
        "follow_up_answer_unknown",
        "plan_day_in_future",
    }
    refuses_others(do_follow_up, follow_up=row.pk, **FINE)


def test_cancelled_and_moved() -> None:
    bob = caseworker()
    case = a_case(bob)
    one, two = a_follow_up(bob, case, due=in_days(1)), a_follow_up(bob, case, due=in_days(3))
    moved = move_follow_up(by=bob, follow_up=one.pk, due=in_days(5), kind="call", base=1, call_id=new_id())
    assert (moved.due, moved.kind) == (in_days(5), "call")
    assert asked(case)[0] == two
    assert reasons(move_follow_up, by=bob, follow_up=two.pk, due=in_days(5), kind="x", base=1) == {
        "follow_up_same_day",
        "follow_up_kind_unknown",
    }
    assert reasons(cancel_follow_up, by=bob, follow_up=two.pk, reason=" ") == {"plan_reason_missing"}
    assert cancel_follow_up(by=bob, follow_up=two.pk, reason=WORDS, call_id=new_id()).state == "cancelled"
    assert reasons(move_follow_up, by=bob, follow_up=two.pk, due=in_days(9), kind="call", base=1) == {
        "follow_up_not_planned"
    }
    refuses_others(cancel_follow_up, follow_up=one.pk, reason=WORDS)
    refuses_others(move_follow_up, follow_up=one.pk, due=in_days(9), kind="call", base=2)


def test_the_clock_misses_what_nobody_did_and_it_is_caught_up() -> None:
    bob, carol = caseworker(), supervisor()
    case = a_case(bob)
    row, later = a_follow_up(bob, case, due=in_days(1)), a_follow_up(bob, case, due=in_days(40))
    with after(8):
        assert miss_what_is_due() == 0
    with after(9):
        tick()
        assert miss_what_is_due() == 0
        row.refresh_from_db()
        assert row.state == "missed"
        assert row.pk in {task.subject for task in waiting_for(carol)}
        assert asked(case) == [row, later]
        done = do_follow_up(by=bob, follow_up=row.pk, call_id=new_id(), **FINE)
    assert done.state == "done"
    assert asked(case) == [later]


def test_only_the_clock_misses() -> None:
    bob = caseworker()
    row = a_follow_up(bob, a_case(bob))
    with pytest.raises(NotAllowed):
        miss_follow_up(by=bob, follow_up=row.pk, call_id=new_id())
    with pytest.raises(NotThere):
        miss_follow_up(by=CLOCK, follow_up=row.pk, call_id=new_id())


def test_two_clocks_miss_one_follow_up_once() -> None:
    bob = caseworker()
    a_follow_up(bob, a_case(bob), due=in_days(1))
    with after(30):
        first = miss_what_is_due()
        assert first >= 1
        assert miss_what_is_due() == 0


patterns = st.lists(st.integers(-5, 800), max_size=8)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), patterns, st.integers(0, 400))
def test_the_pattern_gives_days_to_come_once_and_in_order(start: date, pattern: list[int], later: int) -> None:
    today = start + timedelta(days=later)
    days = rules.pattern_days(start, pattern, today=today)
    assert days == sorted(set(days))
    assert all(day >= today for day in days)
    assert {(day - start).days for day in days} == {number for number in pattern if number >= later}
