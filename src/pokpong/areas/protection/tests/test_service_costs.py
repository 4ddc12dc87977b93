"""More of a service, and what services cost: two currencies are never added up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from pokpong.areas.protection.actions.services import (
    cancel_service,
    extend_service,
)
from pokpong.areas.protection.models import Service
from pokpong.areas.protection.queries.services import costs, services_of
from pokpong.areas.protection.rules.services import Provided, added_up, wrong_amounts
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes
from pokpong.areas.protection.tests.factories import caseworker
from pokpong.areas.protection.tests.factories_services import (
    THREE_SESSIONS,
    given,
    planned,
    recorded,
)
from pokpong.foundation.actions.amend import values_at
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.money import Money
from pokpong.foundation.kernel.problems import Refused

pytestmark = pytest.mark.django_db
NO_CURRENCY = "X" * 3  # what ISO 4217 says where no currency is meant
REASON = "ລາວບອກວ່າບໍ່ຕ້ອງການແລ້ວ"


def test_more_is_added_to_a_service_that_was_given() -> None:
    bob, call_id = caseworker(), new_id()
    row = given(bob, a_case(bob))
    row = extend_service(by=bob, service=row.pk, what=THREE_SESSIONS, call_id=call_id)
    assert (row.quantity, row.money) == (Decimal(6), Money(Decimal(300_000), "LAK"))
    assert values_at(row, row.version - 1)["quantity"] == Decimal(3)
    assert_left_its_traces("service.extend", call_id, row)


def test_costs_in_two_currencies_are_never_added_up() -> None:
    bob = caseworker()
    row = given(bob, a_case(bob))
    with pytest.raises(Refused) as refused:
        extend_service(by=bob, service=row.pk, what=Provided(cost=Decimal(20), currency="USD"), call_id=new_id())
    assert codes(refused) == {"cost_currencies_mixed"}
    assert Service.objects.get(pk=row.pk).money == Money(Decimal(150_000), "LAK")


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (Provided(), "service_nothing_added"),
        (Provided(quantity=Decimal(1), unit="hours"), "service_units_mixed"),
        (Provided(quantity=Decimal(1)), "service_unit_missing"),
    ],
)
def test_what_does_not_fit_is_not_added(what: Provided, code: str) -> None:
    bob = caseworker()
    row = given(bob, a_case(bob))
    with pytest.raises(Refused) as refused:
        extend_service(by=bob, service=row.pk, what=what, call_id=new_id())
    assert code in codes(refused)


def test_nothing_is_added_to_what_was_not_given() -> None:
    bob = caseworker()
    row = planned(bob, a_case(bob))
    with pytest.raises(Refused) as refused:
        extend_service(by=bob, service=row.pk, what=THREE_SESSIONS, call_id=new_id())
    assert codes(refused) == {"service_not_delivered"}


def test_the_costs_of_a_case_stand_by_state_and_currency() -> None:
    bob = caseworker()
    case = a_case(bob)
    for amount, currency in ((100_000, "LAK"), (50_000, "LAK"), (20, "USD")):
        recorded(bob, case, what=Provided(cost=Decimal(amount), currency=currency))
    planned(bob, case, what=Provided(cost=Decimal(7), currency="USD"))
    cancelled = planned(bob, case, what=Provided(cost=Decimal(9), currency="USD"))
    cancel_service(by=bob, service=cancelled.pk, reason=REASON, call_id=new_id())
    assert costs(services_of(case)) == {
        "delivered": [Money(Decimal(150_000), "LAK"), Money(Decimal(20), "USD")],
        "planned": [Money(Decimal(7), "USD")],
    }


@for_all(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(["LAK", "USD", "THB"])), max_size=6))
def test_one_sum_or_a_refusal(amounts: list[tuple[int, str]]) -> None:
    money = [Money(Decimal(amount), currency) for amount, currency in amounts]
    if len({currency for _, currency in amounts}) > 1:
        with pytest.raises(Refused) as refused:
            added_up(money)
        assert codes(refused) == {"cost_currencies_mixed"}
        return
    total = added_up(money)
    assert (total.amount if total else Decimal(0)) == sum(amount for amount, _ in amounts)


@for_all(st.decimals(allow_nan=True, allow_infinity=True), st.sampled_from(["LAK", "USD", "QQQ", NO_CURRENCY, ""]))
def test_any_number_is_answered_never_a_crash(number: Decimal, currency: str) -> None:
    found = {problem.code for problem in wrong_amounts(number, "sessions", number, currency)}
    if not number.is_finite() or number < 0:
        assert {"service_quantity_unfit", "service_cost_unfit"} <= found
    elif not found:
        assert Money(number, currency).amount == number
