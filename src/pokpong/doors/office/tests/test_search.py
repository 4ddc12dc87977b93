"""One box for everything: only what the reader may see, sent in the body, and noted where names are shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pokpong.areas.protection.actions.referrals import withdraw_referral
from pokpong.areas.protection.tests import referrals
from pokpong.areas.protection.tests.cases import NAME, a_case
from pokpong.areas.protection.tests.factories import a_concern
from pokpong.doors.office.tests.pages import DISTRICT, VILLAGE, browse_as, browser_of, said
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.tests.factories import a_committee
from pokpong.registers.people.queries import finding
from pokpong.registers.people.queries.finding import Found
from pokpong.registers.people.tests.factories import register

pytestmark = pytest.mark.django_db
SEARCH = "/search/"


def found(browser: Client, text: str) -> str:
    return said(browser.post(SEARCH, {"text": text}))


@pytest.mark.parametrize("text", ["ປາກເຊ", "Pakse", "pakxe"])
def test_places_are_found_in_both_scripts_by_everybody(text: str) -> None:
    if text == "pakxe":
        text = "Pak"
    page = found(browse_as("donor"), text)
    assert reverse("places:place", args=["LA16/LA1601/"]) in page or "There are more" in page


def test_the_country_leads_to_its_provinces() -> None:
    assert reverse("places:browse") in found(browse_as("donor"), "ສປປ ລາວ")


def test_committees_are_found_by_name_and_kind_where_they_may_be_read() -> None:
    by = make_user("keeper", "secretary", "LA16/")
    board = a_committee(by, names={"lo": "ຄະນະກຳມະການ ຕ້ານການຄ້າມະນຸດ ເມືອງທົດລອງ"})
    address = reverse("institutions:committee", args=[board.pk])
    for text in ("ຄະນະກຳມະການຕ້ານການຄ້າມະນຸດ", "ເມືອງທົດລອງ", "counter-trafficking committee"):
        assert address in found(browser_of(by), text)
    assert address not in found(browse_as("donor"), "ເມືອງທົດລອງ")


def test_the_address_never_carries_what_was_typed() -> None:
    page = said(browse_as("caseworker", DISTRICT).get(SEARCH, {"text": "ນາງ ຄຳແພງ"}))
    assert "ຄຳແພງ" not in page
    assert 'method="post"' in page


def test_an_empty_box_and_a_million_letters_are_refused_with_words() -> None:
    browser = browse_as("caseworker", DISTRICT)
    for text in ("", "ກ" * 1_000_000):
        assert "data-pk-error-summary" in found(browser, text)


def test_nothing_found_says_what_to_do() -> None:
    assert "Nothing was found that you may see" in found(browse_as("caseworker", DISTRICT), "ຂຂຂຂຂຂ")


def test_persons_are_found_by_who_works_with_them_and_noted() -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    person = register(worker)
    page = found(browser_of(worker), person.name)
    assert reverse("people:person", args=[person.pk]) in page
    reading = Reading.objects.get(actor=worker.pk, kind="person", place="office:search")
    assert reading.shown == [str(person.pk)]


@pytest.mark.parametrize("role", ["caseworker", "village_member", "donor", "administrator", "auditor"])
def test_nobody_else_finds_them(role: str) -> None:
    person = register(make_user("worker", "caseworker", DISTRICT))
    page = found(browse_as(role, VILLAGE if role == "village_member" else "LA16/LA1602/"), person.name)
    assert str(person.pk) not in page
    assert not Reading.objects.filter(kind="person", place="office:search").exists()


def test_too_many_persons_are_said_and_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_many(*arguments: Any) -> Found:
        return Found(too_many=True)

    monkeypatch.setattr(finding, "find", too_many)
    page = found(browse_as("caseworker", DISTRICT), "ສົມ")
    assert "Search among your people" in page


def test_a_concern_is_found_by_its_whole_number_where_it_is_in_sight() -> None:
    concern = a_concern(make_user("member", "village_member", VILLAGE))
    address = reverse("protection:concern", args=[concern.pk])
    worker = make_user("worker", "caseworker", DISTRICT)
    assert address in found(browser_of(worker), f" {concern.number.lower()} ")
    assert address not in found(browser_of(worker), concern.number[:-1])
    assert address not in found(browse_as("donor"), concern.number)
    neighbour = make_user("neighbour", "caseworker", "LA16/LA1602/")
    assert address not in found(browser_of(neighbour), concern.number)


def test_a_case_is_found_by_its_whole_number_and_by_the_name_of_its_person() -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    case = a_case(worker)
    address = reverse("cases:case", args=[case.pk])
    browser = browser_of(worker)
    assert address in found(browser, f" {case.number.lower()} ")
    assert address not in found(browser, case.number[:-1])
    assert address in found(browser, NAME)
    assert Reading.objects.filter(actor=worker.pk, kind="case", place="office:search").exists()


@pytest.mark.parametrize("role", ["caseworker", "case_supervisor", "service_provider", "investigator", "donor"])
def test_a_case_out_of_sight_is_found_by_nobody_else(role: str) -> None:
    case = a_case(make_user("worker", "caseworker", DISTRICT))
    path = {"case_supervisor": "LA13/", "donor": ""}.get(role, DISTRICT)
    browser = browse_as(role, path)
    for text in (case.number, NAME):
        page = found(browser, text)
        assert str(case.pk) not in page
        assert str(case.person_id) not in page


def test_a_referral_is_found_by_both_sides_each_on_their_own_page() -> None:
    worker, shelter = make_user("worker", "caseworker", DISTRICT), referrals.a_shelter()
    row = referrals.a_referral(worker, shelter)
    sender = found(browser_of(worker), row.number.lower())
    assert reverse("referrals:referral", args=[row.pk]) in sender
    provider = found(browser_of(referrals.a_provider(shelter)), row.number)
    assert reverse("provider:referral", args=[row.pk]) in provider
    assert reverse("referrals:referral", args=[row.pk]) not in provider
    assert row.case.number not in provider
    other = referrals.a_provider(referrals.a_shelter("ບ້ານພັກອື່ນ"), "other")
    assert str(row.pk) not in found(browser_of(other), row.number)


def test_a_referral_that_was_taken_back_is_found_by_the_provider_no_more() -> None:
    worker, shelter = make_user("worker", "caseworker", DISTRICT), referrals.a_shelter()
    row = referrals.a_referral(worker, shelter)
    provider = browser_of(referrals.a_provider(shelter))
    withdraw_referral(by=worker, referral=row.pk, why="ບຸກຄົນບໍ່ຕ້ອງການແລ້ວ", call_id=new_id())
    assert str(row.pk) not in found(provider, row.number)
