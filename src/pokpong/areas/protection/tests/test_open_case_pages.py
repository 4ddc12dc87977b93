"""From a concern, a person or the caseload to a new case, and from there back to closing the concern."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pokpong.areas.protection.actions import close_concern
from pokpong.areas.protection.models import Case, Concern
from pokpong.areas.protection.tests.cases import NAME, a_case, a_closed_case, a_person
from pokpong.areas.protection.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    a_concern,
    caseworker,
    in_hand,
    member,
    supervisor,
)
from pokpong.areas.protection.tests.walking import as_, call_id_in, page, text_of
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.persons import register_person
from pokpong.registers.people.models import Person
from pokpong.registers.people.screens import beside

pytestmark = pytest.mark.django_db


def because_of(by: User, concern: Concern) -> Person:
    """A person registered with the concern as the reason."""
    record = {
        "names": [{"text": NAME, "kind": "official", "script": "lo"}],
        "sex": "female",
        "nationality": "LA",
        "birth_estimate": {"age": 20, "precision": "year", "as_of": "2026-01-01"},
        "district_path": DISTRICT,
    }
    return register_person(
        by=by, id=new_id(), record=record, because_kind="concern", because=concern.pk, call_id=new_id()
    )


def opened(client: Client, person: Person, **typed: Any) -> Any:
    """Opens the form, and sends it with what it suggests and these answers."""
    address = reverse("cases:open", args=[person.pk])
    shown = client.get(address)
    initial, today = shown.context["form"].initial, clock.today()
    day = {"opened_on_day": today.day, "opened_on_month": today.month, "opened_on_year": today.year}
    suggested = {name: initial[name] for name in ("concern", "origin", "place") if name in initial}
    return client.post(address, {"call_id": call_id_in(text_of(shown)), **day, **suggested, **typed})


def test_from_a_concern_to_a_case_and_back_to_closing_the_concern() -> None:
    alice = caseworker()
    concern = in_hand(member(), alice)
    person = because_of(alice, concern)
    client = as_(alice)
    assert reverse("cases:open", args=[person.pk]) in text_of(client.get(page("concern", concern)))
    done = opened(client, person)
    row = Case.objects.get(person=person.pk)
    assert (row.concern, row.origin, row.lead) == (concern.pk, "concern", alice.pk)
    assert done["Location"] == page("close", concern) + "?outcome=case"
    closing = client.get(done["Location"])
    assert closing.context["form"].initial["outcome"] == "case"
    answers = {"call_id": call_id_in(text_of(closing)), "outcome": "case", "reason": "ເປີດກໍລະນີແລ້ວ"}
    client.post(page("close", concern), answers)
    assert Concern.objects.get(pk=concern.pk).outcome == "case"
    shown = text_of(client.get(page("concern", concern)))
    assert row.number in shown
    assert concern.number in text_of(client.get(reverse("cases:case", args=[row.pk])))


def test_a_concern_nobody_decided_yet_is_decided_first() -> None:
    alice = caseworker()
    concern = a_concern(member())
    assert opened(as_(alice), because_of(alice, concern))["Location"] == page("triage", concern)


def test_without_a_concern_or_after_it_ended_the_way_leads_to_the_case() -> None:
    alice = caseworker()
    done = opened(as_(alice), a_person(alice), origin="walk_in")
    assert done["Location"] == reverse("cases:case", args=[Case.objects.get().pk])
    concern = in_hand(member(), alice)
    person = because_of(alice, concern)
    close_concern(by=alice, concern=concern.pk, outcome="helped", reason="ຊ່ວຍແລ້ວ", call_id=new_id())
    done = opened(as_(alice), person)
    assert done["Location"] == reverse("cases:case", args=[Case.objects.get(person=person.pk).pk])


def test_what_is_missing_is_said_beside_its_question() -> None:
    alice = caseworker()
    wrong = opened(as_(alice), a_person(alice), origin="", place="")
    assert set(wrong.context["form"].errors) == {"origin", "place"}
    assert not Case.objects.exists()


def test_a_second_case_is_refused_and_leads_to_the_first() -> None:
    alice = caseworker()
    row = a_case(alice)
    client = as_(alice)
    assert row.number in text_of(client.get(reverse("cases:open", args=[row.person_id])))
    assert "case_already_open" in text_of(opened(client, row.person, origin="walk_in"))


def test_earlier_cases_are_named_so_that_they_can_be_opened_again() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_closed_case(alice, boss)
    shown = as_(alice).get(reverse("cases:open", args=[row.person_id]))
    assert [item["number"] for item in shown.context["closed"]] == [row.number]
    assert shown.context["running"] is None


def test_a_person_out_of_sight_gets_no_case_from_here() -> None:
    person = a_person(caseworker())
    assert as_(caseworker(NEIGHBOUR, "bob")).get(reverse("cases:open", args=[person.pk])).status_code == 404
    assert as_(make_user("chair", "chair", DISTRICT)).get(reverse("cases:open", args=[person.pk])).status_code == 403


def test_the_person_is_chosen_among_those_without_a_case_or_by_name() -> None:
    alice = caseworker()
    helped, free = a_case(alice).person, a_person(alice, name="ທ້າວ ສົມ ໃໝ່")
    client, address = as_(alice), reverse("cases:choose_person")
    assert [item["row"].pk for item in client.get(address).context["persons"]] == [free.pk]
    found = client.post(address, {"text": "ຕົວຢ່າງ"}).context["persons"]
    assert [item["row"].pk for item in found] == [helped.pk]
    assert client.post(address, {"text": "ບໍ່ມີໃຜ"}).context["persons"] == []
    assert "text" in client.post(address, {"text": ""}).context["form"].errors


def test_the_page_of_a_person_shows_their_cases_and_the_way_to_a_new_one() -> None:
    alice, boss = caseworker(), supervisor()
    person = a_person(alice)
    address, begin = reverse("people:person", args=[person.pk]), reverse("cases:open", args=[person.pk])
    assert begin in text_of(as_(alice).get(address))
    row = a_case(alice, person=person)
    shown = text_of(as_(alice).get(address))
    assert row.number in shown
    assert begin not in shown
    assert row.number in text_of(as_(boss).get(address))


def test_a_card_beside_a_person_is_registered_once() -> None:
    with pytest.raises(ValueError, match="another function"):
        beside.register("cases", lambda request, person: None)
