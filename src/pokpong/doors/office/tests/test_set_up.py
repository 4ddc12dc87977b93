"""The set-up of an empty installation: opened by the code, in order, all or nothing, and closed for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from pokpong.doors.office.models import Installation
from pokpong.doors.office.set_up import code, steps
from pokpong.doors.office.set_up.actions import INSTALLER, begin_installation
from pokpong.doors.office.tests.pages import said
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused
from pokpong.foundation.ui.language import default_language, speak_first
from pokpong.registers.institutions.models import Organisation

pytestmark = pytest.mark.django_db
FIRST = {
    "display_name": "ນາງ ທົດລອງ ສົມມຸດ",
    "username": "first.admin",
    "password1": "mekong-river-long-42",
    "password2": "mekong-river-long-42",
}
SECOND = {
    "display_name": "ທ້າວ ທົດລອງ ສົມມຸດ",
    "username": "first.boss",
    "password1": "plain-of-jars-and-43",
    "password2": "plain-of-jars-and-43",
}
BODY = {"name_lo": "ຫ້ອງການສົມມຸດ", "name_en": "Invented office", "kind": "department", "place": "", "place_text": ""}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    settings.DATA_DIR = tmp_path
    yield tmp_path
    speak_first("")


@pytest.fixture
def browser() -> Client:
    client = Client()
    client.cookies["pokpong_language"] = "en"
    return client


def url(key: str) -> str:
    return reverse(f"office:set_up_{key}") if key else reverse("office:set_up")


def answer(browser: Client, key: str, values: dict[str, str]) -> str:
    """Where the browser is sent after answering."""
    response = browser.post(url(key), values)
    assert response.status_code == 302, response.content.decode()[:3000]
    return str(response.headers["Location"])


def answer_up_to(browser: Client, data: Path, last: str) -> None:
    """Every page before `last`."""
    answers: dict[str, dict[str, str]] = {
        "": {"code": code.current(data)},
        "language": {"language": "en"},
        "places": {},
        "organisation": BODY,
        "administrator": FIRST,
        "supervisor": SECOND,
    }
    for key, values in answers.items():
        if key == last:
            return
        answer(browser, key, values)


# --- the gate ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/account/login/", "/concerns/", "/nowhere/", "/tasks/"])
def test_an_empty_installation_has_one_page(browser: Client, path: str) -> None:
    assert browser.get(path).headers["Location"] == url("")
    assert browser.post(path).headers["Location"] == url("")


def test_switches_and_health_work_before_set_up(browser: Client) -> None:
    assert browser.get(reverse("office:healthz")).content == b"ok\n"
    assert (
        browser.post(reverse("ui:language"), {"language": "lo", "next": "/set-up/"}).headers["Location"] == "/set-up/"
    )


def test_the_gate_opens_with_the_first_user(browser: Client, django_assert_num_queries: object) -> None:
    assert browser.get("/").headers["Location"] == url("")
    make_user("somebody", "administrator")
    assert browser.get("/").headers["Location"].startswith(reverse("account_login"))


# --- the code ----------------------------------------------------------------------------------------------


def test_without_the_code_nothing_opens(browser: Client) -> None:
    for step in steps.STEPS:
        assert browser.get(url(step.key)).headers["Location"] == url("")
    page = said(browser.post(url(""), {"code": "AAAA-AAAA-AAAA"}))
    assert "This is not the code" in page
    assert 'data-code="set_up_code_wrong"' in page
    assert browser.get(url("language")).headers["Location"] == url("")


def test_the_code_is_accepted_as_people_type_it(browser: Client, data: Path) -> None:
    typed = code.current(data).lower().replace("-", " ")
    assert answer(browser, "", {"code": typed}) == url("language")


# --- the steps ---------------------------------------------------------------------------------------------


def test_pages_come_in_their_order(browser: Client, data: Path) -> None:
    answer_up_to(browser, data, "places")
    assert browser.get(url("administrator")).headers["Location"] == url("places")
    assert "18 provinces, 148 districts, 8,940 villages" in said(browser.get(url("places")))
    assert answer(browser, "places", {}) == url("organisation")


def test_the_whole_way(browser: Client, data: Path) -> None:
    answer_up_to(browser, data, "supervisor")
    assert not User.objects.exists(), "something was written before the last page"
    assert not Organisation.objects.filter(names__en="Invented office").exists()
    assert answer(browser, "supervisor", SECOND) == url("done")
    assert "The set-up is complete" in said(browser.get(url("done")))
    held = {(User.objects.get(pk=grant.user).username, grant.role) for grant in Grant.objects.filter(state="active")}
    assert held == {("first.admin", "administrator"), ("first.boss", "case_supervisor")}
    installation = Installation.objects.get()
    assert installation.language == "en"
    assert Organisation.objects.get(pk=str(installation.organisation)).names["lo"] == "ຫ້ອງການສົມມຸດ"
    assert default_language() == "en", "pages do not speak the language chosen"


def test_after_set_up_its_pages_are_gone(browser: Client, data: Path) -> None:
    answer_up_to(browser, data, "nothing")
    stranger = Client()
    for key in ("", "language", "supervisor", "done"):
        assert stranger.get(url(key)).status_code == 404
    assert browser.post(url("supervisor"), SECOND).status_code == 404
    assert User.objects.count() == 2


def test_each_types_their_own_password(browser: Client, data: Path) -> None:
    answer_up_to(browser, data, "nothing")
    assert User.objects.get(username="first.admin").check_password(FIRST["password1"])
    assert User.objects.get(username="first.boss").check_password(SECOND["password1"])
    assert not User.objects.get(username="first.boss").check_password(FIRST["password1"])


def test_no_password_waits_in_the_session(browser: Client, data: Path) -> None:
    answer_up_to(browser, data, "supervisor")
    kept = str(dict(browser.session.items()))
    assert FIRST["password1"] not in kept
    assert "first.admin" in kept


def test_one_person_cannot_be_both_and_nothing_is_half_written(browser: Client, data: Path) -> None:
    answer_up_to(browser, data, "supervisor")
    page = said(browser.post(url("supervisor"), {**SECOND, "username": "First.Admin"}))
    assert "data-pk-error-summary" in page
    assert not User.objects.exists()
    assert not Installation.objects.exists()
    assert not Organisation.objects.filter(names__en="Invented office").exists()
    assert answer(browser, "supervisor", SECOND) == url("done")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"password2": "something-else-42"}, "password2"),
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"username": ""}, "username"),
        ({"display_name": ""}, "display_name"),
    ],
)
def test_what_cannot_be_used_comes_back_with_what_was_typed(
    browser: Client, data: Path, changed: dict[str, str], field: str
) -> None:
    answer_up_to(browser, data, "administrator")
    page = said(browser.post(url("administrator"), {**FIRST, **changed}))
    assert f'id="id_{field}_error"' in page
    assert {**FIRST, **changed}["username"] in page
    assert FIRST["password1"] not in page


def test_an_earlier_answer_can_be_changed(browser: Client, data: Path) -> None:
    answer_up_to(browser, data, "administrator")
    page = said(browser.get(url("organisation")))
    assert "Invented office" in page
    answer(browser, "organisation", {**BODY, "name_en": "Another office"})
    answer(browser, "administrator", FIRST)
    answer(browser, "supervisor", SECOND)
    assert Organisation.objects.get(pk=str(Installation.objects.get().organisation)).names["en"] == "Another office"


def test_the_code_is_gone_afterwards(browser: Client, data: Path) -> None:
    first = code.current(data)
    answer_up_to(browser, data, "nothing")
    assert code.current(data) != first


@pytest.mark.parametrize("key", ["", "language", "places", "organisation", "administrator", "supervisor"])
def test_every_page_speaks_lao(browser: Client, data: Path, key: str) -> None:
    answer_up_to(browser, data, key)
    browser.cookies["pokpong_language"] = "lo"
    page = said(browser.get(url(key)))
    heading = page.split("<h1>")[1].split("</h1>")[0]
    assert any("\u0e80" <= letter <= "\u0eff" for letter in heading)


# --- the action --------------------------------------------------------------------------------------------


def test_an_installation_begins_once() -> None:
    call_id, row_id = new_id(), new_id()
    row = begin_installation(by=INSTALLER, language="lo", place_path="", organisation=None, id=row_id, call_id=call_id)
    assert Event.objects.filter(name="installation.begin", subject=row.pk).count() == 1
    assert Change.objects.filter(kind="installation", row=row.pk).exists()
    assert Receipt.objects.filter(pk=call_id).exists()
    with pytest.raises(Refused) as refused:
        begin_installation(by=INSTALLER, language="xx", place_path="", organisation=None, id=new_id(), call_id=new_id())
    assert {problem.code for problem in refused.value.problems} == {"already_set_up", "language_unknown"}


def test_nobody_begins_an_installation_by_hand() -> None:
    with pytest.raises(NotAllowed):
        begin_installation(
            by=make_user("boss", "administrator"),
            language="lo",
            place_path="",
            organisation=None,
            id=new_id(),
            call_id=new_id(),
        )
