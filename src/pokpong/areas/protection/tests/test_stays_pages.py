"""The pages of beds and returns, walked as a caseworker does."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pokpong.areas.protection.models import ReturnHome, Stay
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.factories import DISTRICT, NEIGHBOUR, caseworker, member
from pokpong.areas.protection.tests.factories_services import (
    a_return,
    a_shelter,
    a_way,
    admitted,
    reserved,
)
from pokpong.areas.protection.tests.walking import as_, error_codes, text_of
from pokpong.areas.protection.tests.walking_services import REASON, at, day, send

pytestmark = pytest.mark.django_db


# --- stays


def test_a_bed_is_reserved_taken_and_left_page_by_page() -> None:
    bob, shelter = caseworker(), a_shelter(1)
    case = a_case(bob)
    form = as_(bob).get(at("reserve", case)).context["form"]
    assert str(shelter.pk) in dict(form.fields["shelter"].choices)
    send(bob, at("reserve", case), {"shelter": str(shelter.pk), "bed": "1"}, **day("starts_on"))
    row = Stay.objects.get(case=case)
    assert (row.state, row.bed) == ("reserved", 1)
    send(bob, at("stay_begin", row), **day("arrived_on"))
    full = send(bob, at("reserve", case), {"shelter": str(shelter.pk)}, **day("starts_on"))
    assert error_codes(full) == {"stay_no_bed_free"}
    wrong = send(bob, at("stay_change_bed", row), {"bed": "9"})
    assert error_codes(wrong) == {"stay_bed_unfit"}
    send(bob, at("stay_amend", row), {"note": "ຕ້ອງການລ່າມ"}, **day("until_on"))
    send(bob, at("stay_end", row), {"left_for": "family"}, **day("left_on"))
    row.refresh_from_db()
    assert (row.state, row.note, row.left_for) == ("left", "ຕ້ອງການລ່າມ", "family")
    send(bob, at("admit", case), {"shelter": str(shelter.pk)}, **day("starts_on"))
    again = Stay.objects.get(case=case, state="in")
    send(bob, at("stay_cancel", again), {"reason": REASON})
    again.refresh_from_db()
    assert again.state == "cancelled"


def test_free_beds_are_counted_for_everybody_and_name_nobody() -> None:
    bob, carol, shelter = caseworker(), caseworker(NEIGHBOUR, "carol"), a_shelter(3)
    full = a_shelter(1, "ບ້ານພັກເຕັມ")
    case = a_case(bob)
    row = admitted(bob, case, shelter.pk)
    reserved(bob, case, full.pk)
    shown = as_(carol).get(reverse("services:beds"))
    assert {line.offer.pk: line.beds.free for line in shown.context["table"].page_rows} == {shelter.pk: 2, full.pk: 0}
    for secret in (case.number, str(row.pk), str(case.pk), str(case.person_id)):
        assert secret not in text_of(shown)
    only = as_(carol).get(reverse("services:beds"), {"beds-free": "yes"})
    assert [line.offer.pk for line in only.context["table"].page_rows] == [shelter.pk]
    assert as_(carol).get(reverse("services:beds"), {"beds-place": "LA16/"}).context["table"].total == 2
    assert as_(member()).get(reverse("services:beds")).status_code == 403


# --- return


def test_the_return_goes_page_by_page() -> None:
    bob = caseworker()
    case = a_case(bob)
    way = {
        "kind": "domestic",
        "district": DISTRICT,
        "destination": "family",
        "assessment": "not_safe",
        "escort": "none",
    }
    send(bob, at("return_plan", case), way)
    row = ReturnHome.objects.get(case=case)
    yes = {"agreement": "ລາວບອກວ່າຢາກກັບບ້ານ", **day("agreed_on")}
    unsafe = send(bob, at("return_agree", row), yes)
    assert "return_not_safe" in error_codes(unsafe)
    send(bob, at("return_amend", row), {**way, "assessment": "safe"})
    send(bob, at("return_agree", row), yes)
    send(bob, at("return_set_out", row), **day("left_on"))
    send(bob, at("return_receive", row), {"note": "ແມ່ມາຮັບ"}, **day("received_on"))
    row.refresh_from_db()
    assert (row.state, row.assessment) == ("received", "safe")
    other = a_return(bob, case, a_way(note="ທາງລົດ"))
    assert "ທາງລົດ" in text_of(as_(bob).get(at("return", other)))
    send(bob, at("return_cancel", other), {"reason": REASON})
    other.refresh_from_db()
    assert other.state == "cancelled"
