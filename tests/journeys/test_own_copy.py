"""A person asks what is kept about her: a supervisor reads it through, and the paper is handed over, never sent."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.engines.browser import PHONE
from tests.engines.installation import Installation
from tests.journeys.conftest import Come
from tests.journeys.people import CASEWORKER, PASSWORD, SUPERVISOR, settle_in_with_services
from tests.journeys.registering import Client, register
from tests.journeys.steps import Somebody, lao
from tests.stolen.loot import leaks
from tests.stolen.scanner import Secrets

CLIENT = Client("ແກ້ວຕາ ສີສົມບູນ", 24, "020 5512 8890")
MOTHER = "ນາງ ຈັນທອງຄຳ ສີບຸນເຮືອງ"
SUMMARY = "ນາງກັບມາຈາກໂຮງງານ ຢູ່ກັບ ນາງ ຈັນທອງຄຳ ສີບຸນເຮືອງ ແລະ ຢາກຮຽນຕັດຫຍິບ"
GIVEN = "ຢາກຮຽນຕັດຫຍິບ"
VOUCHED = "ຄູປະຈຳຫ້ອງເກົ່າ ຮູ້ຈັກນາງມາຫຼາຍປີ"
SECRETS = Secrets(names=(CLIENT.name, MOTHER), phones=(CLIENT.telephone,), stories=(SUMMARY, VOUCHED))
RELATE = """
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.relations import relate
from pokpong.registers.people.models import Person
relate(
    by=User.objects.get(username="{username}"), id=new_id(), person=Person.objects.get().pk, kind="mother",
    other_name="{name}", suspected=True, suspected_why="ເພາະເປັນຜູ້ພາໄປ", call_id=new_id(),
)
"""


@dataclass
class Story:
    """Addresses, as far as the story has come."""

    person: str = ""
    copy: str = ""


@pytest.fixture(scope="module", autouse=True)
def everybody(installation: Installation) -> None:
    settle_in_with_services(installation)


@pytest.fixture(scope="module")
def story() -> Story:
    return Story()


def caseworker_of(come: Come) -> Somebody:
    return come(PHONE, CASEWORKER.username, PASSWORD)


def test_somebody_is_helped(come: Come, story: Story, installation: Installation) -> None:
    caseworker = caseworker_of(come)
    caseworker.go("/people/register/")
    caseworker.type({"How did the person come to you?": VOUCHED})
    story.person = register(caseworker, CLIENT)
    installation.script(RELATE.format(username=CASEWORKER.username, name=MOTHER))
    caseworker.go(story.person)
    caseworker.follow("Open a case")
    caseworker.choose("How did the person come to this help?", lao("The person came by themselves"))
    caseworker.type({"Summary": SUMMARY})
    caseworker.press("Open the case")
    caseworker.sees(SUMMARY)


def test_she_asks_what_is_kept_about_her(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.go(story.person)
    caseworker.follow("Their own copy")
    caseworker.reads("No copy was asked for yet")
    caseworker.press("Note that they ask")
    assert "required" in caseworker.mistakes()
    caseworker.mark(
        "How do you know that it is really them?", "Somebody whom this office trusts knows them: say who in the note"
    )
    caseworker.press("Note that they ask")
    caseworker.is_told("Write in the note who knows them.")
    caseworker.type({"Note": VOUCHED})
    caseworker.press("Note that they ask")
    story.copy = caseworker.address
    caseworker.reads(
        "Noted. A supervisor reads it through and prepares it.",
        "Copy asked for: a supervisor prepares it",
        "It is never sent: not by post, message or mail, and not through another person.",
        "No contact is known as safe at any time: agree on the next meeting face to face.",
    )


def test_the_supervisor_reads_it_through(come: Come) -> None:
    supervisor = come(username=SUPERVISOR.username, password=PASSWORD)
    supervisor.task("Prepare the copy that a person asked for")
    supervisor.follow("Prepare the copy")
    main = supervisor.page.locator("main")
    expect(main).to_contain_text(GIVEN)
    expect(main).not_to_contain_text("ຈັນທອງຄຳ")
    supervisor.page.get_by_label(GIVEN).check()
    supervisor.press("Prepare it")
    supervisor.reads("Prepared. Print it, and hand it over in person.")
    file = supervisor.page.request.get(supervisor.page.get_by_role("link", name="JSON").get_attribute("href") or "")
    told = json.loads(file.body())
    assert told["copy"]["made_by"] == SUPERVISOR.display_name
    assert CLIENT.name in file.text()
    assert GIVEN in file.text()
    supervisor.follow("Show the paper")
    supervisor.sees(CLIENT.name, GIVEN, SUPERVISOR.display_name)
    supervisor.reads("What is left out, and why")
    for text in (file.text(), main.inner_text()):
        assert "ຈັນທອງຄຳ" not in text
        assert CASEWORKER.display_name not in text


def test_it_is_handed_over_in_person(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.task("Hand a person's own copy over in person")
    assert caseworker.address == story.copy
    caseworker.follow("Handed over in person")
    caseworker.mark("How do you know that it is really them?", "Whoever writes this knows them for some time")
    caseworker.mark("Where is the paper now?", "They take it along")
    caseworker.press("Note it")
    caseworker.is_told("Ask first whether it is safe to carry the paper home, and tick it.")
    caseworker.mark("Where is the paper now?", "The office keeps it for them, closed, under their number")
    caseworker.press("Note it")
    caseworker.reads("Noted: it was handed over in person.", "Copy handed over in person")
    caseworker.go(story.person)
    caseworker.reads("Their own copy was handed over in person")


def test_nothing_of_it_stands_in_clear(installation: Installation) -> None:
    assert leaks(installation, SECRETS) == []
