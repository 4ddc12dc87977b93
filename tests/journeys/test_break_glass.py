"""Somebody in danger, and their case worker out of reach: a neighbour opens the record, and answers for it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.engines.browser import PHONE
from tests.engines.installation import Installation
from tests.journeys.conftest import Come
from tests.journeys.people import CASEWORKER, NEIGHBOUR, PASSWORD, STAFF, SUPERVISOR, settle_in
from tests.journeys.registering import Client, register
from tests.journeys.steps import Somebody, lao
from tests.stolen.loot import leaks
from tests.stolen.scanner import Secrets

CLIENT = Client("ແສງຈັນ ພູທອງ", 17, "020 5583 7741")
HOW_THEY_CAME = "ແມ່ຂອງນາງພາມາຫາດ້ວຍຕົນເອງ"
WHY = "ນາຍໜ້າມາຢືນຢູ່ໜ້າເຮືອນ ແລະ ຜູ້ຮັບຜິດຊອບບໍ່ຮັບໂທລະສັບ"
NUMBER = re.compile(r"P-\w{4}-\w{4}")
SECRETS = Secrets(names=(CLIENT.name,), phones=(CLIENT.telephone,), stories=(WHY, HOW_THEY_CAME), in_clear=STAFF)
CLOSED_BY_TIME = """
from datetime import timedelta
from pokpong.foundation.access.models import Glass
from pokpong.foundation.kernel import clock, writing
with writing.opened("tests", program=True):
    Glass.objects.update(ends=clock.now() - timedelta(seconds=1))
"""


@pytest.fixture(scope="module", autouse=True)
def everybody(installation: Installation) -> None:
    settle_in(installation)


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """Address and number of the person, as far as the story has come."""
    return {}


def breaks(here: Somebody, number: str, why: str) -> None:
    """From the start page: the page, the record, the reason."""
    here.go("/")
    here.own("Open a record in an emergency")
    here.tick("Person")
    here.type({"Number of the record": number, "Why must you see it now?": why})
    here.press("Open it for four hours")


def test_a_record_that_only_its_case_worker_sees(come: Come, known: dict[str, str]) -> None:
    worker = come(username=CASEWORKER.username, password=PASSWORD)
    worker.go("/people/register/")
    worker.type({"How did the person come to you?": HOW_THEY_CAME})
    known["person"] = register(worker, CLIENT)
    [known["number"]] = set(NUMBER.findall(worker.page.locator("main").inner_text()))
    neighbour = come(username=NEIGHBOUR.username, password=PASSWORD)
    neighbour.go(known["person"], status=404)
    neighbour.sees_nothing_of(CLIENT.name, known["number"])


def test_without_a_reason_or_with_a_wrong_number_nothing_opens(come: Come, known: dict[str, str]) -> None:
    neighbour = come(PHONE, NEIGHBOUR.username, PASSWORD)
    breaks(neighbour, known["number"], "ດ່ວນ")
    assert set(neighbour.mistakes()) == {"reason_too_short"}
    breaks(neighbour, "P-2222-2222", WHY)
    assert set(neighbour.mistakes()) == {"record_unknown"}
    neighbour.go(known["person"], status=404)


def test_with_a_reason_the_record_opens_and_says_until_when(come: Come, known: dict[str, str]) -> None:
    neighbour = come(PHONE, NEIGHBOUR.username, PASSWORD)
    breaks(neighbour, known["number"], WHY)
    assert neighbour.address.endswith(known["person"])
    neighbour.reads("The record is open to you for four hours. Your supervisors know of it.")
    neighbour.reads("Open to you in an emergency")
    neighbour.sees(CLIENT.name, CLIENT.telephone)
    neighbour.go("/")
    neighbour.sees_nothing_of(lao("Open to you in an emergency"))
    neighbour.own("Open a record in an emergency")
    neighbour.reads("Open to you now")


def test_the_supervisor_of_the_place_hears_of_it_and_reviews_it(come: Come, known: dict[str, str]) -> None:
    neighbour = come(username=NEIGHBOUR.username, password=PASSWORD)
    neighbour.go("/account/glass/review/", status=403)
    supervisor = come(username=SUPERVISOR.username, password=PASSWORD)
    supervisor.task("Review a record opened in an emergency")
    supervisor.page.locator("main tbody a").first.click()
    supervisor.sees(NEIGHBOUR.display_name, WHY)
    supervisor.eyes.look(supervisor.page)
    supervisor.tick("Yes, it was needed")
    supervisor.press("Keep my review")
    supervisor.reads("Your review was kept.", "Was needed")
    supervisor.ring()
    waiting = supervisor.page.locator("main").get_by_role("link", name=lao("Review a record opened in an emergency"))
    expect(waiting).to_have_count(0)


def test_who_saw_this_person_names_the_neighbour(come: Come, known: dict[str, str]) -> None:
    supervisor = come(username=SUPERVISOR.username, password=PASSWORD)
    supervisor.go(known["person"])
    supervisor.follow("Who saw this person")
    supervisor.sees(NEIGHBOUR.display_name, CASEWORKER.display_name)
    supervisor.reads("Opened a record in an emergency")


def test_it_closes_by_time_and_at_once_when_it_was_not_needed(
    installation: Installation, come: Come, known: dict[str, str]
) -> None:
    installation.script(CLOSED_BY_TIME)
    neighbour = come(username=NEIGHBOUR.username, password=PASSWORD)
    neighbour.go(known["person"], status=404)
    breaks(neighbour, known["number"], WHY)
    neighbour.sees(CLIENT.name)
    supervisor = come(username=SUPERVISOR.username, password=PASSWORD)
    supervisor.task("Review a record opened in an emergency")
    supervisor.page.locator("main tbody a").first.click()
    supervisor.tick("No, it was not needed")
    supervisor.press("Keep my review")
    supervisor.reads("Was not needed")
    neighbour.go(known["person"], status=404)
    neighbour.sees_nothing_of(CLIENT.name)


def test_a_thief_of_the_data_base_learns_nothing_of_it(installation: Installation) -> None:
    assert leaks(installation, SECRETS) == []
