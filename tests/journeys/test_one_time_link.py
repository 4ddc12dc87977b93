"""A clinic without an account: a one-time link, a PIN told by telephone, an answer; and whoever else tries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.engines.browser import Windows
from tests.engines.installation import Installation
from tests.journeys.conftest import Come
from tests.journeys.eyes import Eyes
from tests.journeys.people import CASEWORKER, CLINIC, PASSWORD, settle_in_with_services
from tests.journeys.steps import Somebody, lao

SMALL: ViewportSize = {"width": 360, "height": 740}  # a cheap telephone
CLIENT = "ນາງ ແກ້ວມະນີ ສົມມຸດ"
NURSE = "ທ່ານ ໝໍ ຄຳໃບ ສົມມຸດ"
ANSWER, NOTE, FEEDBACK = "ມາໄດ້ທຸກມື້ເຊົ້າ ກ່ອນສິບໂມງ", "ລາວມາຮອດແລ້ວ ກັບເພື່ອນ", "ກວດແລ້ວ ໃຫ້ຢາໄປສິບມື້"
TRIES = 5
REFER = f"""
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.referrals import sent
from pokpong.demo.identity import known
from pokpong.foundation.access.models import User
from pokpong.registers.institutions.models import Organisation
worker = User.objects.get(username="caseworker")
clinic = Organisation.objects.get(pk=known("organisation", "clinic"))
case = a_case(worker, person=a_person(worker, name="{CLIENT}", age=25))
print(sent(worker, case, clinic, kind="medical", fields=("names",)).pk)
"""


@dataclass
class Story:
    """What the case worker hands over, from one story to the next."""

    referral: str = ""
    link: str = ""
    pin: str = ""
    opened: str = ""


@pytest.fixture(scope="module")
def story(installation: Installation) -> Story:
    settle_in_with_services(installation)
    return Story(referral=f"/cases/referrals/{installation.script(REFER).split()[-1]}/")


@pytest.fixture(scope="module")
def nurse(module_windows: Windows, story: Story) -> Somebody:
    """One telephone through all the stories: the link knows it again."""
    return Somebody(module_windows(SMALL), Eyes())


@pytest.fixture(scope="module")
def module_windows(browser: Browser, installation: Installation) -> Iterator[Windows]:
    windows = Windows(browser, installation.url)
    yield windows
    windows.close()


def caseworker_of(come: Come, story: Story) -> Somebody:
    caseworker = come(SMALL, CASEWORKER.username, PASSWORD)
    caseworker.go(story.referral)
    return caseworker


def make_link(somebody: Somebody, story: Story) -> None:
    """On the page of the referral: link and PIN as the page shows them, once."""
    somebody.follow("Make a link for an organisation without an account")
    somebody.press("Make the link")
    somebody.is_told_beside("Who gets the link?", "This field is required.")
    somebody.type({"Who gets the link?": NURSE})
    somebody.press("Make the link")
    somebody.reads(
        "The link and the PIN are shown only now. Hand both over before you leave this page, each in its own way."
    )
    story.link = somebody.page.locator("[data-link]").inner_text().strip()
    story.pin = somebody.page.locator(".link-pin").inner_text().replace(" ", "")
    expect(somebody.page.locator("svg.qr")).to_be_visible()


def open_link(somebody: Somebody, story: Story, pin: str) -> None:
    """The code comes out of the address by itself, and stands in it no more."""
    somebody.page.goto("about:blank")
    somebody.go(story.link)
    expect(somebody.box("Code of the link")).to_have_value(story.link.rpartition("#")[2])
    assert "#" not in somebody.page.url
    somebody.type({"PIN": pin})
    somebody.press("Open the link")


def wrong(pin: str) -> str:
    return str((int(pin) + 1) % 10**6).zfill(6)


def test_the_sender_makes_a_link_and_a_pin_that_goes_another_way(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come, story)
    make_link(caseworker, story)
    assert re.fullmatch(r"\d{6}", story.pin)
    caseworker.page.emulate_media(media="print")
    expect(caseworker.page.locator(".link-pin")).to_be_hidden()
    expect(caseworker.page.locator("svg.qr")).to_be_visible()
    caseworker.page.emulate_media(media="screen")
    caseworker.follow("Both are handed over")
    caseworker.sees(NURSE)
    caseworker.reads("Not opened yet", "Not looked at yet.")
    caseworker.sees_nothing_of(story.pin, story.link.rpartition("#")[2])


def test_the_clinic_opens_it_and_reads_the_named_fields(nurse: Somebody, story: Story) -> None:
    open_link(nurse, story, wrong(story.pin))
    nurse.is_told_beside("PIN", "This PIN is not right. Tries that are left: %(left)s.", left=TRIES - 1)
    nurse.type({"PIN": story.pin})
    nurse.press("Open the link")
    story.opened = nurse.address
    nurse.sees(CLIENT, CLINIC)
    nurse.reads("What you are asked", "Accept", "Decline")
    assert lao("One-time link") in nurse.page.title()
    assert CLIENT not in nurse.page.title()


def test_another_browser_is_refused_and_the_sender_hears_of_it(come: Come, story: Story) -> None:
    thief = come(SMALL)
    open_link(thief, story, story.pin)
    thief.reads("This link was used already")
    thief.sees_nothing_of(CLIENT)
    thief.go(story.opened)
    thief.sees_nothing_of(CLIENT)
    caseworker = come(SMALL, CASEWORKER.username, PASSWORD)
    caseworker.task("An opened one-time link was tried in another browser: look into it")
    caseworker.reads("Refused in another browser:")


def test_the_clinic_answers_and_tells_what_came_of_it(nurse: Somebody, story: Story) -> None:
    nurse.go(story.opened)
    nurse.follow("Accept")
    nurse.type({"Words for the sender": ANSWER})
    nurse.press("Accept")
    nurse.press("Help has begun")
    nurse.type({"Words for the sender": NOTE})
    nurse.press("Send to the sender")
    nurse.sees(NOTE)
    nurse.follow("Complete")
    nurse.press("Complete")
    assert nurse.mistakes(), "it says what came of it"
    nurse.tick("The help was given in full")
    nurse.type({"Feedback for the sender": FEEDBACK})
    nurse.press("Complete")
    nurse.reads(
        "Thank you", "The link has ended: nothing is shown through it any more. Please keep nothing of what you read."
    )
    nurse.go(story.opened, status=410)
    nurse.sees_nothing_of(CLIENT, ANSWER)
    assert not nurse.eyes.complaints


def test_answer_and_feedback_reach_the_sender(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come, story)
    caseworker.sees(ANSWER, NOTE, FEEDBACK)
    caseworker.reads("Completed", "Ended with the referral")
    caseworker.sees(lao("through a one-time link made by %(name)s", name=CASEWORKER.display_name))


def test_wrong_pins_close_a_link_and_a_link_is_taken_back(come: Come, story: Story, installation: Installation) -> None:
    story.referral = f"/cases/referrals/{installation.script(REFER.replace('ແກ້ວມະນີ', 'ຄຳພູ')).split()[-1]}/"
    caseworker = caseworker_of(come, story)
    make_link(caseworker, story)
    guesser = come(SMALL)
    open_link(guesser, story, wrong(story.pin))
    for _try in range(TRIES - 1):
        guesser.type({"PIN": wrong(story.pin)})
        guesser.press("Open the link")
    guesser.reads("This link is closed", "The PIN was wrong five times. The sender is told.")
    caseworker.task("A one-time link was closed after five wrong PINs: look into it")
    caseworker.reads("Closed after wrong PINs")
    make_link(caseworker, story)
    caseworker.follow("Both are handed over")
    caseworker.page.get_by_role("button", name=lao("Take the link back"), exact=True).first.click()
    caseworker.press("Yes, take it back")
    caseworker.reads("The link was taken back. It opens nothing any more.")
    late = come(SMALL)
    open_link(late, story, story.pin)
    late.reads("This link has ended")


def test_neither_code_nor_pin_stand_in_the_log(story: Story, installation: Installation) -> None:
    code = story.link.rpartition("#")[2]
    assert code
    assert code not in installation.log()
    assert code.replace("-", "") not in installation.log()
