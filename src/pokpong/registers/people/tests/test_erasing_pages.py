"""The pages of an erasure, from asking to the end; and that no page breaks over what was erased."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pokpong.foundation.access.actions.glass import break_glass
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.erasing_clock import tick_erasures
from pokpong.registers.people.models import Erasure, LegalHold, Person
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.erasing import WHY, approve, ask, hold, key_folder
from pokpong.registers.people.tests.pages import call, client_of

pytestmark = pytest.mark.django_db
NAME = "ນາງ ສົມສີ ຕົວຢ່າງ"


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    return key_folder(settings, tmp_path)


def text(client: Client, name: str, *args: Any) -> str:
    found = client.get(reverse(name, args=args))
    assert found.status_code == 200, (name, found.status_code)
    return found.content.decode()


@pytest.mark.parametrize("language", ["lo", "en"])
def test_from_the_page_of_the_person_to_the_end(language: str) -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person, asks, decides = make.register(alice), client_of(alice, language), client_of(suna, language)
    url = reverse("people:erase", args=[person.pk])
    assert url in text(asks, "people:person", person.pk)
    assert person.number in text(asks, "people:erase", person.pk)
    assert Erasure.objects.count() == 0
    empty = asks.post(url, {**call(), "why": ""})
    assert empty.status_code == 200
    asked = asks.post(url, {**call(), "why": WHY})
    erasure = Erasure.objects.get()
    assert asked.headers["Location"] == reverse("people:erasure", args=[erasure.pk])
    own = text(asks, "people:erasure", erasure.pk)
    assert 'name="number"' not in own
    assert reverse("people:erasure_take_back", args=[erasure.pk]) in own
    assert person.number in text(decides, "office:tasks")
    assert person.number in text(decides, "people:erasures")
    page = text(decides, "people:erasure", erasure.pk)
    assert WHY in page
    assert NAME not in page
    wrong = decides.post(reverse("people:erasure", args=[erasure.pk]), {**call(), "number": "P-0000-0000"})
    assert "erasure_wrong_number" in wrong.content.decode()
    assert Person.objects.get(pk=person.pk).name == NAME
    done = decides.post(reverse("people:erasure", args=[erasure.pk]), {**call(), "number": person.number})
    assert done.status_code == 302
    erasure.refresh_from_db()
    assert erasure.state == "approved"
    with clock.standing_at(clock.now() + timedelta(days=1)):
        tick_erasures()
    assert WHY in text(decides, "people:erasure", erasure.pk)
    erasure.refresh_from_db()
    assert erasure.state == "final"


def test_the_page_says_until_when_archives_exist(settings: Any) -> None:
    settings.POKPONG_KEY_ARCHIVE_DAYS = 30
    alice, suna = make.caseworker(), make.supervisor()
    erasure = approve(suna, ask(alice, make.register(alice).pk))
    until = clock.today() + timedelta(days=30)
    page = text(client_of(suna), "people:erasure", erasure.pk)
    assert "Not final yet" in page
    assert f"{until.day} " in page.split("kept until")[1][:40]
    assert f"{until.year}" in page.split("kept until")[1][:60]


def test_refusing_and_taking_back_are_pages() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    first, second = ask(alice, make.register(alice).pk), ask(alice, make.register(alice).pk)
    refused = client_of(suna).post(reverse("people:erasure_refuse", args=[first.pk]), {**call(), "why": "ຍັງຕ້ອງການ"})
    assert refused.status_code == 302
    assert "ຍັງຕ້ອງການ" in text(client_of(alice), "people:erasure", first.pk)
    assert text(client_of(alice), "people:erasure_take_back", second.pk)
    taken = client_of(alice).post(reverse("people:erasure_take_back", args=[second.pk]), call())
    assert taken.status_code == 302
    assert {row.state for row in Erasure.objects.all()} == {"refused", "taken_back"}


def test_a_hold_is_set_shown_and_lifted() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person, client = make.register(alice), client_of(suna)
    url = reverse("people:hold", args=[person.pk])
    assert url in text(client, "people:person", person.pk)
    assert client.post(url, {**call(), "why": WHY}).status_code == 302
    held = LegalHold.objects.get()
    lift = reverse("people:hold_lift", args=[held.pk])
    assert lift in text(client, "people:person", person.pk)
    assert lift not in text(client_of(alice), "people:person", person.pk)
    assert "A legal hold stands" in text(client_of(alice), "people:erase", person.pk)
    assert client.post(lift, {**call(), "why": WHY}).status_code == 302
    held.refresh_from_db()
    assert held.state == "lifted"


def test_who_sees_no_erasure() -> None:
    alice = make.caseworker()
    erasure = ask(alice, make.register(alice).pk)
    for reader in (make.caseworker("bob"), make.supervisor("far", make.NEIGHBOUR)):
        assert client_of(reader).get(reverse("people:erasure", args=[erasure.pk])).status_code == 404
        assert "P-" not in text(client_of(reader), "people:erasures")
    chair = make_user("chair", "chair", make.DISTRICT)
    assert client_of(chair).get(reverse("people:erasures")).status_code == 403


def test_no_page_breaks_over_an_erased_record() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person, mother = make.register(alice), make.register(alice, "ນາງ ແມ່ ຕົວຢ່າງ")
    make.relation_for(alice, person.pk, other=mother.pk, other_name="")
    home = make.household_for(alice)
    for one in (person, mother):
        make.member_of(alice, home.pk, one.pk)
    break_glass(
        by=make_user("neighbour", "caseworker", make.NEIGHBOUR),
        id=new_id(),
        kind="person",
        number=person.number,
        reason=WHY * 3,
        call_id=new_id(),
    )
    approve(suna, ask(alice, person.pk))
    lists = ("people:mine", "people:search", "people:erasures", "office:home", "office:tasks", "office:conflicts")
    for reader in (alice, suna):
        client = client_of(reader)
        for name in lists:
            assert NAME not in text(client, name)
        assert NAME not in text(client, "people:person", mother.pk)
        assert NAME not in text(client, "people:household", home.pk)
        assert client.get(reverse("people:person", args=[person.pk])).status_code == 404
        assert client.get(reverse("people:erase", args=[person.pk])).status_code == 404
    assert text(client_of(suna), "access:glass_review")


def test_what_still_holds_an_erased_row_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that some list forgot: 410 and words, never a fault."""
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    client = client_of(alice)
    approve(suna, ask(alice, person.pk))
    monkeypatch.setattr(type(Person.objects.all()), "living", lambda self: self)
    found = client.get(reverse("people:person", args=[person.pk]))
    assert found.status_code == 410
    assert "This record was erased" in found.content.decode()


def test_a_hold_keeps_the_button_but_says_why() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    hold(suna, person.pk)
    answer = client_of(alice).post(reverse("people:erase", args=[person.pk]), {**call(), "why": WHY})
    assert "erasure_hold" in answer.content.decode()
