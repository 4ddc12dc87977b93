"""Services planned and given, and what they cost."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from pokpong.areas.protection.actions.services import (
    cancel_service,
    deliver_service,
    miss_service,
    plan_service,
    record_service,
    take_back_service,
)
from pokpong.areas.protection.models import Case, Need, Service
from pokpong.areas.protection.rules import services as rules
from pokpong.areas.protection.rules.services import Provided
from pokpong.areas.protection.states.services import SERVICE
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes
from pokpong.areas.protection.tests.factories import NEIGHBOUR, caseworker, member, supervisor
from pokpong.areas.protection.tests.factories_services import (
    THREE_SESSIONS,
    a_shelter,
    an_office,
    given,
    planned,
    recorded,
)
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.amend import values_at
from pokpong.foundation.actions.moves import history_of, why_of
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.money import Money
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db

REASON = "ລາວບອກວ່າບໍ່ຕ້ອງການແລ້ວ"


def closed(case: Case) -> Case:
    """As it stands after its closure was approved."""
    with writing.opened("tests"):
        case.state = "closed"
        case.save()
    return case


def a_need(case: Case) -> Need:
    with writing.opened("tests"):
        need = Need(case=case, key_id=case.key_id, domain="health", urgency="soon", noted_by=case.lead)
        need.save(force_insert=True)
    return need


def waiting(row: Service) -> list[str]:
    return list(Task.objects.filter(subject=row.pk, state="open").values_list("kind", flat=True))


# --- planning


def test_a_service_is_planned_with_the_facts_of_the_day_and_its_lead_is_reminded() -> None:
    bob, call_id, day = caseworker(), new_id(), clock.today() + timedelta(days=3)
    case, office = a_case(bob), an_office()
    what = Provided(organisation=office.pk, need=a_need(case).pk, quantity=Decimal("2.5"), unit="hours", note=" ດ່ວນ ")
    row = plan_service(by=bob, id=new_id(), case=case.pk, kind="legal_aid", planned_on=day, what=what, call_id=call_id)
    row = Service.objects.get(pk=row.pk)
    assert (row.state, row.kind, row.quantity, row.unit, row.note) == (
        "planned",
        "legal_aid",
        Decimal("2.5"),
        "hours",
        "ດ່ວນ",
    )
    assert (row.sex, row.age_band, row.district_path) == ("female", "18-24", "LA16/LA1601/")
    task = Task.objects.get(subject=row.pk)
    assert (task.kind, task.user, task.due.date() >= day) == ("service.deliver", bob.pk, True)
    assert row.key_id == case.key_id
    assert_left_its_traces("service.plan", call_id, row)


def test_the_directory_is_linked_when_the_organisation_offers_one_service_of_the_kind() -> None:
    bob, shelter = caseworker(), a_shelter()
    case = a_case(bob)
    assert planned(bob, case, "shelter", what=Provided(organisation=shelter.organisation_id)).offer == shelter.pk
    assert planned(bob, case, "legal_aid", what=Provided(organisation=shelter.organisation_id)).offer is None
    named = Provided(organisation=shelter.organisation_id, offer=new_id())
    assert planned(bob, case, "shelter", what=named).offer == shelter.pk


def test_all_reasons_against_a_service_come_at_once_and_nothing_is_written() -> None:
    bob = caseworker()
    what = Provided(
        organisation=new_id(),
        need=a_need(a_case(supervisor())).pk,
        referral=new_id(),
        quantity=Decimal(-1),
        unit="pinches",
        cost=Decimal("1.5"),
        currency="LAK",
        outcome="magic",
        note="ກ" * (rules.NOTE_LIMIT + 1),
    )
    case = a_case(bob)
    with pytest.raises(Refused) as refused:
        planned(bob, case, "magic", what=what, planned_on=date(1890, 1, 1))
    assert codes(refused) == {
        *("service_kind_unknown", "service_quantity_unfit", "service_unit_missing", "service_cost_too_fine"),
        *("service_outcome_unknown", "service_note_too_long", "service_organisation_unknown"),
        *("service_need_unknown", "service_referral_unknown", "service_day_too_early"),
    }
    assert not Service.objects.filter(case=case).exists()


def test_nobody_plans_without_the_right_the_place_or_an_open_case() -> None:
    bob = caseworker()
    case = a_case(bob)
    with pytest.raises(NotAllowed):
        planned(member(), case)
    with pytest.raises(NotThere):
        planned(caseworker(NEIGHBOUR, "carol"), case)
    closed(case)
    for act in (planned, recorded):
        with pytest.raises(Refused) as refused:
            act(bob, case)
        assert codes(refused) == {"case_closed"}


def test_no_service_waits_for_consent_or_identification() -> None:
    """The person first: neither is asked for anywhere on the way."""
    bob = caseworker()
    assert given(bob, a_case(bob)).state == "delivered"


# --- given, or not


def test_a_planned_service_is_given_and_the_reminder_ends() -> None:
    bob, call_id = caseworker(), new_id()
    case = a_case(bob)
    row = planned(bob, case, planned_on=clock.today(), what=Provided(quantity=Decimal(1), unit="days", note="ກ່ອນ"))
    assert waiting(row) == ["service.deliver"]
    what = Provided(quantity=Decimal(3), unit="sessions", cost=Decimal(20), currency="USD", outcome="helped", note="ຫຼັງ")
    deliver_service(by=bob, service=row.pk, delivered_on=clock.today(), what=what, call_id=call_id)
    row = Service.objects.get(pk=row.pk)
    assert (row.state, row.delivered_on, row.outcome, row.note) == ("delivered", clock.today(), "helped", "ຫຼັງ")
    assert row.money == Money(Decimal(20), "USD")
    assert values_at(row, 1)["note"] == "ກ່ອນ"
    assert waiting(row) == []
    assert_left_its_traces("service.deliver", call_id, row)


def test_what_is_not_told_when_it_is_given_stays_as_planned() -> None:
    bob = caseworker()
    row = planned(bob, a_case(bob), what=THREE_SESSIONS)
    row = deliver_service(by=bob, service=row.pk, call_id=new_id())
    assert (row.quantity, row.unit, row.cost, row.currency) == (Decimal(3), "sessions", Decimal(150_000), "LAK")


def test_the_facts_are_those_of_the_day_it_was_given() -> None:
    bob = caseworker()
    case = a_case(bob, person=a_person(bob))
    row = planned(bob, case)
    with writing.opened("tests"):
        case.person.disability = "yes"
        case.person.save()
    assert (row.disability, deliver_service(by=bob, service=row.pk, call_id=new_id()).disability) == ("unknown", "yes")


def test_a_service_that_was_given_is_recorded_in_one_step() -> None:
    bob, call_id = caseworker(), new_id()
    case = a_case(bob)
    row = record_service(by=bob, id=new_id(), case=case.pk, kind="medical", what=THREE_SESSIONS, call_id=call_id)
    assert (row.state, row.delivered_on) == ("delivered", clock.today())
    assert [move.after for move in history_of(row.pk)] == ["planned", "delivered"]
    assert_left_its_traces("service.record", call_id, row)
    again = record_service(by=bob, id=row.pk, case=case.pk, kind="medical", what=THREE_SESSIONS, call_id=call_id)
    assert (again.pk, Service.objects.count()) == (row.pk, 1)


def test_nothing_was_given_tomorrow() -> None:
    bob, tomorrow = caseworker(), clock.today() + timedelta(days=1)
    case = a_case(bob)
    with pytest.raises(Refused) as refused:
        recorded(bob, case, delivered_on=tomorrow)
    assert codes(refused) == {"service_day_future"}
    row = planned(bob, case)
    with pytest.raises(Refused) as refused:
        deliver_service(by=bob, service=row.pk, delivered_on=tomorrow, call_id=new_id())
    assert codes(refused) == {"service_day_future"}
    assert Service.objects.get(pk=row.pk).state == "planned"


def test_a_service_that_was_not_given_says_why() -> None:
    bob, call_id = caseworker(), new_id()
    row = planned(bob, a_case(bob), planned_on=clock.today())
    for missed, reason, code in (("tired", "", "service_missed_unknown"), ("other", "", "service_reason_missing")):
        with pytest.raises(Refused) as refused:
            miss_service(by=bob, service=row.pk, missed=missed, reason=reason, call_id=new_id())
        assert codes(refused) == {code}
    row = miss_service(by=bob, service=row.pk, missed="not_wanted", reason=REASON, call_id=call_id)
    assert (row.state, row.missed, waiting(row)) == ("not_delivered", "not_wanted", [])
    assert why_of(history_of(row.pk)[-1]) == REASON
    assert_left_its_traces("service.miss", call_id, row)


def test_cancelled_and_taken_back_it_is_planned_again() -> None:
    bob, call_id, back = caseworker(), new_id(), new_id()
    row = planned(bob, a_case(bob), planned_on=clock.today())
    with pytest.raises(Refused) as refused:
        cancel_service(by=bob, service=row.pk, reason="", call_id=new_id())
    assert codes(refused) == {"service_reason_missing"}
    row = cancel_service(by=bob, service=row.pk, reason=REASON, call_id=call_id)
    assert (row.state, waiting(row)) == ("cancelled", [])
    assert_left_its_traces("service.cancel", call_id, row)
    row = take_back_service(by=bob, service=row.pk, reason=REASON, call_id=back)
    assert (row.state, waiting(row)) == ("planned", ["service.deliver"])
    assert_left_its_traces("service.take_back", back, row)


def test_what_was_given_by_mistake_keeps_its_old_values() -> None:
    bob = caseworker()
    row = given(bob, a_case(bob), Provided(outcome="helped"))
    row = take_back_service(by=bob, service=row.pk, reason=REASON, call_id=new_id())
    assert (row.state, row.delivered_on, row.outcome) == ("planned", None, "")
    assert values_at(row, row.version - 1)["outcome"] == "helped"


@pytest.mark.parametrize("state", sorted(SERVICE.words))
def test_only_the_moves_of_the_table_are_done(state: str) -> None:
    bob = caseworker()
    row = planned(bob, a_case(bob))
    with writing.opened("tests"):
        row.state = state
        row.save()
    acts: dict[str, tuple[str, Any, dict[str, Any]]] = {
        "service.deliver": ("delivered", deliver_service, {}),
        "service.miss": ("not_delivered", miss_service, {"missed": "not_safe"}),
        "service.cancel": ("cancelled", cancel_service, {"reason": REASON}),
        "service.take_back": ("planned", take_back_service, {"reason": REASON}),
    }
    for name, (after, act, more) in acts.items():
        if not SERVICE.allows(state, after, name):
            with pytest.raises(Refused) as refused:
                act(by=bob, service=row.pk, call_id=new_id(), **more)
            assert codes(refused) == {"move_not_allowed"}


# --- who sees them


def test_a_service_is_seen_with_its_case_and_only_so() -> None:
    bob = caseworker()
    row = planned(bob, a_case(bob))
    assert list(Service.objects.visible_to(supervisor())) == [row]
    for stranger in (caseworker(name="dave"), make_user("eve", "administrator"), make_user("fay", "donor")):
        assert not Service.objects.visible_to(stranger).exists()
