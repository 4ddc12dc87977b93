"""The day in Champasak: a committee meets and decides, a delegation comes, people are trained, the chair reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import pytest
from playwright.sync_api import ViewportSize, expect

from pokpong.demo.day.curricula import CURRICULUM, QUESTIONS
from pokpong.demo.identity import known
from pokpong.demo.people import FAMILY, PASSWORD, USERS
from pokpong.foundation.kernel import clock
from pokpong.foundation.lao.dates import format_date
from tests.engines import accessibility
from tests.engines.browser import DESK, PHONE
from tests.engines.installation import Installation
from tests.journeys.conftest import Come
from tests.journeys.steps import Somebody, lao

BEGIN = """
from pokpong.demo.story import begin
begin()
"""
SUBJECT = "ກະກຽມຕ້ອນຮັບຄະນະຜູ້ແທນ"
POINTS = ("ລາຍງານສະພາບລວມ", "ກະກຽມຕ້ອນຮັບ")
SAID = "ກອງປະຊຸມ ເຫັນດີເປັນເອກະພາບ."
DECIDED = "ກວດກາສະຖານທີ່ ກ່ອນຄະນະຜູ້ແທນມາຮອດ"
DONE = "ກວດກາແລ້ວ ສະຖານທີ່ພ້ອມ"
PURPOSE = "ພົບປະ ແລະ ປຶກສາຫາລື ກັບຄະນະກຳມະການ"
HOST = "ຫ້ອງວ່າການແຂວງ (ສົມມຸດ)"
BODY = "ກົມສັງຄົມສົງເຄາະ"
STOPS = (("ຫ້ອງການ", HOST, "ຕ້ອນຮັບຄະນະ"), ("ການຝຶກອົບຮົມ", "", "ຢ້ຽມຢາມການຝຶກອົບຮົມ ຂັ້ນເມືອງ ແລະ ຂັ້ນບ້ານ"))
FOUND = "ຄະນະກຳມະການ ຈັດຕັ້ງປະຕິບັດຕາມແຜນ."
TRAINING = "ຄະນະກຳມະການ ຂັ້ນເມືອງ ຄັ້ງທີສາມ"
WELFARE = "ພະແນກແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມ (ສົມມຸດ)"
TRAINED = (f"ທອງໃບ {FAMILY}", f"ລຳດວນ {FAMILY}")  # as the Lao order has them
RIGHT = "".join("abcdef"[right] for _question, _answers, right in QUESTIONS)
TODAY = format_date(clock.today(), "lo")
BEFORE, AFTER = "b" * len(QUESTIONS), RIGHT
SECRETARY, CHAIR, TRAINER = (
    next(user for user in USERS if user.username == name) for name in ("secretary", "chair", "trainer")
)


@dataclass
class Story:
    """Where the records of the day are, as the journey comes to them."""

    meeting: str = ""
    invitation: str = ""
    visit: str = ""
    training: str = ""
    certificate: str = ""
    report: str = ""


@pytest.fixture(scope="module", autouse=True)
def everybody(installation: Installation) -> None:
    """The demo's people, committees, plans and curriculum, and what they held before this day."""
    installation.script(BEGIN)
    installation.restart()


@pytest.fixture(scope="module")
def story() -> Story:
    return Story()


def secretary_of(come: Come) -> Somebody:
    return come(username=SECRETARY.username, password=PASSWORD)


def chair_of(come: Come) -> Somebody:
    return come(username=CHAIR.username, password=PASSWORD)


def choose_from(somebody: Somebody, label: str, typed: str) -> None:
    """Types a part of a name and takes the first that is suggested."""
    somebody.box(label).fill(typed)
    somebody.page.get_by_role("option").filter(has_text=typed).first.click()


def test_the_secretary_plans_and_invites(come: Come, story: Story) -> None:
    secretary = secretary_of(come)
    secretary.go("/partnership/meetings/")
    secretary.follow("Plan a meeting")
    committee = secretary.box("Committee").locator("option", has_text="ຂັ້ນແຂວງ")
    secretary.box("Committee").select_option(value=committee.first.get_attribute("value"))
    secretary.choose("Kind", "ກອງປະຊຸມປະຈຳ")
    secretary.type({"What is it about?": SUBJECT, "At what time?": "9:00", "Where?": HOST})
    secretary.type({"Agenda": "\n".join(POINTS)})
    secretary.day("On which day?", clock.today())
    secretary.press("Save")
    secretary.reads("The meeting was planned.", "Planned")
    secretary.sees(SUBJECT, *POINTS, CHAIR.display_name)
    story.meeting = secretary.address
    secretary.follow("Draft a document")
    secretary.tick("Invitation letter")
    secretary.press("Draft it")
    secretary.sees(SUBJECT, HOST, *POINTS)
    story.invitation = secretary.address
    secretary.go(story.meeting)
    secretary.follow("Invite")
    secretary.press("They are invited")
    secretary.reads("It is noted that members and guests are invited.", "Invited")


def test_the_chair_signs_the_invitation(come: Come, story: Story) -> None:
    secretary = secretary_of(come)
    secretary.go(story.invitation)
    assert secretary.page.get_by_role("link", name=lao("Read and sign"), exact=True).count() == 0
    chair = chair_of(come)
    chair.go(story.invitation)
    chair.follow("Read and sign")
    chair.press("Sign")
    chair.reads("The document is signed.", "Signed")
    chair.go(f"{story.invitation}paper/")
    chair.sees("ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ", SUBJECT, CHAIR.display_name, "ຮສສ")


def test_the_meeting_is_held_and_decides(come: Come, story: Story) -> None:
    secretary = secretary_of(come)
    secretary.go(story.meeting)
    secretary.follow("It was held: who came?")
    secretary.press("Save")
    secretary.reads("The meeting was held. Now write its minutes and decisions.", "Held")
    secretary.follow("Write the minutes")
    for box in secretary.page.locator("main textarea").all():
        box.fill(SAID)
    secretary.press("Save")
    secretary.reads("The minutes were saved.")
    secretary.follow("Write a decision down")
    secretary.type({"What was decided?": DECIDED})
    secretary.day("Until when?", clock.today() + timedelta(days=7))
    secretary.press("Save")
    assert "decision_owner_missing" in secretary.mistakes()
    choose_from(secretary, "Which official does it?", CHAIR.display_name)
    secretary.press("Save")
    secretary.reads("The decision was written down. Its owner is asked to do it.")
    secretary.sees(DECIDED, CHAIR.display_name)


def test_the_decision_is_a_task_of_its_owner_and_is_done(come: Come, story: Story) -> None:
    chair = chair_of(come)
    chair.task("Do what was decided", TODAY)
    chair.sees(DECIDED)
    chair.follow("It is done")
    chair.type({"What was done?": DONE})
    chair.press("Save")
    chair.reads("It is noted that the decision is done.", "Done")
    chair.ring()
    waiting = chair.page.get_by_role("link", name=lao("Do what was decided"))
    assert waiting.filter(has_text=TODAY).count() == 0
    chair.go(story.meeting)
    chair.sees(DECIDED, DONE)


def test_the_visit_is_recorded_stop_by_stop(come: Come, story: Story) -> None:
    secretary = come(PHONE, SECRETARY.username, PASSWORD)
    secretary.go("/partnership/visits/")
    secretary.follow("Plan a visit")
    secretary.type({"What is it for?": PURPOSE})
    choose_from(secretary, "Which organisation receives it?", HOST)
    choose_from(secretary, "Where to?", "ຈຳປາສັກ")
    for question in ("First day", "Last day"):
        secretary.day(question, clock.today())
    secretary.press("Save")
    secretary.reads("The visit was planned.")
    story.visit = secretary.address
    secretary.follow("Add an organisation")
    choose_from(secretary, "Organisation", BODY)
    secretary.press("Save")
    for kind, host, words in STOPS:
        secretary.follow("Add a stop")
        secretary.choose("Kind", kind)
        secretary.day("On which day?", clock.today())
        if host:
            choose_from(secretary, "Organisation", host)
        secretary.type({"Where, in words": words})
        secretary.press("Save")
        secretary.reads("The schedule was saved.")
    secretary.follow("It was made: what was found?")
    secretary.type({"What was found?": FOUND})
    secretary.press("Save")
    secretary.reads("It is noted that the visit was made.", "Made")
    secretary.sees(BODY, HOST, FOUND, *(words for _kind, _host, words in STOPS))


def test_the_visit_of_the_article_keeps_bodies_only(come: Come, story: Story) -> None:
    chair = chair_of(come)
    chair.go("/partnership/visits/")
    chair.follow_to("ປຶກສາຫາລື ຮ່ວມກັບຄະນະກຳມະການຕ້ານການຄ້າມະນຸດ")
    chair.sees("2021", BODY, "ອົງການພັດທະນາສາກົນ ອາເມລິກາ", lao("The day in Champasak"))
    chair.sees_nothing_of("ບຸດຕະກຸນ", "ຣອນນິ່ງ")
    chair.go("/about/")
    chair.sees("ບຸດຕະກຸນ", "ຣອນນິ່ງ")
    chair.follow("Visits")
    chair.sees_nothing_of("ບຸດຕະກຸນ", "ຣອນນິ່ງ")


def test_the_secretary_plans_a_training(come: Come, story: Story) -> None:
    secretary = secretary_of(come)
    secretary.go("/trainings/")
    secretary.follow("Plan a training")
    secretary.box("Curriculum").select_option(value=str(CURRICULUM))
    secretary.type({"Name in Lao": TRAINING})
    choose_from(secretary, "Place", "ປາກເຊ")
    choose_from(secretary, "Held by", WELFARE)
    for question in ("First day", "Last day"):
        secretary.day(question, clock.today())
    secretary.press("Save")
    secretary.reads("The training was planned, with its sessions.")
    story.training = secretary.address
    secretary.follow("Name a trainer")
    choose_from(secretary, "Official", TRAINER.display_name)
    secretary.press("Save")
    secretary.reads("The trainer was named.")


def test_the_trainer_enrols_and_teaches(come: Come, story: Story) -> None:
    trainer = come(username=TRAINER.username, password=PASSWORD)
    trainer.menu("Trainings")
    trainer.follow_to(TRAINING)
    trainer.follow("Enrol somebody")
    for name in TRAINED:
        trainer.type({"Name": name})
        trainer.choose("Sex", lao("Female"))
        trainer.choose("Function", "ວຽກງານສັງຄົມ")
        trainer.press("Enrol")
        somebody_else = trainer.page.get_by_role("button", name=lao("No, it is somebody else"))
        if somebody_else.count():  # whose name sounds alike is never taken for another silently
            trainer.reads("Is it one of these people?")
            trainer.press("No, it is somebody else")
        trainer.reads("The person is enrolled.")
    trainer.go(story.training)
    trainer.sees(*TRAINED)
    trainer.follow("Begin the training")
    trainer.press("Begin the training")
    trainer.reads("The training runs.")
    trainer.follow("Sign-in sheet")
    trainer.sees(*TRAINED)


def test_the_trainer_keys_attendance_and_both_tests(come: Come, story: Story) -> None:
    trainer = come(username=TRAINER.username, password=PASSWORD)
    trainer.go(story.training)
    key(trainer, "Attendance", "p", ".capacity-mark")
    trainer.go(story.training)
    key(trainer, "Test before the training", BEFORE, ".capacity-answers")
    trainer.go(story.training)
    key(trainer, "Test after the training", "9" * 4, ".capacity-answers", wrong=True)
    trainer.page.locator(".capacity-answers").first.fill(AFTER)
    trainer.page.locator(".capacity-answers").last.fill(BEFORE)
    trainer.press("Save")
    trainer.go(story.training)
    trainer.follow("Finish the training")
    trainer.press("Finish the training")
    trainer.reads("The training is finished.")
    trainer.follow("What was learnt")


def key(trainer: Somebody, page: str, typed: str, boxes: str, *, wrong: bool = False) -> None:
    """The same in every box of a grid."""
    trainer.follow(page)
    for box in trainer.page.locator(boxes).all():
        box.fill(typed)
    trainer.press("Save")
    assert bool(trainer.mistakes()) == wrong


def test_whoever_completed_it_gets_a_certificate(come: Come, story: Story) -> None:
    secretary = secretary_of(come)
    secretary.go(story.training)
    secretary.follow("Close the training")
    secretary.press("Close the training")
    secretary.reads("The training is closed.", "Completed", "Not completed")
    secretary.follow("Issue the certificates")
    secretary.press("Issue the certificates")
    secretary.reads("The certificates were issued. Print them one by one.")
    links = secretary.page.locator("main").get_by_role("link", name=lao("Certificate"))
    expect(links.filter(has_text="ຮສສ").first).to_be_visible()
    secretary.follow_to("ຮສສ")
    secretary.sees(TRAINED[0], "12")
    secretary.sees_nothing_of(TRAINED[1])


def test_the_chair_opens_the_overview_and_prints_the_report(come: Come, story: Story) -> None:
    chair = chair_of(come)
    chair.menu("Overview")
    chair.reads("Committees and their meetings", "Plans", "Trainings", "Decisions", "What was done for people")
    chair.sees_nothing_of(*TRAINED)
    chair.follow("Report on the overall situation")
    chair.sees("ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ", "ສະພາບລວມ", lao("Draft"))
    story.report = chair.page.url
    chair.page.evaluate("window.print = () => { document.body.dataset.printed = 'yes' }")
    chair.page.get_by_role("button", name=lao("Print"), exact=True).first.click()
    expect(chair.page.locator("body")).to_have_attribute("data-printed", "yes")
    answer = chair.page.request.get(f"{story.report}{'&' if '?' in story.report else '?'}as=pdf")
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out_of_what_the_day_left(
    come: Come, story: Story, size: ViewportSize, scheme: Literal["light", "dark"]
) -> None:
    secretary = come(size, SECRETARY.username, PASSWORD)
    secretary.page.emulate_media(color_scheme=scheme)
    many_sessions = f"/trainings/{known('training', 'children')}/attendance/"
    for address in (story.meeting, story.invitation, story.visit, story.training, many_sessions, "/overview/"):
        secretary.page.goto(address)
        accessibility.check(secretary.page)
        assert secretary.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
