"""Pages around a person: contacts, relations, household, ties, merging."""

import pytest
from django.urls import reverse

from pokpong.foundation.kernel import clock
from pokpong.registers.people.models import Contact, Household, HouseholdMember, Relation, Tie
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.pages import call, client_of

pytestmark = pytest.mark.django_db

NAME = "ນາງ ສົມສີ ຕົວຢ່າງ"


def test_contacts_are_added_and_ended() -> None:
    alice = make.caseworker()
    person, client = make.register(alice), client_of(alice)
    url = reverse("people:contact_add", args=[person.pk])
    typed = {**call(), "kind": "phone", "value": "໐໒໐ ໕໕໕໕ ໐໑໐໔", "safety": "careful"}
    assert "contact_how_missing" in client.post(url, typed).content.decode()
    assert client.post(url, {**typed, "when": "ຕອນແລງ"}).status_code == 302
    contact = Contact.objects.get()
    assert contact.value == "020 5555 0104"
    end = reverse("people:contact_end", args=[contact.pk])
    assert client.post(end, {**call(), "why": "ປ່ຽນເບີ"}).status_code == 302
    assert "No longer used" in client.get(reverse("people:person", args=[person.pk])).content.decode()


def test_relations_are_added_and_ended_after_asking() -> None:
    alice = make.caseworker()
    person, mother, client = make.register(alice), make.register(alice, "ນາງ ແມ່ ຕົວຢ່າງ"), client_of(alice)
    url = reverse("people:relation_add", args=[person.pk])
    assert client.post(url, {**call(), "kind": "mother", "other": str(mother.pk)}).status_code == 302
    page = client.get(reverse("people:person", args=[mother.pk])).content.decode()
    assert "This person is recorded there as: Mother" in page
    relation = Relation.objects.get()
    end, asked = reverse("people:relation_end", args=[relation.pk]), call()
    assert "End this relation?" in client.post(end, asked).content.decode()
    assert client.post(end, {**asked, "confirmed": "yes"}).status_code == 302
    relation.refresh_from_db()
    assert relation.ended_on == clock.today()


def test_a_household_is_registered_joined_and_left() -> None:
    alice = make.caseworker()
    person, client = make.register(alice), client_of(alice)
    join = reverse("people:household_join", args=[person.pk])
    new = client.get(join)
    assert new.headers["Location"] == reverse("people:household_register", args=[person.pk])
    made = client.post(new.headers["Location"], {**call(), "place_path": make.village(), "label": "ເຮືອນ 7"})
    household = Household.objects.get()
    assert client.get(made.headers["Location"]).status_code == 200
    assert client.post(join, {**call(), "household": str(household.pk), "is_head": "on"}).status_code == 302
    page = client.get(reverse("people:household", args=[household.pk])).content.decode()
    assert NAME in page
    assert "head of the household" in page
    member = HouseholdMember.objects.get()
    leave, asked = reverse("people:household_leave", args=[member.pk]), call()
    assert client.post(leave, asked).status_code == 200
    assert client.post(leave, {**asked, "confirmed": "yes"}).status_code == 302
    assert (
        "Nobody in your sight lives here"
        in client.get(reverse("people:household", args=[household.pk])).content.decode()
    )


def test_the_supervisor_entrusts_and_ends() -> None:
    alice, bob, suna = make.caseworker(), make.caseworker("bob"), make.supervisor()
    person, client = make.register(alice), client_of(suna)
    url = reverse("people:assign", args=[person.pk])
    assert client.post(url, {**call(), "user": str(bob.id), "why": "ຮັບຊ່ວງຕໍ່ຈາກເພື່ອນຮ່ວມງານ"}).status_code == 302
    assert client_of(bob).get(reverse("people:person", args=[person.pk])).status_code == 200
    tie = Tie.objects.get(user=bob.id)
    end = reverse("people:tie_end", args=[tie.pk])
    assert client.post(end, {**call(), "why": "ສຳເລັດແລ້ວ"}).status_code == 302
    assert client_of(bob).get(reverse("people:person", args=[person.pk])).status_code == 404
    assert client_of(alice).get(end).status_code == 403


def test_two_records_of_one_person_are_merged_and_parted() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    first, second, client = make.register(alice), make.register(alice), client_of(suna)
    url = reverse("people:merge", args=[second.pk])
    assert client.post(url, {**call(), "into": str(first.pk), "why": "ຄົນດຽວກັນ"}).status_code == 302
    led = client.get(reverse("people:person", args=[second.pk]))
    assert led.headers["Location"] == reverse("people:person", args=[first.pk])
    assert "merged into this one" in client.get(led.headers["Location"]).content.decode()
    part = reverse("people:part", args=[second.pk])
    assert client.post(part, {**call(), "why": "ຄົນລະຄົນ"}).status_code == 302
    assert client.get(reverse("people:person", args=[second.pk])).status_code == 200
