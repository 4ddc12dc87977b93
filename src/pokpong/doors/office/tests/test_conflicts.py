"""Choosing between two edits: both values with who and when, nothing lost, nobody without the right."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from pokpong.areas.protection.actions.amending import amend_concern
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.tests.factories import a_concern
from pokpong.doors.office import conflict_words
from pokpong.doors.office.tests.pages import DISTRICT, PROVINCE, VILLAGE, browser_of, said
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import Conflict, FieldChange
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.persons import amend_person
from pokpong.registers.people.tests.factories import register

pytestmark = pytest.mark.django_db
FIRST, SECOND = "ເລື່ອງທີ່ແກ້ໄຂກ່ອນ ໂດຍຜູ້ທີໜຶ່ງ", "ເລື່ອງທີ່ແກ້ໄຂຕາມຫຼັງ ໂດຍຜູ້ທີສອງ"


@pytest.fixture
def worker() -> User:
    return make_user("worker", "caseworker", DISTRICT, display_name="ນາງ ຄົນທີໜຶ່ງ")


@pytest.fixture
def boss() -> User:
    return make_user("boss", "case_supervisor", PROVINCE, display_name="ທ້າວ ຄົນທີສອງ")


@pytest.fixture
def met(worker: User, boss: User) -> Conflict:
    """Both changed the story of one concern, seen at the same version."""
    concern = a_concern(make_user("member", "village_member", VILLAGE), place=VILLAGE)
    for user, story in ((worker, FIRST), (boss, SECOND)):
        amend_concern(by=user, concern=concern.pk, base=concern.version, changes={"story": story}, call_id=new_id())
    return Conflict.objects.get()


def url(conflict: Conflict) -> str:
    return reverse("office:conflict", args=[conflict.pk])


def choose(user: User, conflict: Conflict, choice: str) -> Any:
    return browser_of(user).post(url(conflict), {"choice": choice, "call_id": str(new_id())})


def test_nothing_waits() -> None:
    page = said(browser_of(make_user("worker", "caseworker", DISTRICT)).get(reverse("office:conflicts")))
    assert "No choice waits for you" in page


def test_the_list_names_field_kind_and_person_but_no_value(met: Conflict, boss: User) -> None:
    page = said(browser_of(boss).get(reverse("office:conflicts")))
    assert url(met) in page
    assert "What happened?" in page
    assert "ທ້າວ ຄົນທີສອງ" in page
    assert FIRST not in page
    assert SECOND not in page


def test_both_values_stand_side_by_side_with_who(met: Conflict, worker: User) -> None:
    page = said(browser_of(worker).get(url(met)))
    now, other = page.split("Stands there now:")[1], page.split("The other value:")[1]
    assert "ນາງ ຄົນທີໜຶ່ງ" in now[:60]
    assert "ທ້າວ ຄົນທີສອງ" in other[:60]
    assert FIRST in page
    assert SECOND in page


def test_opening_one_leaves_a_reading(met: Conflict, worker: User) -> None:
    browser_of(worker).get(url(met))
    reading = Reading.objects.get(actor=worker.pk, place="office:conflict")
    assert (reading.kind, reading.shown) == ("concern", [str(met.row)])


@pytest.mark.parametrize(("choice", "story"), [("kept", FIRST), ("offered", SECOND)])
def test_the_choice_holds_and_both_values_stay(met: Conflict, boss: User, choice: str, story: str) -> None:
    assert choose(boss, met, choice).headers["Location"] == reverse("office:conflicts")
    assert Concern.objects.get(pk=met.row).story == story
    met.refresh_from_db()
    assert met.state == choice
    assert met.settled_by == boss.pk
    kept = FieldChange.objects.filter(row=met.row, field="story").count()
    assert kept == (2 if choice == "offered" else 1)


def test_choosing_nothing_brings_the_page_back(met: Conflict, boss: User) -> None:
    page = said(browser_of(boss).post(url(met), {"call_id": str(new_id())}))
    assert "data-pk-error-summary" in page
    assert SECOND in page
    met.refresh_from_db()
    assert met.state == "open"


def test_a_double_press_is_one_choice(met: Conflict, boss: User) -> None:
    browser, sent = browser_of(boss), {"choice": "offered", "call_id": str(new_id())}
    assert [browser.post(url(met), sent).status_code for _press in range(2)] == [302, 302]


def test_a_second_person_is_told_that_it_was_settled(met: Conflict, boss: User, worker: User) -> None:
    choose(boss, met, "kept")
    page = said(browser_of(worker).get(url(met)))
    assert "Somebody has already chosen" in page
    assert "Somebody has already chosen" in said(choose(worker, met, "offered"))
    assert Concern.objects.get(pk=met.row).story == FIRST


def test_the_neighbour_finds_nothing(met: Conflict) -> None:
    neighbour = make_user("neighbour", "caseworker", "LA16/LA1602/")
    assert browser_of(neighbour).get(url(met)).status_code == 404
    assert choose(neighbour, met, "kept").status_code == 404
    assert url(met) not in said(browser_of(neighbour).get(reverse("office:conflicts")))


def test_a_role_without_the_right_is_refused(met: Conflict) -> None:
    assert browser_of(make_user("auditor", "auditor")).get(url(met)).status_code == 403


def test_a_conflict_that_never_was(boss: User) -> None:
    assert browser_of(boss).get(reverse("office:conflict", args=[new_id()])).status_code == 404


def test_start_page_and_tasks_tell_of_it(met: Conflict, boss: User) -> None:
    browser = browser_of(boss)
    for name in ("office:home", "office:tasks"):
        assert "1 choice waits for you" in said(browser.get(reverse(name)))


# --- a tie that shows only some parts of a person ----------------------------------------------------------


def test_a_person_s_fields_are_worded(worker: User) -> None:
    person = register(worker)
    for sex in ("male", "other"):
        amend_person(by=worker, person=person.pk, base=person.version, changes={"sex": sex}, call_id=new_id())
    page = said(browser_of(worker).get(url(Conflict.objects.get())))
    assert "Male" in page
    assert "Another sex" in page


def test_what_a_tie_does_not_show_is_not_there(worker: User, monkeypatch: pytest.MonkeyPatch) -> None:
    person = register(worker)
    for sex in ("male", "other"):
        amend_person(by=worker, person=person.pk, base=person.version, changes={"sex": sex}, call_id=new_id())
    monkeypatch.setattr(conflict_words, "parts_seen", lambda actor, row: frozenset({"names"}))
    assert browser_of(worker).get(url(Conflict.objects.get())).status_code == 404


# --- words of values ---------------------------------------------------------------------------------------


def test_values_are_worded_by_field() -> None:
    shown = conflict_words.KINDS["organisation"].shown
    assert shown("names", {"lo": "ກົມ", "en": "Department"}) == ["ກົມ (lo)", "Department (en)"]
    assert str(shown("place_path", "LA16/"))
    assert shown("phone", "021 000 000") == "021 000 000"
    assert shown("parent_id", str(new_id())) == "no longer there" or str(shown("parent_id", str(new_id())))
    official = conflict_words.KINDS["official"].shown
    assert str(official("starts", "2026-11-22")) == "2026-11-22"
