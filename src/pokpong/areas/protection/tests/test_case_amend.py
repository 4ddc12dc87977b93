"""Correcting a case: old values stay, two edits of one field are put to a choice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pokpong.areas.protection.actions.cases import amend_case
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.screens.cases.history import changes_of, old_words
from pokpong.areas.protection.tests.cases import a_case, a_closed_case
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes
from pokpong.areas.protection.tests.factories import DISTRICT, NEIGHBOUR, PROVINCE, VILLAGE, caseworker, supervisor
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.amend import values_at
from pokpong.foundation.actions.conflicts import settle_conflict
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db


def amended(by: User, case: Case, base: int = 1, **changes: Any) -> Case:
    return amend_case(by=by, case=case.pk, changes=changes, base=base, call_id=new_id())


def test_a_correction_keeps_what_stood_there() -> None:
    alice, call = caseworker(), new_id()
    row = a_case(alice, summary="ເກົ່າ")
    done = amend_case(by=alice, case=row.pk, changes={"summary": " ໃໝ່ "}, base=1, call_id=call)
    assert_left_its_traces("case.amend", call, row)
    assert (done.summary, done.version) == ("ໃໝ່", 2)
    assert [(change.value, change.who) for change in changes_of(done)] == [(["ເກົ່າ"], alice.display_name)]
    assert values_at(done, 1) == {"summary": "ເກົ່າ"}


def test_every_amendable_field_changes() -> None:
    alice, yesterday = caseworker(), clock.today() - timedelta(days=1)
    row = a_case(alice, summary="ກ")
    done = amended(alice, row, origin="hotline", opened_on=str(yesterday), place_path=NEIGHBOUR, summary="")
    assert (done.origin, done.opened_on, done.place_path, done.summary) == ("hotline", yesterday, NEIGHBOUR, None)
    assert done.district_path == DISTRICT  # a fact of the day it was opened


def test_another_district_takes_the_waiting_look_at_the_risk_along() -> None:
    alice = caseworker()
    row = a_case(alice)
    amended(alice, row, place_path=NEIGHBOUR)
    waits = Task.objects.get(subject=row.pk, state="open")
    assert (waits.place_path, waits.escalates_path) == (NEIGHBOUR, NEIGHBOUR)
    assert Task.objects.filter(subject=row.pk, state="cancelled").count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"origin": "x"}, "case_origin_unknown"),
        ({"place_path": ""}, "case_district_missing"),
        ({"place_path": VILLAGE}, "case_place_too_deep"),
        ({"place_path": "LA16/LA1699/"}, "case_place_unknown"),
        ({"opened_on": None}, "case_opened_missing"),
        ({"opened_on": "some day"}, "case_opened_missing"),
        ({"opened_on": str(clock.today() + timedelta(days=1))}, "case_opened_later"),
        ({"summary": "ກ" * 4001}, "case_summary_too_long"),
        ({"lead": str(new_id())}, "unknown_field"),
        ({"state": "closed"}, "unknown_field"),
    ],
)
def test_what_is_wrong_is_refused(changes: dict[str, Any], code: str) -> None:
    alice = caseworker()
    row = a_case(alice)
    with pytest.raises(Refused) as refused:
        amended(alice, row, **changes)
    assert codes(refused) == {code}
    assert Case.objects.get(pk=row.pk).version == 1


def test_two_edits_of_one_field_become_a_choice() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_case(alice, summary="ຕົ້ນ")
    amended(boss, row, summary="ຂອງຫົວໜ້າ")
    amended(alice, row, summary="ຂອງຂ້ອຍ", origin="hotline")
    kept = Case.objects.get(pk=row.pk)
    assert (kept.summary, kept.origin) == ("ຂອງຫົວໜ້າ", "hotline")
    conflict = Conflict.objects.get(row=row.pk)
    settle_conflict(by=boss, conflict=conflict.pk, choice="offered", call_id=new_id())
    assert Case.objects.get(pk=row.pk).summary == "ຂອງຂ້ອຍ"


def test_a_district_chosen_in_a_conflict_takes_the_tasks_along() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_case(alice)
    amended(boss, row, place_path=PROVINCE)
    amended(alice, row, place_path=NEIGHBOUR)
    settle_conflict(by=boss, conflict=Conflict.objects.get().pk, choice="offered", call_id=new_id())
    assert Task.objects.get(subject=row.pk, state="open").place_path == NEIGHBOUR


def test_neither_another_role_nor_another_place_nor_a_closed_case() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_case(alice)
    with pytest.raises(NotThere):
        amended(caseworker(NEIGHBOUR, "bob"), row, summary="x")
    with pytest.raises(NotAllowed):
        amended(make_user("chair", "chair", PROVINCE), row, summary="x")
    with pytest.raises(Refused) as refused:
        amended(alice, a_closed_case(alice, boss), summary="x")
    assert codes(refused) == {"case_closed"}


def test_old_values_are_told_in_words() -> None:
    alice = caseworker()
    assert old_words("origin", "walk_in") != "walk_in"
    assert old_words("lead", str(alice.pk)) == alice.display_name
    assert old_words("summary", None) == ""
    assert "LA16" not in str(old_words("place_path", DISTRICT))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text("ກຂຄ ", min_size=1, max_size=6), min_size=1, max_size=4))
def test_every_version_can_be_read_back(texts: list[str]) -> None:
    alice = caseworker(name=f"alice-{new_id().hex}")
    row = a_case(alice)
    stood = {1: None}
    for text in texts:
        row.refresh_from_db()
        done = amended(alice, row, base=row.version, summary=text)
        stood[done.version] = done.summary
    row.refresh_from_db()
    for version, summary in stood.items():
        assert ({"summary": row.summary} | values_at(row, version))["summary"] == summary
