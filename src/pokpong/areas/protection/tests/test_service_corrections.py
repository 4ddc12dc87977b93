"""Corrections of services; two editors of one field leave a choice."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from pokpong.areas.protection.actions.services import (
    amend_service,
)
from pokpong.areas.protection.models import Service
from pokpong.areas.protection.rules.services import Provided
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes
from pokpong.areas.protection.tests.factories import caseworker, supervisor
from pokpong.areas.protection.tests.factories_services import (
    an_office,
    given,
    planned,
)
from pokpong.foundation.actions.amend import values_at
from pokpong.foundation.actions.conflicts import settle_conflict
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused

pytestmark = pytest.mark.django_db


def test_a_service_is_corrected_and_the_old_values_are_kept() -> None:
    bob, call_id, office = caseworker(), new_id(), an_office()
    row = given(bob, a_case(bob))
    changes = {"kind": "legal_aid", "quantity": "4", "organisation": str(office.pk), "note": " ແກ້ "}
    row = amend_service(by=bob, service=row.pk, changes=changes, base=row.version, call_id=call_id)
    assert (row.kind, row.quantity, row.organisation, row.note) == ("legal_aid", Decimal(4), office.pk, "ແກ້")
    assert values_at(row, row.version - 1)["kind"] == "psychosocial"
    assert_left_its_traces("service.amend", call_id, row)


def test_another_day_moves_the_reminder() -> None:
    bob, later = caseworker(), clock.today() + timedelta(days=9)
    row = planned(bob, a_case(bob), planned_on=clock.today())
    amend_service(by=bob, service=row.pk, changes={"planned_on": later.isoformat()}, base=1, call_id=new_id())
    assert [task.due.date() >= later for task in Task.objects.filter(subject=row.pk, state="open")] == [True]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"state": "cancelled"}, "unknown_field"),
        ({"kind": "magic"}, "service_kind_unknown"),
        ({"cost": None}, "service_cost_unfit"),
        ({"delivered_on": None}, "service_day_missing"),
        ({"quantity": "many"}, "wrong_argument"),
        ({"organisation": str(new_id())}, "service_organisation_unknown"),
    ],
)
def test_a_wrong_correction_is_refused(changes: dict[str, Any], code: str) -> None:
    bob = caseworker()
    row = given(bob, a_case(bob))
    with pytest.raises(Refused) as refused:
        amend_service(by=bob, service=row.pk, changes=changes, base=row.version, call_id=new_id())
    assert code in codes(refused)
    assert Service.objects.get(pk=row.pk).version == row.version


def test_two_editors_of_one_field_leave_a_choice_and_amount_and_currency_stay_together() -> None:
    bob, boss = caseworker(), supervisor()
    row = planned(bob, a_case(bob), what=Provided(cost=Decimal(50), currency="USD"))
    amend_service(by=bob, service=row.pk, changes={"cost": "60"}, base=1, call_id=new_id())
    amend_service(by=boss, service=row.pk, changes={"cost": None, "currency": ""}, base=1, call_id=new_id())
    row = Service.objects.get(pk=row.pk)
    assert (row.cost, row.currency) == (None, "")  # 60 of nothing is no cost; the conflict keeps both
    conflict = Conflict.objects.get(row=row.pk)
    settle_conflict(by=boss, conflict=conflict.pk, choice="offered", call_id=new_id())
    assert Service.objects.get(pk=row.pk).money is None
