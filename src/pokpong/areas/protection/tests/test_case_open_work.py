"""What a closure waits for, and the follow-ups that go on after it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pokpong.areas.protection.actions.closing import (
    approve_closure,
)
from pokpong.areas.protection.actions.plan import add_planned_action, do_planned_action
from pokpong.areas.protection.models import Case, FollowUp
from pokpong.areas.protection.queries.open_work import KINDS, unfinished
from pokpong.areas.protection.tests.cases import a_case, asked_to_close
from pokpong.areas.protection.tests.checks import codes
from pokpong.areas.protection.tests.factories import DISTRICT, caseworker, supervisor
from pokpong.foundation.access.models import User
from pokpong.foundation.actions import moves
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused

pytestmark = pytest.mark.django_db


def approved(by: User, case: Case) -> Case:
    return approve_closure(by=by, case=case.pk, call_id=new_id())


def due_days(case: Case, **more: Any) -> list[int]:
    rows = FollowUp.objects.filter(case=case.pk, **more).order_by("due")
    return [(row.due - clock.today()).days for row in rows]


def test_a_case_is_followed_up_from_its_opening() -> None:
    assert due_days(a_case(caseworker()), origin="opening", state="planned") == [7, 30, 90, 180, 365]


def test_what_is_planned_goes_on_after_the_closure_and_nobody_is_asked_twice_in_a_fortnight() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_case(alice, opened_on=clock.today() - timedelta(days=60))
    before = due_days(row, state="planned")
    asked_to_close(alice, row)
    approved(boss, row)
    assert due_days(row, origin="opening", state="planned") == before == [30, 120, 305]
    assert due_days(row, origin="closure") == [7, 90, 180, 365]
    waits = Task.objects.get(kind="follow_up.do", state="open")
    assert (waits.user, waits.place_path) == (alice.pk, DISTRICT)


def test_follow_ups_that_do_not_go_on_are_cancelled_with_the_approval() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_case(alice)
    asked_to_close(alice, row, reasons=("died",), told="not_possible", follow_ups_go_on=False)
    assert len(due_days(row, state="planned")) == 5
    approved(boss, row)
    assert due_days(row, state="planned") == []
    assert len(due_days(row, state="cancelled")) == 5
    assert not Task.objects.filter(kind="follow_up.do", state="open").exists()


def test_nobody_who_died_is_followed_up() -> None:
    alice = caseworker()
    with pytest.raises(Refused) as refused:
        asked_to_close(alice, a_case(alice), reasons=("died",))
    assert codes(refused) == {"closure_follow_ups_senseless"}


def test_what_is_under_way_is_ended_before_the_closure_and_each_kind_is_named() -> None:
    alice = caseworker()
    row = a_case(alice)
    due = clock.today() + timedelta(days=3)
    action = add_planned_action(
        by=alice, id=new_id(), case=row.pk, text="ໂທຫາ", owner=alice.pk, due=due, call_id=new_id()
    )
    assert [(work.part, work.count) for work in unfinished(row)] == [("plan", 1)]
    with pytest.raises(Refused) as refused:
        asked_to_close(alice, row)
    assert codes(refused) == {"closure_still_open"}
    do_planned_action(by=alice, planned_action=action.pk, call_id=new_id())
    assert asked_to_close(alice, row).state == "asked"


def test_every_kind_of_work_that_a_closure_waits_for_has_a_place_on_the_page() -> None:
    assert len({kind.part for kind in KINDS}) == len(KINDS) == 6
    for kind in KINDS:
        assert set(kind.states) <= set(moves.MACHINES[kind.model.noun].words)
        assert "identification" not in kind.model.noun
