"""Beds of shelters: no bed is given twice, and nobody is named who stays there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from pokpong.areas.protection.actions.services import (
    amend_stay,
    begin_stay,
    cancel_stay,
    change_bed,
    end_stay,
    reserve_bed,
)
from pokpong.areas.protection.models import Case, Stay
from pokpong.areas.protection.queries.services import beds_of
from pokpong.areas.protection.rules.stays import Beds, wrong_bed
from pokpong.areas.protection.states.services import STAY, TAKES_A_BED
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes
from pokpong.areas.protection.tests.factories import NEIGHBOUR, caseworker, member
from pokpong.areas.protection.tests.factories_services import a_shelter, admitted, left, reserved, the_keeper
from pokpong.areas.protection.tests.test_services import closed
from pokpong.foundation.access.models import User
from pokpong.foundation.actions.amend import values_at
from pokpong.foundation.actions.moves import history_of, why_of
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.actions import end_service_offer
from pokpong.registers.institutions.tests.factories import a_service as an_offer

pytestmark = pytest.mark.django_db

REASON = "ຂຽນຜິດກໍລະນີ"


def another_case(by: User) -> Case:
    return a_case(by, person=a_person(by, name="ນາງ ສົມຫວັງ ທົດລອງ"))


def test_a_bed_is_reserved_and_then_taken() -> None:
    bob, shelter, call_id, begun = caseworker(), a_shelter(), new_id(), new_id()
    case, day = a_case(bob), clock.today()
    row = reserve_bed(
        by=bob, id=new_id(), case=case.pk, offer=shelter.pk, bed=1, starts_on=day, note=" ຕ້ອງການລ່າມ ", call_id=call_id
    )
    assert (row.state, row.bed, row.organisation, row.note) == ("reserved", 1, shelter.organisation_id, "ຕ້ອງການລ່າມ")
    assert (row.sex, row.age_band) == ("female", "18-24")
    assert Task.objects.get(subject=row.pk).kind == "stay.begin"
    assert_left_its_traces("stay.reserve", call_id, row)
    assert beds_of([shelter])[shelter.pk] == Beds(2, present=0, reserved=1)
    row = begin_stay(by=bob, stay=row.pk, arrived_on=day, call_id=begun)
    assert (row.state, beds_of([shelter])[shelter.pk].free) == ("in", 1)
    assert Task.objects.get(subject=row.pk).state == "done"
    assert_left_its_traces("stay.begin", begun, row)


def test_somebody_comes_without_a_reservation_and_leaves() -> None:
    bob, shelter, call_id = caseworker(), a_shelter(1), new_id()
    row = admitted(bob, a_case(bob), shelter.pk)
    assert [move.after for move in history_of(row.pk)] == ["reserved", "in"]
    row = end_stay(by=bob, stay=row.pk, left_for="family", note="ພໍ່ມາຮັບ", call_id=call_id)
    assert (row.state, row.left_on, row.left_for) == ("left", clock.today(), "family")
    assert why_of(history_of(row.pk)[-1]) == "ພໍ່ມາຮັບ"
    assert beds_of([shelter])[shelter.pk].free == 1
    assert_left_its_traces("stay.end", call_id, row)


def test_a_bed_is_never_given_twice() -> None:
    bob, shelter = caseworker(), a_shelter(3)
    first = reserved(bob, a_case(bob), shelter.pk, bed=2)
    for give in (reserved, admitted):
        with pytest.raises(Refused) as refused:
            give(bob, another_case(bob), shelter.pk, bed=2)
        assert codes(refused) == {"stay_bed_taken"}
    cancel_stay(by=bob, stay=first.pk, reason=REASON, call_id=new_id())
    assert reserved(bob, another_case(bob), shelter.pk, bed=2).bed == 2


def test_a_full_shelter_takes_nobody_more() -> None:
    bob, shelter = caseworker(), a_shelter(1)
    first = admitted(bob, a_case(bob), shelter.pk)
    waiting = another_case(bob)
    with pytest.raises(Refused) as refused:
        reserved(bob, waiting, shelter.pk)
    assert codes(refused) == {"stay_no_bed_free"}
    left(bob, first)
    assert reserved(bob, waiting, shelter.pk).state == "reserved"


def test_a_shelter_that_counts_no_beds_is_never_full() -> None:
    bob, shelter = caseworker(), a_shelter(None)
    admitted(bob, a_case(bob), shelter.pk)
    admitted(bob, another_case(bob), shelter.pk)
    assert beds_of([shelter])[shelter.pk] == Beds(None, present=2)
    assert beds_of([shelter])[shelter.pk].free is None


def test_one_person_stays_in_one_shelter_at_a_time() -> None:
    bob, here, there = caseworker(), a_shelter(2), a_shelter(2, "ບ້ານພັກທົດລອງສອງ")
    case = a_case(bob)
    first = admitted(bob, case, here.pk)
    with pytest.raises(Refused) as refused:
        admitted(bob, case, there.pk)
    assert codes(refused) == {"stay_already"}
    moving = reserved(bob, case, there.pk)
    with pytest.raises(Refused) as refused:
        reserved(bob, case, there.pk)
    assert codes(refused) == {"stay_reserved_already"}
    with pytest.raises(Refused) as refused:
        begin_stay(by=bob, stay=moving.pk, call_id=new_id())
    assert codes(refused) == {"stay_already"}
    left(bob, first)
    assert begin_stay(by=bob, stay=moving.pk, call_id=new_id()).state == "in"


def test_all_reasons_against_a_bed_come_at_once() -> None:
    bob, shelter, today = caseworker(), a_shelter(1), clock.today()
    admitted(bob, another_case(bob), shelter.pk)
    case = a_case(bob)
    with pytest.raises(Refused) as refused:
        reserved(bob, case, shelter.pk, bed=7, starts_on=today + timedelta(days=500), until_on=today)
    assert codes(refused) == {"stay_bed_unfit", "stay_no_bed_free", "stay_day_far", "stay_ends_before_start"}
    with pytest.raises(Refused) as refused:
        admitted(bob, case, new_id(), starts_on=today + timedelta(days=1))
    assert codes(refused) == {"stay_shelter_unknown", "stay_day_future"}
    assert not Stay.objects.filter(case=case).exists()


def test_only_a_shelter_that_is_offered_has_beds() -> None:
    bob, boss = caseworker(), the_keeper()
    case, ended = a_case(bob), a_shelter()
    end_service_offer(by=boss, service_offer=ended.pk, reason="ປິດແລ້ວ", call_id=new_id())
    for offer in (ended, an_offer(boss, kind="legal_aid")):
        with pytest.raises(Refused) as refused:
            reserved(bob, case, offer.pk)
        assert codes(refused) == {"stay_shelter_unknown"}


def test_another_bed_of_the_same_shelter() -> None:
    bob, shelter, call_id = caseworker(), a_shelter(2), new_id()
    row, other = reserved(bob, a_case(bob), shelter.pk, bed=1), admitted(bob, another_case(bob), shelter.pk, bed=2)
    with pytest.raises(Refused) as refused:
        change_bed(by=bob, stay=row.pk, bed=2, call_id=new_id())
    assert codes(refused) == {"stay_bed_taken"}
    with pytest.raises(Refused) as refused:
        change_bed(by=bob, stay=row.pk, bed=3, call_id=new_id())
    assert codes(refused) == {"stay_bed_unfit"}
    left(bob, other)
    row = change_bed(by=bob, stay=row.pk, bed=2, call_id=call_id)
    assert (row.bed, values_at(row, 1)) == (2, {"bed": 1})
    assert_left_its_traces("stay.change_bed", call_id, row)
    with pytest.raises(Refused) as refused:
        change_bed(by=bob, stay=other.pk, bed=1, call_id=new_id())
    assert codes(refused) == {"stay_ended"}


def test_the_last_day_and_the_note_are_corrected() -> None:
    bob, shelter, call_id, today = caseworker(), a_shelter(), new_id(), clock.today()
    row = admitted(bob, a_case(bob), shelter.pk, until_on=today)
    later = today + timedelta(days=30)
    changes = {"until_on": later.isoformat(), "note": "ຕໍ່ອີກໜຶ່ງເດືອນ"}
    row = amend_stay(by=bob, stay=row.pk, changes=changes, base=1, call_id=call_id)
    assert (row.until_on, row.note, row.is_overdue) == (later, "ຕໍ່ອີກໜຶ່ງເດືອນ", False)
    assert_left_its_traces("stay.amend", call_id, row)
    with pytest.raises(Refused) as refused:
        amend_stay(by=bob, stay=row.pk, changes={"until_on": "2020-01-01"}, base=2, call_id=new_id())
    assert codes(refused) == {"stay_ends_before_start"}
    with pytest.raises(Refused) as refused:
        amend_stay(by=bob, stay=row.pk, changes={"bed": 1}, base=2, call_id=new_id())
    assert codes(refused) == {"unknown_field"}


def test_a_stay_written_by_mistake_is_cancelled_with_its_reason() -> None:
    bob, shelter, call_id = caseworker(), a_shelter(), new_id()
    row = admitted(bob, a_case(bob), shelter.pk)
    with pytest.raises(Refused) as refused:
        cancel_stay(by=bob, stay=row.pk, reason=" ", call_id=new_id())
    assert codes(refused) == {"service_reason_missing"}
    row = cancel_stay(by=bob, stay=row.pk, reason=REASON, call_id=call_id)
    assert (row.state, beds_of([shelter])[shelter.pk].present) == ("cancelled", 0)
    assert_left_its_traces("stay.cancel", call_id, row)


def test_nobody_leaves_before_they_came_or_in_the_future() -> None:
    bob, shelter, today = caseworker(), a_shelter(), clock.today()
    row = admitted(bob, a_case(bob), shelter.pk)
    for day, code in (
        (today - timedelta(days=1), "stay_ends_before_start"),
        (today + timedelta(days=1), "stay_day_future"),
    ):
        with pytest.raises(Refused) as refused:
            end_stay(by=bob, stay=row.pk, left_for="moon", left_on=day, call_id=new_id())
        assert codes(refused) == {code, "stay_left_for_unknown"}


def test_nobody_gives_a_bed_without_the_right_the_place_or_an_open_case() -> None:
    bob, shelter = caseworker(), a_shelter()
    case = a_case(bob)
    with pytest.raises(NotAllowed):
        reserved(member(), case, shelter.pk)
    with pytest.raises(NotThere):
        reserved(caseworker(NEIGHBOUR, "carol"), case, shelter.pk)
    row = reserved(bob, case, shelter.pk)
    with pytest.raises(NotThere):
        begin_stay(by=caseworker(NEIGHBOUR, "dave"), stay=row.pk, call_id=new_id())
    closed(case)
    with pytest.raises(Refused) as refused:
        begin_stay(by=bob, stay=row.pk, call_id=new_id())
    assert codes(refused) == {"case_closed"}


def test_an_ended_stay_does_not_begin_again() -> None:
    bob, shelter = caseworker(), a_shelter()
    row = left(bob, admitted(bob, a_case(bob), shelter.pk))
    with pytest.raises(Refused) as refused:
        begin_stay(by=bob, stay=row.pk, call_id=new_id())
    assert codes(refused) == {"move_not_allowed"}


@for_all(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.none() | st.integers(-2, 8))
def test_a_bed_is_given_only_while_one_is_free(
    capacity: int, present: int, reserved_beds: int, bed: int | None
) -> None:
    beds = Beds(capacity, present, reserved_beds)
    given = not wrong_bed(beds, bed, bed_taken=False)
    assert given == (present + reserved_beds < capacity and (bed is None or 1 <= bed <= capacity))
    assert wrong_bed(beds, bed, bed_taken=True)


@for_all(st.lists(st.integers(0, 9), max_size=12))
def test_every_walk_of_a_stay_ends_and_gives_the_bed_back(turns: list[int]) -> None:
    state = STAY.start
    for turn in turns:
        following = sorted(STAY.next_of(state))
        if not following:
            break
        state = following[turn % len(following)]
    assert (state in TAKES_A_BED) == bool(STAY.next_of(state))
