"""Returns home: agreed by the person, safe, step by step."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from pokpong.areas.protection.actions.services import (
    agree_to_return,
    amend_return,
    cancel_return,
    plan_return,
    receive_return,
    set_out,
)
from pokpong.areas.protection.models import ReturnHome
from pokpong.areas.protection.rules.returns import unsafe
from pokpong.areas.protection.states.services import RETURN, RETURN_RUNNING
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes
from pokpong.areas.protection.tests.factories import DISTRICT, NEIGHBOUR, VILLAGE, caseworker, member, supervisor
from pokpong.areas.protection.tests.factories_services import a_return, a_way, agreed, an_office
from pokpong.areas.protection.tests.test_services import closed
from pokpong.areas.protection.vocabulary import returns as vocabulary
from pokpong.foundation.actions.amend import values_at
from pokpong.foundation.actions.conflicts import settle_conflict
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.actions.moves import history_of, why_of
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db

AGREED = "ລາວບອກເປັນພາສາລາວວ່າຢາກກັບບ້ານ"
REASON = "ຄອບຄົວຍັງບໍ່ພ້ອມ"


def test_the_way_home_from_the_plan_to_the_arrival() -> None:
    bob, today, calls = caseworker(), clock.today(), [new_id() for _ in range(4)]
    case = a_case(bob)
    way = a_way(kind="from_abroad", country="TH", organisation=an_office().pk, planned_on=today, note="ແມ່ລໍຖ້າ")
    row = plan_return(by=bob, id=new_id(), case=case.pk, way=way, call_id=calls[0])
    assert (row.state, row.to_path, row.country, row.note) == ("planned", DISTRICT, "TH", "ແມ່ລໍຖ້າ")
    agree_to_return(by=bob, return_home=row.pk, agreement=AGREED, call_id=calls[1])
    set_out(by=bob, return_home=row.pk, call_id=calls[2])
    row = receive_return(by=bob, return_home=row.pk, note="ພໍ່ແມ່ຮັບດີ", call_id=calls[3])
    row = ReturnHome.objects.get(pk=row.pk)
    assert (row.state, row.agreement) == ("received", AGREED)
    assert {row.agreed_on, row.left_on, row.received_on} == {today}
    assert why_of(history_of(row.pk)[-1]) == "ພໍ່ແມ່ຮັບດີ"
    for name, call_id in zip(("plan", "agree", "set_out", "receive"), calls, strict=True):
        assert_left_its_traces(f"return.{name}", call_id, row)


def test_all_reasons_against_a_way_come_at_once() -> None:
    bob = caseworker()
    case = a_case(bob)
    way = a_way(kind="from_abroad", country="LA", district_path="", destination="moon", assessment="?", escort="?")
    with pytest.raises(Refused) as refused:
        a_return(bob, case, way)
    assert codes(refused) == {
        *("return_country_unknown", "return_district_missing", "return_destination_unknown"),
        *("return_assessment_unknown", "return_escort_unknown"),
    }
    with pytest.raises(Refused) as refused:
        a_return(bob, case, a_way(kind="sideways", district_path=VILLAGE, organisation=new_id()))
    assert codes(refused) == {"return_kind_unknown", "return_place_too_deep", "service_organisation_unknown"}
    with pytest.raises(Refused) as refused:
        a_return(bob, case, a_way(district_path="LA99/LA9999/"))
    assert codes(refused) == {"return_district_missing"}
    assert not ReturnHome.objects.exists()


def test_one_return_is_prepared_at_a_time() -> None:
    bob = caseworker()
    case = a_case(bob)
    first = a_return(bob, case)
    with pytest.raises(Refused) as refused:
        a_return(bob, case)
    assert codes(refused) == {"return_running"}
    cancel_return(by=bob, return_home=first.pk, reason=REASON, call_id=new_id())
    assert a_return(bob, case).state == "planned"


def test_nobody_sets_out_without_having_agreed() -> None:
    bob = caseworker()
    row = a_return(bob, a_case(bob))
    with pytest.raises(Refused) as refused:
        set_out(by=bob, return_home=row.pk, call_id=new_id())
    assert codes(refused) == {"move_not_allowed"}
    with pytest.raises(Refused) as refused:
        agree_to_return(by=bob, return_home=row.pk, agreement=" ", call_id=new_id())
    assert codes(refused) == {"return_agreement_missing"}


def test_nobody_is_brought_to_a_family_that_is_not_safe() -> None:
    bob = caseworker()
    row = a_return(bob, a_case(bob), a_way(assessment="not_safe"))
    with pytest.raises(Refused) as refused:
        agree_to_return(by=bob, return_home=row.pk, agreement=AGREED, call_id=new_id())
    assert codes(refused) == {"return_not_safe"}
    amend_return(by=bob, return_home=row.pk, changes={"destination": "relatives"}, base=1, call_id=new_id())
    assert agree_to_return(by=bob, return_home=row.pk, agreement=AGREED, call_id=new_id()).state == "agreed"


def test_what_became_unsafe_after_the_agreement_stops_the_way() -> None:
    bob = caseworker()
    row = agreed(bob, a_case(bob))
    amend_return(by=bob, return_home=row.pk, changes={"assessment": "not_safe"}, base=row.version, call_id=new_id())
    with pytest.raises(Refused) as refused:
        set_out(by=bob, return_home=row.pk, call_id=new_id())
    assert codes(refused) == {"return_not_safe"}


def test_a_child_returns_with_somebody_and_to_a_family_found_safe() -> None:
    bob = caseworker()
    case = a_case(bob, person=a_person(bob, age=13))
    row = a_return(bob, case, a_way(assessment="not_done", escort="none"))
    with pytest.raises(Refused) as refused:
        agree_to_return(by=bob, return_home=row.pk, agreement=AGREED, call_id=new_id())
    assert codes(refused) == {"return_child_unassessed", "return_child_alone"}
    changes = {"assessment": "safe_with_help", "escort": "caseworker"}
    amend_return(by=bob, return_home=row.pk, changes=changes, base=1, call_id=new_id())
    assert agree_to_return(by=bob, return_home=row.pk, agreement=AGREED, call_id=new_id()).state == "agreed"


def test_another_way_than_the_person_agreed_to_is_asked_again() -> None:
    bob, call_id = caseworker(), new_id()
    row = agreed(bob, a_case(bob))
    row = amend_return(by=bob, return_home=row.pk, changes={"to_path": NEIGHBOUR}, base=row.version, call_id=call_id)
    assert (row.state, row.agreed_on, row.agreement, row.to_path) == ("planned", None, None, NEIGHBOUR)
    assert "ຢາກກັບບ້ານ" in values_at(row, row.version - 1)["agreement"]
    assert_left_its_traces("return.amend", call_id, row)
    again = agree_to_return(by=bob, return_home=row.pk, agreement=AGREED, call_id=new_id())
    kept = amend_return(by=bob, return_home=row.pk, changes={"note": "ມື້ອື່ນ"}, base=again.version, call_id=new_id())
    assert kept.state == "agreed"


def test_a_choice_between_two_ways_asks_again_too() -> None:
    bob, boss = caseworker(), supervisor()
    row = a_return(bob, a_case(bob))
    amend_return(by=bob, return_home=row.pk, changes={"destination": "relatives"}, base=1, call_id=new_id())
    amend_return(by=boss, return_home=row.pk, changes={"destination": "own_home"}, base=1, call_id=new_id())
    agree_to_return(by=bob, return_home=row.pk, agreement=AGREED, call_id=new_id())
    settle_conflict(by=boss, conflict=Conflict.objects.get(row=row.pk).pk, choice="offered", call_id=new_id())
    row = ReturnHome.objects.get(pk=row.pk)
    assert (row.state, row.destination) == ("planned", "own_home")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"state": "received"}, "unknown_field"),
        ({"to_path": VILLAGE}, "return_place_too_deep"),
        ({"country": "TH"}, "return_country_unknown"),
        ({"organisation": str(new_id())}, "service_organisation_unknown"),
    ],
)
def test_a_wrong_correction_is_refused(changes: dict[str, Any], code: str) -> None:
    bob = caseworker()
    row = a_return(bob, a_case(bob))
    with pytest.raises(Refused) as refused:
        amend_return(by=bob, return_home=row.pk, changes=changes, base=1, call_id=new_id())
    assert codes(refused) == {code}


def test_the_steps_lie_in_order_and_not_in_the_future() -> None:
    bob, today = caseworker(), clock.today()
    row = agreed(bob, a_case(bob))
    for days, code in ((-1, "return_day_out_of_order"), (1, "return_day_future")):
        with pytest.raises(Refused) as refused:
            set_out(by=bob, return_home=row.pk, left_on=today + timedelta(days=days), call_id=new_id())
        assert codes(refused) == {code}


def test_a_return_is_cancelled_with_a_reason_and_the_case_goes_on() -> None:
    bob, call_id = caseworker(), new_id()
    case = a_case(bob)
    row = agreed(bob, case)
    with pytest.raises(Refused) as refused:
        cancel_return(by=bob, return_home=row.pk, reason="", call_id=new_id())
    assert codes(refused) == {"service_reason_missing"}
    row = cancel_return(by=bob, return_home=row.pk, reason=REASON, call_id=call_id)
    case.refresh_from_db()
    assert (row.state, case.state) == ("cancelled", "open")
    assert_left_its_traces("return.cancel", call_id, row)


def test_nobody_plans_a_return_without_the_right_the_place_or_an_open_case() -> None:
    bob = caseworker()
    case = a_case(bob)
    with pytest.raises(NotAllowed):
        a_return(member(), case)
    with pytest.raises(NotThere):
        a_return(caseworker(NEIGHBOUR, "carol"), case)
    row = a_return(bob, case)
    with pytest.raises(NotThere):
        set_out(by=caseworker(NEIGHBOUR, "dave"), return_home=row.pk, call_id=new_id())
    closed(case)
    with pytest.raises(Refused) as refused:
        cancel_return(by=bob, return_home=row.pk, reason=REASON, call_id=new_id())
    assert codes(refused) == {"case_closed"}


@for_all(
    st.sampled_from(sorted(vocabulary.DESTINATIONS)),
    st.sampled_from(sorted(vocabulary.ASSESSMENTS)),
    st.sampled_from(sorted(vocabulary.ESCORTS)),
    st.sampled_from(["0-11", "15-17", "18-24", "60+", "unknown"]),
)
def test_no_way_leads_into_danger(destination: str, assessment: str, escort: str, band: str) -> None:
    allowed = not unsafe(destination=destination, assessment=assessment, escort=escort, age_band=band)
    child = band in ("0-11", "15-17")
    if destination == "family" and assessment == "not_safe":
        assert not allowed
    elif child:
        assert allowed == (escort != "none" and (destination != "family" or assessment in ("safe", "safe_with_help")))
    else:
        assert allowed


@for_all(st.lists(st.integers(0, 9), max_size=12))
def test_nobody_is_on_the_way_without_an_agreement_before(turns: list[int]) -> None:
    state, walked = RETURN.start, [RETURN.start]
    for turn in turns:
        following = sorted(RETURN.next_of(state))
        if not following:
            break
        state = following[turn % len(following)]
        walked.append(state)
    if "on_the_way" in walked:
        assert walked[walked.index("on_the_way") - 1] == "agreed"
    assert (state in RETURN_RUNNING) == bool(RETURN.next_of(state))
