import pytest
from django.urls import reverse

from pokpong.registers.institutions.tests.test_pages import signed_in
from pokpong.registers.programme.picker import ActivitySource
from pokpong.registers.programme.tests.factories import DISTRICT
from pokpong.registers.programme.tests.plan_factories import (
    a_plan,
    agreed,
    an_activity,
    chair,
    revised,
    running,
    secretary,
)

pytestmark = pytest.mark.django_db


def test_activities_of_plans_in_force_are_found_by_code_and_name() -> None:
    row = an_activity(a_plan(), code="7.1", names={"lo": "ຝຶກອົບຮົມຕຳຫຼວດ"})
    source = ActivitySource(secretary())
    assert source.find("7.1", 8) == []  # a draft is no plan yet
    agreed(row.plan)
    assert [one.value for one in source.find("ຝຶກອົບຮົມ", 8)] == [str(row.pk)]
    assert [one.value for one in source.find("7.1", 8)] == [str(row.pk)]
    assert source.find("ບໍ່ມີ", 8) == []
    assert ActivitySource(chair("LA13/")).find("7.1", 8) == []


def test_what_was_chosen_stays_chosen() -> None:
    row = an_activity(a_plan(), place=DISTRICT)
    running(row.plan)
    agreed(revised(row.plan))
    source = ActivitySource(secretary(DISTRICT))
    found = source.get(str(row.pk))
    assert found is not None
    assert found.label.startswith("1.1")
    assert source.get("nonsense") is None


def test_suggestions_are_for_who_reads_plans() -> None:
    row = an_activity(a_plan())
    agreed(row.plan)
    answer = signed_in(secretary()).get(reverse("programme:find_activity"), {"q": "1.1"})
    assert [one["value"] for one in answer.json()["results"]] == [str(row.pk)]
