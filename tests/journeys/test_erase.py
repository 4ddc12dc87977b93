"""A record whose time has run out: found on the list, kept longer, then erased by two people and for good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from pokpong.foundation.lao.dates import format_date
from pokpong.foundation.vault import master
from tests.engines.browser import PHONE
from tests.engines.installation import CommandFailed, Installation
from tests.journeys.conftest import Come
from tests.journeys.people import CASEWORKER, PASSWORD, SUPERVISOR, settle_in_with_services
from tests.journeys.registering import Client, register
from tests.journeys.steps import Somebody, lao
from tests.stolen.loot import leaks
from tests.stolen.scanner import Secrets

CLIENT = Client("ມະລິວັນ ສຸກສະຫວັດດີ", 24, "020 5517 4460")
OTHER = Client("ບຸນທະວີ ແກ້ວມະນີ", 31)
HOW_THEY_CAME = "ມາຫາຫ້ອງການດ້ວຍຕົນເອງ"
COURT = "ສານຂໍໃຫ້ຮັກສາເອກະສານໄວ້ ຈົນກວ່າຄະດີຈະສິ້ນສຸດ"
OVER = "ຄະດີສິ້ນສຸດແລ້ວ"
STILL = "ຜູ້ກ່ຽວແຈ້ງວ່າອາດກັບມາອີກ"
WHY = "ຄົບກຳນົດເກັບຮັກສາ ແລະ ບໍ່ມີຜູ້ໃດຈຳເປັນຕ້ອງໃຊ້"
SECRETS = Secrets(names=(CLIENT.name,), phones=(CLIENT.telephone,), stories=())
YEARS_AGO = 5
# Time cannot be let pass for a browser: the past is moved away from it instead.
LONG_AGO = """
import datetime as dt
from pokpong.foundation.kernel import clock, writing
from pokpong.registers.people.models import Person
day = clock.today() - dt.timedelta(days=int({years} * 365.25))
with writing.opened("tests"):
    Person.objects.filter(number__in={numbers!r}).update(registered_on=day)
"""
TICK = """
from pokpong.foundation.agenda import ticking
print(ticking.tick())
"""
NEXT_DAY = """
import datetime as dt
from django.utils import timezone
from pokpong.foundation.agenda import ticking
from pokpong.foundation.kernel import clock
with clock.standing_at(timezone.now() + dt.timedelta(days=1)):
    ticking.tick()
"""
COUNTS = """
from pokpong.areas.protection.models import Case
from pokpong.registers.people.models import Contact, Person
print(Person.objects.count(), Contact.objects.count(), Case.objects.count())
print(Person.objects.filter(sex="female").count())
"""
OPENS = """
from pokpong.registers.people.models import Person
print(len(Person.objects.get(number={number!r}).names))
"""


@dataclass
class Story:
    """Addresses and numbers, as far as the story has come."""

    person: str = ""
    number: str = ""
    other: str = ""
    other_number: str = ""
    erasure: str = ""
    counts: str = ""


@pytest.fixture(scope="module", autouse=True)
def everybody(installation: Installation) -> None:
    """With a key file, as a server has one: only then can the keys be turned."""
    key = installation.folder / "keys" / "master.key"
    installation.environment |= {
        "DJANGO_SETTINGS_MODULE": "tests.engines.key_file_settings",
        "POKPONG_KEY_FILE": str(key),
    }
    master.write_key_file(key)
    settle_in_with_services(installation)


@pytest.fixture(scope="module")
def story() -> Story:
    return Story()


def caseworker_of(come: Come) -> Somebody:
    return come(PHONE, CASEWORKER.username, PASSWORD)


def supervisor_of(come: Come) -> Somebody:
    return come(PHONE, SUPERVISOR.username, PASSWORD)


def meet(caseworker: Somebody, client: Client) -> tuple[str, str]:
    """The address and the number of who came by themselves."""
    caseworker.go("/people/register/")
    caseworker.type({"How did the person come to you?": HOW_THEY_CAME})
    address = register(caseworker, client)
    found = re.search(r"P-[0-9A-Z]{4}-[0-9A-Z]{4}", caseworker.page.locator("main").inner_text())
    assert found is not None
    return address, found[0]


def test_two_people_were_here_long_ago(come: Come, story: Story, installation: Installation) -> None:
    caseworker = caseworker_of(come)
    story.person, story.number = meet(caseworker, CLIENT)
    story.other, story.other_number = meet(caseworker, OTHER)
    story.counts = installation.script(COUNTS)
    supervisor = supervisor_of(come)
    supervisor.own("Records that are due")
    supervisor.reads("No record is due")


def test_the_clock_finds_that_their_time_has_run_out(come: Come, story: Story, installation: Installation) -> None:
    numbers = [story.number, story.other_number]
    installation.script(LONG_AGO.format(years=YEARS_AGO, numbers=numbers))
    assert int(installation.script(TICK)) >= 3
    supervisor = supervisor_of(come)
    supervisor.task("Decide about records whose time has run out")
    supervisor.sees(*numbers)
    supervisor.reads("Waits for a decision", "Why it is due", "Due since")
    supervisor.sees_nothing_of(CLIENT.name, OTHER.name)


def test_one_record_is_kept_longer(come: Come, story: Story) -> None:
    supervisor = supervisor_of(come)
    supervisor.own("Records that are due")
    supervisor.follow_to(story.other_number)
    supervisor.press("Keep it longer")
    assert supervisor.mistakes()
    supervisor.day("Keep the record until", date.today() - timedelta(days=1))  # noqa: DTZ011  as a person types it
    supervisor.type({"Why is it still needed?": STILL})
    supervisor.press("Keep it longer")
    supervisor.is_told("Choose a day that lies ahead.")
    supervisor.day("Keep the record until", date.today() + timedelta(days=400))  # noqa: DTZ011  as a person types it
    supervisor.press("Keep it longer")
    supervisor.reads("Kept longer. It comes back to the list when that day has passed.")
    supervisor.sees(STILL)
    supervisor.own("Records that are due")
    supervisor.reads("Kept longer")


def test_a_court_needs_the_other_one(come: Come, story: Story) -> None:
    supervisor = supervisor_of(come)
    supervisor.go(story.person)
    supervisor.follow("Legal hold")
    supervisor.type({"Who needs the record, and until when?": COURT})
    supervisor.press("Set the legal hold")
    supervisor.own("Records that are due")
    supervisor.reads("Legal hold: is not erased")
    caseworker = caseworker_of(come)
    caseworker.go(story.person)
    caseworker.follow("Erase this record")
    caseworker.reads("It cannot be erased yet")
    caseworker.type({"Why?": WHY})
    caseworker.press("Ask for the erasure")
    caseworker.is_told(
        "A legal hold stands on this person: nothing may be erased until a supervisor lifts it.",
    )
    supervisor.go(story.person)
    supervisor.follow("Nothing may be erased")
    supervisor.type({"Why is it needed no longer?": OVER})
    supervisor.press("Lift it")
    supervisor.reads("The legal hold is lifted.")


def test_from_the_list_the_supervisor_comes_to_what_would_go(come: Come, story: Story) -> None:
    supervisor = supervisor_of(come)
    supervisor.own("Records that are due")
    supervisor.follow_to(story.number)
    supervisor.follow("Ask for the erasure")
    supervisor.reads("Records of the person", "Contacts")
    supervisor.sees_nothing_of(CLIENT.name)


def test_one_asks(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.go(story.person)
    caseworker.follow("Erase this record")
    caseworker.type({"Why?": WHY})
    caseworker.press("Ask for the erasure")
    story.erasure = caseworker.address
    caseworker.reads("Asked. Nothing is erased until a supervisor approves it.")
    caseworker.reads("You asked for this erasure: another supervisor of the district decides.")
    assert caseworker.page.get_by_role("button", name=lao("Erase for good")).count() == 0
    supervisor = supervisor_of(come)
    supervisor.own("Records that are due")
    supervisor.reads("Erasure asked for")
    supervisor.follow_to(story.number)
    supervisor.reads("The erasure of this record was asked for already.")


def test_another_approves(come: Come, story: Story, installation: Installation) -> None:
    supervisor = supervisor_of(come)
    supervisor.task("Decide about the erasure of a record")
    supervisor.sees(story.number, WHY)
    supervisor.sees_nothing_of(CLIENT.name)
    supervisor.type({"Number of the record": "P-0000-0000"})
    supervisor.press("Erase for good")
    supervisor.is_told("This is not the number of the record.")
    supervisor.type({"Number of the record": story.number})
    supervisor.press("Erase for good")
    supervisor.reads(
        "Erased. It is final when the keys are turned, at the latest tomorrow.",
        "Not final yet",
        "That happens by itself tomorrow, or earlier by command.",
    )
    with pytest.raises(CommandFailed, match="KeyGone"):
        installation.script(OPENS.format(number=story.number))
    assert "1" in installation.script(OPENS.format(number=story.other_number))


def test_the_clock_makes_it_final(come: Come, story: Story, installation: Installation) -> None:
    installation.script(NEXT_DAY)
    supervisor = supervisor_of(come)
    supervisor.own("Erasures")
    supervisor.follow_to(story.number)
    supervisor.reads("Erased for good", "Final")
    until = date.today() + timedelta(days=1 + 14)  # noqa: DTZ011  14 days, as the settings say
    words = "Old archives of the keys are kept until %(day)s. They open nothing of this record any more."
    supervisor.sees(lao(words, day=format_date(until)))
    assert "epoch: 2" in installation.command("keys", "status")


def test_figures_stand_and_nobody_is_shown(come: Come, story: Story, installation: Installation) -> None:
    assert installation.script(COUNTS) == story.counts
    for somebody in (caseworker_of(come), supervisor_of(come)):
        somebody.go("/people/")
        somebody.sees_nothing_of(CLIENT.name, story.number)
        somebody.go(story.person, status=404)
        somebody.go(story.other)
        somebody.sees(OTHER.name)


def test_a_thief_of_the_data_base_learns_nothing_of_it(installation: Installation) -> None:
    assert leaks(installation, SECRETS) == []
