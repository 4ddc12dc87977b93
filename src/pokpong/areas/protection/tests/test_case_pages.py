"""The page of a case and the pages of its steps."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pokpong.areas.protection.actions.cases import add_member, amend_case, assess_risk
from pokpong.areas.protection.models import Case, Closure, RiskAssessment
from pokpong.areas.protection.tests.cases import NAME, a_case, a_closed_case, a_person, asked_to_close
from pokpong.areas.protection.tests.factories import DISTRICT, NEIGHBOUR, caseworker, supervisor
from pokpong.areas.protection.tests.walking import as_, call_id_in, queries_of, text_of
from pokpong.foundation.access.actions.glass import break_glass
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db
STEPS = (
    *("case", "amend", "risk", "reopen", "ask_closure", "take_back_closure", "add_member", "hand_over"),
    *("recuse", "compartment", "history"),
)
WHY = "ມີເຫດຜົນພຽງພໍ"


def page(name: str, case: Case, *more: Any) -> str:
    return reverse(f"cases:{name}", args=[case.pk, *more])


def answered(client: Client, address: str, **typed: Any) -> Any:
    """Opens the page of a step and sends its form with these answers."""
    call_id = call_id_in(text_of(client.get(address)))
    return client.post(address, {"call_id": call_id, **typed})


def test_the_page_tells_who_what_and_how_high_the_risk_is_and_notes_the_reading() -> None:
    alice = caseworker()
    row = a_case(alice, summary="ສະຫຼຸບຂອງກໍລະນີ")
    assess_risk(by=alice, id=new_id(), case=row.pk, level="high", note="ຖືກຂົ່ມຂູ່", call_id=new_id())
    shown = text_of(as_(alice).get(page("case", row)))
    for words in (row.number, NAME, "ສະຫຼຸບຂອງກໍລະນີ", "ຖືກຂົ່ມຂູ່", alice.display_name):
        assert words in shown
    assert {reading.kind for reading in Reading.objects.filter(actor=alice.pk)} == {"case", "person"}
    title = re.search(r"<title>(.*?)</title>", shown, re.S)
    assert title is not None
    assert "ຕົວຢ່າງ" not in title[1]


def test_a_case_out_of_sight_is_like_one_that_never_was() -> None:
    alice = caseworker()
    row = a_case(alice)
    stranger = as_(caseworker(NEIGHBOUR, "bob"))
    for name in STEPS:
        wanted = 404 if name not in ("reopen", "recuse", "compartment") else 403
        assert stranger.get(page(name, row)).status_code == wanted, name
        assert as_(alice).get(reverse(f"cases:{name}", args=[new_id()])).status_code == wanted


@pytest.mark.parametrize("role", ["village_member", "chair", "donor", "administrator", "auditor", "service_provider"])
def test_no_other_role_opens_any_page(role: str) -> None:
    row = a_case(caseworker())
    client = as_(make_user("other", role, DISTRICT))
    for name in STEPS:
        assert client.get(page(name, row)).status_code == 403, name
    assert client.get(reverse("cases:list")).status_code == 403


def test_no_consent_is_said_and_leads_to_writing_it_down() -> None:
    alice = caseworker()
    row = a_case(alice)
    shown = text_of(as_(alice).get(page("case", row)))
    assert reverse("people:consent_give", args=[row.person_id]) in shown


def test_every_section_has_an_anchor_and_an_empty_state() -> None:
    alice = caseworker()
    shown = as_(alice).get(page("case", a_case(alice)))
    keys = [part["key"] for part in shown.context["case_parts"]]
    assert keys[:2] == ["risk", "summary"]
    assert keys[-2:] == ["team", "history"]
    assert len(keys) == len(set(keys))
    for key in keys:
        assert f'<div id="{key}">' in text_of(shown)
        assert f'href="#{key}"' in text_of(shown)


def test_assessing_the_risk_by_page() -> None:
    alice = caseworker()
    row = a_case(alice)
    client = as_(alice)
    wrong = answered(client, page("risk", row), factors=["other"])
    assert "level" in wrong.context["form"].errors
    call_id = call_id_in(text_of(wrong))
    answers = {"call_id": call_id, "level": "high", "factors": ["threats"], "note": WHY}
    answers |= _today("assessed_on")
    done = client.post(page("risk", row), answers)
    assert done["Location"] == page("case", row) + "#risk"
    assert RiskAssessment.objects.get(case=row.pk).factors == ["threats"]


def _today(name: str) -> dict[str, Any]:
    day = clock.today()
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_the_second_person_closes_by_page_and_who_asked_cannot() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_case(alice)
    worker, chief = as_(alice), as_(boss)
    answers = {"reasons": ["goals_reached"], "told": "agrees", "summary": WHY}
    assert answered(worker, page("ask_closure", row), **answers)["Location"] == page("case", row)
    shown = worker.get(page("case", row))
    assert [step["url"] for step in shown.context["next_steps"]] == [page("take_back_closure", row)]
    assert worker.get(page("approve_closure", row)).status_code == 403
    shown = chief.get(page("case", row))
    urls = [step["url"] for step in shown.context["next_steps"]]
    assert urls == [page("approve_closure", row), page("send_back", row)]
    assert WHY in text_of(chief.get(page("approve_closure", row)))
    answered(chief, page("approve_closure", row), reason="")
    assert Case.objects.get(pk=row.pk).state == "closed"
    answered(chief, page("reopen", row), reason=WHY)
    assert Case.objects.get(pk=row.pk).state == "reopened"


def test_a_supervisor_who_leads_the_case_is_told_that_somebody_else_decides() -> None:
    boss = supervisor()
    row = a_case(boss)
    asked_to_close(boss, row)
    shown = as_(boss).get(page("approve_closure", row))
    assert shown.context["own_work"]
    refused = answered(as_(boss), page("approve_closure", row), reason="")
    assert "closure_own_work" in {
        error.code for errors in refused.context["form"].errors.as_data().values() for error in errors
    }
    assert as_(supervisor(DISTRICT, "other")).get(page("send_back", a_case(boss))).status_code == 404


def test_sending_back_and_taking_back_by_page() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_case(alice)
    asked_to_close(alice, row)
    empty = answered(as_(boss), page("send_back", row), reason="")
    assert "reason" in empty.context["form"].errors
    answered(as_(boss), page("send_back", row), reason=WHY)
    assert WHY in text_of(as_(alice).get(page("case", row)))
    asked_to_close(alice, row)
    answered(as_(alice), page("take_back_closure", row), reason="")
    assert sorted(Closure.objects.values_list("state", flat=True)) == ["sent_back", "taken_back"]


def test_correcting_sends_only_what_was_changed() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_case(alice, summary="ຕົ້ນ")
    client = as_(alice)
    stale = _typed_on(client.get(page("amend", row)))
    amend_case(by=boss, case=row.pk, changes={"summary": "ຂອງຫົວໜ້າ"}, base=1, call_id=new_id())
    client.post(page("amend", row), {**stale, "origin": "hotline"})
    kept = Case.objects.get(pk=row.pk)
    assert (kept.summary, kept.origin) == ("ຂອງຫົວໜ້າ", "hotline")
    assert not Conflict.objects.exists()
    client.post(page("amend", row), {**stale, "call_id": str(new_id()), "summary": "ຂອງຂ້ອຍ"})
    assert Conflict.objects.get(row=row.pk).field == "summary"
    assert reverse("office:conflicts") in text_of(client.get(page("case", row)))
    assert "ຕົ້ນ" in text_of(client.get(page("history", row)))


def _typed_on(shown: Any) -> dict[str, Any]:
    form, found = shown.context["form"], {}
    for bound in form:
        value = bound.value()
        if bound.name == "place":
            found["place"] = value.value if hasattr(value, "value") else value
        elif hasattr(value, "year"):
            found |= {f"{bound.name}_{part}": getattr(value, part) for part in ("day", "month", "year")}
        elif value not in (None, "", False, []):
            found[bound.name] = value
    return found


def test_the_team_grows_and_is_handed_on_by_page() -> None:
    alice, bob = caseworker(), caseworker(name="bob")
    row = a_case(alice)
    client = as_(alice)
    answered(client, page("add_member", row), user=str(bob.pk))
    assert bob.display_name in text_of(client.get(page("case", row)))
    done = answered(client, page("hand_over", row), user=str(bob.pk), reason=WHY)
    assert done["Location"] == reverse("cases:list")  # not staying, Alice no longer sees it
    assert Case.objects.get(pk=row.pk).lead == bob.pk
    assert client.get(page("case", row)).status_code == 404


def test_who_leaves_the_team_comes_to_the_list() -> None:
    alice, bob = caseworker(), caseworker(name="bob")
    row = a_case(alice)
    add_member(by=alice, case=row.pk, user=bob.pk, call_id=new_id())
    assert answered(as_(bob), page("end_member", row, bob.pk))["Location"] == reverse("cases:list")


def test_leaving_out_and_the_circle_by_page() -> None:
    alice, bob, boss = caseworker(), caseworker(name="bob"), supervisor()
    row = a_case(alice)
    chief = as_(boss)
    wrong = answered(chief, page("recuse", row), people=[], reason=WHY)
    assert "people" in wrong.context["form"].errors
    answered(chief, page("recuse", row), people=[str(bob.pk)], reason=WHY)
    wrong = answered(chief, page("compartment", row), people=[str(boss.pk)], reason=WHY)
    assert "people" in wrong.context["form"].errors
    answered(chief, page("compartment", row), people=[str(boss.pk), str(alice.pk)], reason=WHY)
    assert Case.objects.get(pk=row.pk).compartment is not None
    assert as_(supervisor(DISTRICT, "other")).get(page("case", row)).status_code == 404


def test_a_closed_case_offers_nothing_but_opening_again() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_closed_case(alice, boss)
    assert as_(alice).get(page("case", row)).context["next_steps"] == []
    steps = as_(boss).get(page("case", row)).context["next_steps"]
    assert [step["url"] for step in steps] == [page("reopen", row)]
    shown = text_of(as_(alice).get(page("case", row)))
    assert page("add_member", row) not in shown
    assert page("amend", row) not in shown


def test_who_broke_the_glass_of_a_case_sees_it_without_the_name_of_its_person() -> None:
    alice, far = caseworker(), supervisor("LA01/", "far")
    row = a_case(alice)
    supervisor()
    break_glass(by=far, kind="case", number=row.number, reason="ອັນຕະລາຍ ຕ້ອງຊ່ວຍດ່ວນທີ່ສຸດ", id=new_id(), call_id=new_id())
    shown = text_of(as_(far).get(page("case", row)))
    assert NAME not in shown
    assert row.person.number in shown
    assert as_(far).get(page("case", row)).context["only_looks"]
    for name in ("risk", "amend", "ask_closure", "add_member"):
        assert page(name, row) not in shown


def test_the_page_asks_the_data_base_the_same_number_of_times_however_long_the_history() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_case(alice, person=a_person(alice))
    assess_risk(by=alice, id=new_id(), case=row.pk, level="low", call_id=new_id())
    few = queries_of(as_(boss), page("case", row))
    for _again in range(8):
        assess_risk(by=alice, id=new_id(), case=row.pk, level="low", call_id=new_id())
    assert queries_of(as_(boss), page("case", row)) == few


def kinds(shown: Any) -> list[tuple[str, str]]:
    return [(step["url"], step["kind"]) for step in shown.context["next_steps"]]


def test_the_filled_button_is_what_the_case_needs_first() -> None:
    alice = caseworker()
    row = a_case(alice)
    client = as_(alice)
    assert kinds(client.get(page("case", row)))[0] == (page("risk", row), "")
    assess_risk(by=alice, id=new_id(), case=row.pk, level="low", call_id=new_id())
    found = kinds(client.get(page("case", row)))
    assert found[0] == (reverse("people:consent_give", args=[row.person_id]), "")
    assert found[-1] == (page("ask_closure", row), "secondary")
    assert len({url for url, _kind in found}) == len(found)
