"""The caseload: who finds which cases, by what, and with how many queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from pokpong.areas.protection.actions.cases import add_member, assess_risk
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.tests.cases import NAME, a_case, a_closed_case, a_person, asked_to_close
from pokpong.areas.protection.tests.factories import NEIGHBOUR, PROVINCE, caseworker, supervisor
from pokpong.areas.protection.tests.walking import as_, queries_of, text_of
from pokpong.foundation.access.models import User
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db
LIST = "/cases/"


def numbers(user: User, **chosen: str) -> set[str]:
    params = {f"cases-{name}": value for name, value in chosen.items()}
    return {row.number for row in as_(user).get(LIST, params).context["table"].page_rows}


def found(user: User, text: str) -> Any:
    return as_(user).post(reverse("cases:search"), {"text": text})


def test_it_shows_ones_own_running_cases_with_names_and_notes_both() -> None:
    alice, bob, boss = caseworker(), caseworker(name="bob"), supervisor()
    mine, theirs, closed = a_case(alice), a_case(bob), a_closed_case(alice, boss)
    shown = as_(alice).get(LIST)
    assert {row.number for row in shown.context["table"].page_rows} == {mine.number}
    assert NAME in text_of(shown)
    assert Reading.objects.filter(actor=alice.pk, kind="person", place="cases:list").exists()
    assert numbers(boss) == {mine.number, theirs.number}
    assert numbers(alice, state="closed") == {closed.number}


def test_an_empty_list_says_how_cases_come() -> None:
    shown = as_(caseworker()).get(LIST)
    assert shown.context["table"].total == 0
    assert reverse("cases:choose_person") in text_of(shown)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"risk": "high"}, {"high"}),
        ({"situation": "review"}, {"late"}),
        ({"situation": "closing"}, {"closing"}),
        ({"origin": "hotline"}, {"hotline"}),
        ({"district": NEIGHBOUR}, {"far"}),
        ({"mine": "lead"}, {"far", "led"}),
        ({"mine": "team"}, {"far", "led", "joined"}),
        ({"period": "7"}, {"high", "closing", "hotline", "far", "led", "joined"}),
        ({"situation": "running", "period": "365"}, {"high", "late", "closing", "hotline", "far", "led", "joined"}),
    ],
)
def test_each_filter_lets_through_what_it_says(chosen: dict[str, str], expected: set[str]) -> None:
    alice, boss = caseworker(), supervisor()
    made = {"late": a_case(alice, opened_on=clock.today() - timedelta(days=30))}
    with writing.opened("tests"):
        Case.objects.filter(pk=made["late"].pk).update(risk_review_on=clock.today())
    made |= {name: a_case(alice) for name in ("high", "closing", "joined")}
    made |= {"hotline": a_case(alice, origin="hotline"), "far": a_case(boss, place_path=NEIGHBOUR), "led": a_case(boss)}
    assess_risk(by=alice, id=new_id(), case=made["high"].pk, level="high", call_id=new_id())
    asked_to_close(alice, made["closing"])
    add_member(by=alice, case=made["joined"].pk, user=boss.pk, call_id=new_id())
    assert numbers(boss, **chosen) == {made[name].number for name in expected}


def test_the_figures_lead_to_their_rows() -> None:
    alice = caseworker()
    a_case(alice)
    asked_to_close(alice, a_case(alice))
    shown = as_(alice).get(LIST)
    for figure in shown.context["figures"]:
        rows = as_(alice).get(figure["url"].split("#")[0]).context["table"]
        assert rows.total == figure["value"]


def test_those_whose_risk_is_to_be_looked_at_stand_first() -> None:
    alice = caseworker()
    low, new = a_case(alice), a_case(alice)
    assess_risk(by=alice, id=new_id(), case=low.pk, level="low", call_id=new_id())
    rows = as_(alice).get(LIST).context["table"].page_rows
    assert [row.number for row in rows] == [new.number, low.number]


def test_a_number_leads_to_its_case() -> None:
    alice = caseworker()
    row = a_case(alice)
    answer = found(alice, f" {row.number.lower()} ")
    assert answer["Location"] == reverse("cases:case", args=[row.pk])
    assert found(caseworker(NEIGHBOUR, "bob"), row.number).context["found"].hits == []


def test_a_name_leads_to_the_cases_of_whoever_has_it() -> None:
    alice = caseworker()
    row = a_case(alice)
    a_case(alice, person=a_person(alice, name="ທ້າວ ອື່ນ ໝົດ"))
    answer = found(alice, "ຕົວຢ່າງ")
    assert [hit.number for hit in answer.context["found"].hits] == [row.number]
    assert NAME in text_of(answer)
    assert found(caseworker(name="bob"), "ຕົວຢ່າງ").context["found"].hits == []
    assert "ຕົວຢ່າງ" not in answer.request["PATH_INFO"]


def test_a_search_for_nothing_asks_again() -> None:
    alice = caseworker()
    assert "text" in found(alice, "").context["form"].errors
    assert found(alice, "ບໍ່ມີໃຜ").context["found"].hits == []


def test_more_rows_cost_no_more_queries_and_stay_small() -> None:
    alice, boss = caseworker(), supervisor(PROVINCE)
    a_case(alice)
    one = queries_of(as_(boss), LIST)
    for _again in range(5):
        a_case(alice)
    assert queries_of(as_(boss), LIST) == one
    assert len(as_(boss).get(LIST).content) < 120_000
