"""What cannot be right in a case is refused in Lao, beside the question, with all reasons at once and nothing lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from pokpong.demo.people import USERS
from pokpong.foundation.kernel import clock
from tests.engines.browser import PHONE
from tests.engines.installation import Installation
from tests.journeys.conftest import Come
from tests.journeys.helping import ask_closure
from tests.journeys.people import CASEWORKER, PASSWORD, SHELTER, SUPERVISOR, settle_in_with_services
from tests.journeys.referring import choose_service, kind
from tests.journeys.registering import Asked, Client, fill_consent, register
from tests.journeys.steps import Somebody, lao

CHILD = Client("ດາວເຮືອງ ພົງສະຫວັນ", 14)
ADULT = Client("ຄຳແພງ ໄຊຍະສານ", 31)
SUSPECT = "ລຸງ ບຸນທະວີ ພົງສະຫວັນ"
WHY_SUSPECT = "ເປັນຜູ້ຮັບເງິນຈາກນາຍໜ້າ"
HOW_THEY_CAME = "ຄູພາມາຫາຫ້ອງການ"
NOTE = "ຄູປະຈຳຫ້ອງນັ່ງຢູ່ນຳຕອນຖາມ"
MESSAGE = "ຕ້ອງການຫ້ອງນອນສຳລັບເດັກຍິງ ກັບຄົນຍິງເບິ່ງແຍງ"
REACHED = "ຢູ່ກັບແມ່ຕູ້ ແລະ ກັບເຂົ້າຮຽນແລ້ວ"
BED = "3"
ELSEWHERE = "ບ້ານພັກປິດປັບປຸງ"
MANAGER = next(user for user in USERS if user.username == "manager")
FOR_THE_SHELTER = Asked("Referral to a service", SHELTER)


@dataclass
class Story:
    """Addresses, as far as it has come."""

    child: str = ""
    child_case: str = ""
    adult_case: str = ""
    draft_page: str = ""


@pytest.fixture(scope="module", autouse=True)
def everybody(installation: Installation) -> None:
    settle_in_with_services(installation)


@pytest.fixture(scope="module")
def story() -> Story:
    return Story()


def caseworker_of(come: Come) -> Somebody:
    return come(PHONE, CASEWORKER.username, PASSWORD)


def meet(caseworker: Somebody, client: Client) -> str:
    """Registers who came by themselves; the address of the person."""
    caseworker.go("/people/register/")
    caseworker.type({"How did the person come to you?": HOW_THEY_CAME})
    return register(caseworker, client)


def open_case(caseworker: Somebody, person: str) -> str:
    caseworker.go(person)
    caseworker.follow("Open a case")
    caseworker.press("Open the case")
    caseworker.is_told_beside("How did the person come to this help?", "Choose how the person came to this help.")
    caseworker.choose("How did the person come to this help?", lao("The person came by themselves"))
    caseworker.press("Open the case")
    caseworker.reads("The case is open, and you are responsible for it. Assess the risk next.")
    return caseworker.address


def test_two_persons_come_and_get_cases(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    story.child = meet(caseworker, CHILD)
    story.child_case = open_case(caseworker, story.child)
    story.adult_case = open_case(caseworker, meet(caseworker, ADULT))


def test_a_child_does_not_consent_as_an_adult_does(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.go(story.child)
    caseworker.follow("Write down a consent")
    fill_consent(caseworker, FOR_THE_SHELTER)
    caseworker.type({"Note": NOTE})
    caseworker.press("Keep the consent")
    assert caseworker.mistakes().keys() == {"consent_child_alone", "consent_assent_needed"}
    caseworker.is_told_beside(
        "Who consents?", "A child cannot consent alone: a guardian or the social welfare authority does."
    )
    caseworker.is_told_beside("What did the child say?", "Ask the child and write down what it answered.")
    keeps_the_consent(caseworker)
    caseworker.go(story.child)
    caseworker.reads("Without a consent nothing about this person is shared.")


def keeps_the_consent(caseworker: Somebody) -> None:
    """All that was typed stands there still."""
    assert caseworker.box("Note").input_value() == NOTE
    assert caseworker.box("Name of the witness").input_value() == FOR_THE_SHELTER.witness
    assert caseworker.page.get_by_label(SHELTER, exact=True).is_checked()
    assert caseworker.question("Which data?").get_by_label(lao("Names"), exact=True).is_checked()


def test_a_suspected_guardian_does_not_consent(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.go(story.child)
    caseworker.follow("Add a relation")
    caseworker.choose("Who is it?", lao("Guardian"))
    caseworker.type({"Or a name": SUSPECT, "Why suspected?": WHY_SUSPECT})
    caseworker.tick("Suspected of having had a part in it")
    caseworker.press("Add the relation")
    caseworker.sees(SUSPECT, lao("Suspected"))
    caseworker.follow("Write down a consent")
    fill_consent(caseworker, FOR_THE_SHELTER)
    caseworker.mark("Who consents?", "The person's guardian")
    caseworker.choose("Which guardian?", f"{lao('Guardian')}: {SUSPECT}")
    caseworker.choose("What did the child say?", lao("The child was asked and agrees"))
    caseworker.type({"Note": NOTE})
    caseworker.press("Keep the consent")
    assert caseworker.mistakes().keys() == {"consent_guardian_suspect"}
    caseworker.is_told_beside(
        "Which guardian?",
        "This guardian is suspected of having a part in it and cannot consent. Ask the social welfare authority.",
    )
    keeps_the_consent(caseworker)


def test_days_in_the_wrong_order_and_nothing_to_share(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.go(story.child_case)
    choose_service(caseworker, "shelter", SHELTER)
    caseworker.type({"What does the organisation need to know to help?": MESSAGE})
    caseworker.day("Please answer by", clock.today() + timedelta(days=9))
    caseworker.day("Help should begin by", clock.today() + timedelta(days=3))
    for box in caseworker.question("What may the organisation see of the person?").get_by_role("checkbox").all():
        box.uncheck()
    caseworker.press("Keep and check")
    caseworker.is_told_beside("What may the organisation see of the person?", "This field is required.")
    assert caseworker.box("What does the organisation need to know to help?").input_value() == MESSAGE
    caseworker.mark("What may the organisation see of the person?", "Names")
    caseworker.press("Keep and check")
    assert caseworker.mistakes().keys() == {"referral_serve_before_answer"}
    caseworker.is_told_beside(
        "Help should begin by", "The help cannot begin before the day by which the organisation answers."
    )
    caseworker.day("Help should begin by", clock.today() + timedelta(days=10))
    caseworker.press("Keep and check")
    story.draft_page = caseworker.address
    caseworker.reads("No consent allows this yet")


def test_nothing_is_sent_without_consent_or_exception(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.go(story.draft_page)
    caseworker.press("Send without consent")
    caseworker.is_told_beside("Which exception allows it?", "This field is required.")
    caseworker.is_told_beside("Why could it not wait for a consent?", "This field is required.")
    caseworker.tick("The best interests of a child")
    caseworker.type({"Why could it not wait for a consent?": "ດ່ວນ"})
    caseworker.press("Send without consent")
    assert caseworker.mistakes().keys() == {"referral_why_too_short"}
    assert caseworker.box("Why could it not wait for a consent?").input_value() == "ດ່ວນ"
    assert caseworker.page.get_by_label(lao("The best interests of a child")).is_checked()
    caseworker.go(story.child_case)
    assert lao("Draft, not sent") in caseworker.part("referrals")


def test_a_bed_is_given_once(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    reserve(caseworker, story.adult_case)
    caseworker.press("Reserve the bed")
    assert SHELTER in caseworker.part("stays")
    reserve(caseworker, story.child_case)
    caseworker.day("Until when, as far as known?", clock.today() - timedelta(days=2))
    caseworker.press("Reserve the bed")
    assert caseworker.mistakes().keys() == {"stay_bed_taken", "stay_ends_before_start"}
    caseworker.is_told_beside("Number of the bed", "This bed is given already. Choose another one.")
    caseworker.is_told_beside("Until when, as far as known?", "The last day cannot lie before the first one.")
    assert caseworker.box("Note").input_value() == NOTE
    caseworker.sees_nothing_of(ADULT.name)
    caseworker.go(story.child_case)
    caseworker.reads("No stay in a shelter.")


def reserve(caseworker: Somebody, case: str) -> None:
    """Asks for the same bed, and does not send it yet."""
    caseworker.go(case)
    caseworker.follow("Reserve a bed")
    shelters = caseworker.box("Shelter").locator("option")
    caseworker.box("Shelter").select_option(value=shelters.filter(has_text=SHELTER).get_attribute("value") or "")
    caseworker.type({"Number of the bed": BED, "Note": NOTE})


def test_nobody_is_referred_to_who_no_longer_offers_the_help(come: Come, story: Story) -> None:
    manager = come(username=MANAGER.username, password=PASSWORD)
    manager.menu("Directory")
    manager.follow_to(lao("Who helps with what, where and for whom."))
    of_the_shelter = manager.page.locator("main").get_by_role("row").filter(has_text=SHELTER)
    manager._click(of_the_shelter.get_by_role("link", name=kind("shelter"), exact=True))
    manager.follow("Take out of the directory")
    manager.type({"Reason": ELSEWHERE})
    manager.press("Save")
    manager.reads("The service is no longer in the directory.")
    caseworker = caseworker_of(come)
    caseworker.go(story.draft_page)
    caseworker.tick("The best interests of a child")
    why = "ເດັກນອນຢູ່ຕະຫຼາດ ແລະ ຄືນນີ້ບໍ່ມີຜູ້ໃຫຍ່ຢູ່ນຳ"
    caseworker.type({"Why could it not wait for a consent?": why})
    caseworker.press("Send without consent")
    assert caseworker.mistakes().keys() == {"referral_not_offered"}
    caseworker.is_told("This organisation does not offer this kind of help.")
    assert caseworker.box("Why could it not wait for a consent?").input_value() == why


def test_a_closed_case_is_left_as_it_was(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.go(story.adult_case)
    draft = draft_address(caseworker)
    at_another_desk = caseworker_of(come)
    at_another_desk.go(draft)
    end_reservation(caseworker, story.adult_case)
    caseworker.go(story.adult_case)
    ask_closure(caseworker, REACHED)
    supervisor = come(username=SUPERVISOR.username, password=PASSWORD)
    supervisor.go(story.adult_case)
    supervisor.follow("Approve the closure")
    supervisor.press("Close the case")
    why = "This case is closed. A supervisor can open it again first; the person does not wait for that."
    at_another_desk.type({"What does the organisation need to know to help?": MESSAGE})
    at_another_desk.press("Keep and check")
    assert at_another_desk.mistakes().keys() == {"case_closed"}
    at_another_desk.is_told(why)
    assert at_another_desk.box("What does the organisation need to know to help?").input_value() == MESSAGE
    caseworker.go(draft)
    caseworker.reads("This cannot be done now", why)
    caseworker.follow("Back to the case")
    caseworker.reads("This case is closed", "Nobody was asked for help yet.")


def draft_address(caseworker: Somebody) -> str:
    """Where a draft is written; kept open at another desk while the case is closed, and opened afterwards."""
    choose_service(caseworker, "psychosocial", SHELTER)
    parts = urlsplit(caseworker.page.url)
    return f"{parts.path}?{parts.query}"


def end_reservation(caseworker: Somebody, case: str) -> None:
    """A case is not closed while a bed is kept for the person."""
    caseworker.go(case)
    caseworker._click(caseworker.page.locator("#stays").get_by_role("link", name=SHELTER))
    caseworker.follow("Cancel the stay")
    caseworker.type({"Reason": NOTE})
    caseworker.press("Cancel the stay")
