"""The pages of services, stays and returns, walked as a caseworker does."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from pokpong.areas.protection.models import Service
from pokpong.areas.protection.rules.services import Provided
from pokpong.areas.protection.screens.services.fields import NumberField
from pokpong.areas.protection.screens.services.section import SHOWN
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.factories import NEIGHBOUR, caseworker, supervisor
from pokpong.areas.protection.tests.factories_services import (
    THREE_SESSIONS,
    a_return,
    a_shelter,
    admitted,
    an_office,
    given,
    planned,
    recorded,
)
from pokpong.areas.protection.tests.test_services import a_need, closed
from pokpong.areas.protection.tests.walking import as_, error_codes, queries_of, text_of
from pokpong.areas.protection.tests.walking_services import REASON, at, day, drawn, send
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.money import Money

pytestmark = pytest.mark.django_db


# --- services


def test_a_service_is_planned_given_and_more_is_added_page_by_page() -> None:
    bob, office = caseworker(), an_office()
    case = a_case(bob)
    need = a_need(case)
    told = {
        "kind": "legal_aid",
        "organisation": str(office.pk),
        "need": str(need.pk),
        "quantity": "1,5",
        "unit": "hours",
    }
    answer = send(bob, at("plan", case), told, **day("planned_on"))
    assert answer.url.endswith("#services")
    row = Service.objects.get(case=case)
    assert (row.kind, row.organisation, row.need, row.quantity) == ("legal_aid", office.pk, need.pk, Decimal("1.5"))
    paid = {"quantity": "໒", "unit": "hours", "cost": "1.250.000", "currency": "LAK", "outcome": "helped"}
    send(bob, at("service_deliver", row), paid, **day("delivered_on"))
    row.refresh_from_db()
    assert (row.state, row.quantity, row.money) == ("delivered", Decimal(2), Money(Decimal(1_250_000), "LAK"))
    more = send(bob, at("service_extend", row), {"cost": "10", "currency": "USD"}, **day("delivered_on"))
    assert error_codes(more) == {"cost_currencies_mixed"}
    send(bob, at("service_extend", row), {"quantity": "1", "unit": "hours"}, **day("delivered_on"))
    row.refresh_from_db()
    assert row.quantity == Decimal(3)


def test_recording_may_go_on_with_the_next_one() -> None:
    bob = caseworker()
    case = a_case(bob)
    answer = send(bob, at("record", case), {"kind": "medical", "again": "1"}, **day("delivered_on"))
    assert answer.url == at("record", case)
    answer = send(bob, at("record", case), {"kind": "medical"}, **day("delivered_on"))
    assert answer.url.endswith("#services")
    assert Service.objects.filter(case=case, state="delivered").count() == 2


def test_all_reasons_stand_on_the_page_and_what_was_typed_stays() -> None:
    bob = caseworker()
    case = a_case(bob)
    answer = send(bob, at("record", case), {"kind": "", "quantity": "many", "cost": "3"}, currency="LAK")
    assert error_codes(answer) == {"required", "number_unreadable"}
    assert 'value="many"' in text_of(answer)
    answer = send(bob, at("record", case), {"kind": "medical", "quantity": "-3"}, **day("delivered_on"))
    assert error_codes(answer) == {"service_quantity_unfit", "service_unit_missing"}
    assert not Service.objects.exists()


def test_not_given_cancelled_and_taken_back() -> None:
    bob = caseworker()
    case = a_case(bob)
    row, other = planned(bob, case), planned(bob, case)
    send(bob, at("service_miss", row), {"missed": "no_money"})
    send(bob, at("service_cancel", other), {"reason": REASON})
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.state, row.missed, other.state) == ("not_delivered", "no_money", "cancelled")
    shown = text_of(as_(bob).get(at("service", other)))
    assert REASON in shown
    send(bob, at("service_take_back", row), {"reason": REASON})
    row.refresh_from_db()
    assert row.state == "planned"


def test_a_correction_sends_only_what_the_editor_changed() -> None:
    bob, boss = caseworker(), supervisor()
    row = given(bob, a_case(bob))
    client = as_(bob)
    form = client.get(at("service_amend", row)).context["form"]
    typed = {
        "kind": row.kind,
        "quantity": form["quantity"].value(),
        **{
            name: form[name].value() or ""
            for name in ("unit", "cost", "currency", "outcome", "note", "base", "call_id")
        },
        **day("delivered_on"),
    }
    as_(boss).post(at("service_amend", row), {**typed, "kind": "medical", "call_id": str(row.pk)})
    client.post(at("service_amend", row), {**typed, "quantity": "4"})
    row.refresh_from_db()
    assert (row.kind, row.quantity, row.version) == ("medical", Decimal(4), form["base"].value() + 2)
    shown = as_(bob).get(at("service", row))
    assert len(shown.context["changes"]) >= 2


def test_the_table_shows_every_service_with_sums_of_what_it_shows() -> None:
    bob = caseworker()
    case, office = a_case(bob), an_office("ສູນທົດລອງ ດອກບົວ")
    recorded(bob, case, what=Provided(organisation=office.pk, cost=Decimal(20), currency="USD"))
    recorded(bob, case, "medical", what=Provided(cost=Decimal(500_000), currency="LAK"))
    late = planned(bob, case, "legal_aid", planned_on=clock.today() - timedelta(days=2))
    client = as_(bob)
    shown = client.get(at("list", case))
    assert office.name in text_of(shown)
    assert shown.context["spent"] == "500.000 ກີບ + 20,00 ໂດລາສະຫະລັດ"
    narrowed = client.get(at("list", case), {"services-kind": "medical"})
    assert (narrowed.context["spent"], narrowed.context["table"].total) == ("500.000 ກີບ", 1)
    due = client.get(at("list", case), {"services-due": "due"})
    assert [row.pk for row in due.context["table"].page_rows] == [late.pk]
    assert client.get(at("list", case), {"services-state": "cancelled"}).context["table"].total == 0


def test_the_table_costs_the_same_queries_for_any_number_of_rows() -> None:
    bob = caseworker()
    case = a_case(bob)
    given(bob, case)
    few = queries_of(as_(bob), at("list", case))
    for _ in range(6):
        given(bob, case)
    assert queries_of(as_(bob), at("list", case)) == few


# --- the page of the case


def test_the_sections_show_what_is_there_and_what_may_be_done() -> None:
    bob, shelter = caseworker(), a_shelter()
    case = a_case(bob)
    empty = drawn(bob, case)
    for words in ("No service yet", "No stay in a shelter.", "No return is planned."):
        assert words in empty
    row = planned(bob, case, what=THREE_SESSIONS)
    stay, back = admitted(bob, case, shelter.pk, bed=1), a_return(bob, case)
    full = drawn(bob, case)
    for part, name in ((row, "service"), (row, "service_deliver"), (stay, "stay"), (back, "return")):
        assert at(name, part) in full
    assert "150,000 kip" in full
    for name in ("record", "plan", "reserve"):
        assert at(name, case) in full
    assert at("admit", case) not in full  # stays there already
    assert at("return_plan", case) not in full  # is being prepared already
    resting = drawn(bob, closed(case), at_work=False)
    assert at("service", row) in resting
    for name in ("record", "plan", "reserve", "return_plan"):
        assert at(name, case) not in resting


def test_the_sections_open_nothing_sealed_and_show_the_latest() -> None:
    bob = caseworker()
    case = a_case(bob)
    secret = "ຄວາມລັບທົດລອງ"
    for _ in range(SHOWN + 1):
        recorded(bob, case, what=Provided(note=secret))
    shown = drawn(bob, case)
    assert secret not in shown
    assert "there are more than stand here" in shown
    assert shown.count("/cases/services/") == SHOWN


def test_opening_a_part_leaves_a_reading_event_and_strangers_find_nothing() -> None:
    bob, carol = caseworker(), caseworker(NEIGHBOUR, "carol")
    case = a_case(bob)
    rows = {"service": planned(bob, case), "stay": admitted(bob, case, a_shelter().pk), "return": a_return(bob, case)}
    for name, row in rows.items():
        assert as_(bob).get(at(name, row)).status_code == 200
        assert Reading.objects.get(actor=bob.pk, kind=name).shown == [str(row.pk)]
        assert as_(carol).get(at(name, row)).status_code == 404

    for name in ("plan", "record", "reserve", "admit", "return_plan", "list"):
        assert as_(carol).get(at(name, case)).status_code == 404


def test_steps_of_a_closed_case_are_not_offered() -> None:
    bob = caseworker()
    case = a_case(bob)
    row = planned(bob, case)
    assert at("service_deliver", row) in text_of(as_(bob).get(at("service", row)))
    closed(case)
    assert as_(bob).get(at("service", row)).context["steps"] == []


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [("lo", "1.250,5", "1250.5"), ("lo", "໑໒", "12"), ("en", "1,250.5", "1250.5"), ("en", " 7 ", "7")],
)
def test_numbers_are_read_as_the_language_writes_them(language: str, typed: str, meant: str) -> None:
    with override(language):
        number = NumberField().clean(typed)
        assert number == Decimal(meant)
        assert NumberField().clean(NumberField().prepare_value(number)) == number
