"""From a concern raised in a village to a closed case: five people with different rights, and what each may know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from pokpong.foundation.kernel import clock
from tests.engines import accessibility
from tests.engines.browser import PHONE, Windows
from tests.engines.installation import Installation
from tests.journeys import one_case as said
from tests.journeys.conftest import Come
from tests.journeys.eyes import Eyes
from tests.journeys.helping import (
    add_need,
    ask_closure,
    assess_risk,
    catch_up,
    help_on,
    number_on,
    plan_action,
    record_service,
    set_goal,
)
from tests.journeys.one_case import Story
from tests.journeys.people import (
    ADMINISTRATOR,
    CASEWORKER,
    HERE,
    INVESTIGATOR,
    NEIGHBOUR,
    PASSWORD,
    POLICE,
    PROVIDER,
    SHELTER,
    SUPERVISOR,
    VILLAGE,
    WELFARE,
    settle_in_with_services,
)
from tests.journeys.raising import raise_concern
from tests.journeys.referring import begin_to_help, complete, kind, note, open_received, refer
from tests.journeys.registering import register, write_consent
from tests.journeys.screening import answer, ask_the_rest, begin_screening, result_words, words_of
from tests.journeys.steps import Somebody, lao
from tests.stolen.loot import leaks

DAYS_UNTIL_MISSED = 7 + 7 + 1  # the first day of the pattern, the days of grace, and one more
BACKGROUND = "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number)"
LET_DAYS_PASS = """
from datetime import timedelta
from pokpong.foundation.agenda.ticking import tick
from pokpong.foundation.kernel import clock
with clock.standing_at(clock.now() + timedelta(days={days})):
    tick()
"""


@pytest.fixture(scope="module", autouse=True)
def everybody(installation: Installation) -> None:
    settle_in_with_services(installation)


@pytest.fixture(scope="module")
def story() -> Story:
    return Story()


def caseworker_of(come: Come) -> Somebody:
    """On the telephone, as on every day."""
    return come(PHONE, CASEWORKER.username, PASSWORD)


def test_a_village_member_raises_a_concern(come: Come, story: Story) -> None:
    raise_concern(come(PHONE, VILLAGE.username, PASSWORD), said.TOLD)
    caseworker = caseworker_of(come)
    [story.concern] = caseworker.numbers()
    caseworker.open_concern(story.concern)
    caseworker.follow("Decide what it needs")
    caseworker.tick("Screening")
    caseworker.type({"Reason": said.DECIDED})
    caseworker.press("Decide")
    caseworker.reads("In hand", "Screening")


def test_the_caseworker_registers_the_person(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.open_concern(story.concern)
    caseworker.follow("Register a person")
    story.person = register(caseworker, said.CLIENT)
    caseworker.reads("Without a consent nothing about this person is shared.")
    write_consent(caseworker, story.person, said.FOR_HELP)


def test_a_case_is_opened_and_the_concern_is_closed_with_it(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.go(story.person)
    caseworker.follow("Open a case")
    caseworker.sees(story.concern)
    caseworker.type({"Summary": said.SUMMARY})
    caseworker.press("Open the case")
    caseworker.reads("Close the concern now: the work goes on in the case.")
    expect(caseworker.page.get_by_label(lao("A case was opened"))).to_be_checked()
    caseworker.type({"Reason": said.DECIDED})
    caseworker.press("Close the concern")
    caseworker.reads("Closed", "A case was opened because of this concern:")
    caseworker.menu("Cases")
    caseworker.follow_to("-C")
    story.case, story.number = caseworker.address, number_on(caseworker)
    caseworker.reads("Running", "Not assessed yet", "No screening yet. Help does not wait for one.")
    caseworker.sees(said.CLIENT.name, said.SUMMARY)


def test_who_raised_it_learns_that_it_is_closed_and_nothing_else(come: Come, story: Story) -> None:
    village = come(PHONE, VILLAGE.username, PASSWORD)
    village.menu("My concerns")
    village.reads("Closed")
    village.sees_nothing_of(story.number, story.concern, said.CLIENT.name, said.SUMMARY, CASEWORKER.display_name, HERE)
    for address in ("/cases/", story.case, story.person, "/people/"):
        village.go(address, status=403)


def test_questions_are_asked_page_by_page_and_left_when_she_is_tired(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.go(story.case)
    assess_risk(caseworker, "High", "The suspected trafficker knows where the person is", said.FEARED)
    begin_screening(caseworker)
    for _ in range(2):
        answer(caseworker, said.FIRST_ANSWERS)
        caseworker.press("Save and continue")
    caseworker.press("Keep the draft and stop")
    caseworker.reads("The draft is kept. Go on whenever the person is ready.", "A draft")


def test_another_day_the_draft_is_taken_up_and_finished(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.task("Finish a screening")
    expect(caseworker.page.locator("[name=danger_now]").and_(caseworker.page.get_by_label(lao("No")))).to_be_checked()
    assert ask_the_rest(caseworker, said.LATER_ANSWERS) > 1
    caseworker.reads("Check the answers", "Not asked")
    caseworker.press("Work out the result")
    caseworker.reads("Why this result", "Nobody has decided yet. The result decides nothing by itself.")
    present = [code for code, reply in {**said.FIRST_ANSWERS, **said.LATER_ANSWERS}.items() if reply == "Yes"]
    caseworker.sees(result_words("indicated"), *(words_of(code) for code in present if code != "crossed_border"))


def test_a_human_decides_with_the_reasons_in_sight(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.task("Decide after a screening")
    caseworker.follow("Decide")
    caseworker.sees(result_words("indicated"))
    caseworker.press("Decide")
    assert caseworker.mistakes()
    caseworker.tick("Likely a victim of trafficking", "Note the person as a presumed victim")
    caseworker.type({"Why?": said.WHY_LIKELY})
    caseworker.press("Decide")
    caseworker.reads("Decided. Help goes on as planned.", "Likely a victim of trafficking")
    caseworker.sees(said.WHY_LIKELY, CASEWORKER.display_name)
    caseworker.go(story.case)
    assert lao("Presumed victim") in caseworker.part("identification")


def test_help_is_planned_with_her_and_begins(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.go(story.case)
    add_need(caseworker, "A safe place to stay", "Today", said.WISH)
    set_goal(caseworker, said.GOAL, "A safe place to stay")
    plan_action(caseworker, said.DEED, clock.today() + timedelta(days=5))
    record_service(caseworker, "transport", ("1", "trips"), said.TRANSPORT)
    record_service(caseworker, "medical", ("1", "sessions"), said.TREATMENT)
    assert said.BOTH_COSTS in caseworker.part("services"), "each currency is added up for itself"


def test_she_agrees_that_a_shelter_is_asked(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    story.consent = write_consent(caseworker, story.person, said.FOR_THE_SHELTER)
    caseworker.go(story.case)
    story.first = refer(caseworker, "shelter", SHELTER, said.MESSAGE, said.WHY_REFERRED)


def test_the_shelter_sees_what_she_shares_and_no_more(come: Come, story: Story) -> None:
    provider = come(username=PROVIDER.username, password=PASSWORD)
    assert provider.rung() == 1
    provider.menu("Referrals to us")
    provider.sees_nothing_of(said.CLIENT.name, said.CLIENT.telephone, said.MESSAGE)
    story.received = open_received(provider, story.first.number)
    provider.sees(said.CLIENT.name, said.CLIENT.telephone, said.CLIENT.evening, said.MESSAGE, kind("shelter"))
    provider.sees(f"{CASEWORKER.display_name}, {WELFARE}")
    knows_nothing_of_the_case(provider, story)
    for address in (story.case, story.person, story.first.address, story.consent, "/cases/", "/identification/"):
        provider.go(address, status=403)


def knows_nothing_of_the_case(somebody: Somebody, story: Story) -> None:
    """Nowhere on this page."""
    of_the_work = (result_words("indicated"), kind("medical"), lao("Presumed victim"), HERE)
    somebody.sees_nothing_of(story.number, story.concern, *said.OF_THE_CASE, *of_the_work)


def test_the_shelter_receives_accepts_and_begins(come: Come, story: Story) -> None:
    provider = come(username=PROVIDER.username, password=PASSWORD)
    provider.task("Answer a referral")
    provider.press("Say that it has arrived")
    begin_to_help(provider, said.COME_TODAY)
    note(provider, said.OWN_NOTE, for_the_sender=False)
    note(provider, said.SHARED_NOTE, for_the_sender=True)
    caseworker = caseworker_of(come)
    caseworker.go(story.first.address)
    caseworker.sees(said.COME_TODAY, said.SHARED_NOTE, lao("Help has begun"))
    caseworker.sees_nothing_of(said.OWN_NOTE)


def test_a_body_is_asked_to_identify_her_while_help_goes_on(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    write_consent(caseworker, story.person, said.FOR_THE_POLICE)
    caseworker.go(story.case)
    caseworker.follow_to(lao("Open the identification"))
    caseworker.follow("Ask for formal identification")
    caseworker.choose("Which body decides?", POLICE)
    caseworker.type({"What else does the body need to know?": said.TO_THE_POLICE})
    caseworker.press("Ask the body")
    caseworker.reads("Formal identification asked for", "No answer yet. Help goes on meanwhile.")


def test_the_investigator_sees_only_what_she_agreed_to_show(come: Come, story: Story) -> None:
    investigator = come(username=INVESTIGATOR.username, password=PASSWORD)
    assert investigator.rung() == 1
    investigator.menu("Identification requests")
    investigator.sees_nothing_of(said.CLIENT.name)
    investigator.follow("Open the request")
    story.request = investigator.address
    investigator.sees(said.CLIENT.name, said.TO_THE_POLICE)
    knows_nothing_of_the_case(investigator, story)
    investigator.sees_nothing_of(SHELTER, said.CLIENT.telephone, said.MESSAGE, said.SHARED_NOTE, story.first.number)
    for address in (story.case, story.person, story.first.address, story.received, "/cases/", "/referrals/"):
        investigator.go(address, status=403)


def test_nobody_else_finds_her(come: Come, story: Story) -> None:
    neighbour = come(username=NEIGHBOUR.username, password=PASSWORD)
    for address in (story.case, story.person, story.first.address):
        neighbour.go(address, status=404)
        neighbour.sees_nothing_of(story.number, said.CLIENT.name)
    neighbour.go("/")
    neighbour.search(story.number)
    neighbour.reads("Nothing was found that you may see")
    administrator = come(username=ADMINISTRATOR.username, password=PASSWORD)
    for address in (story.case, story.person, story.first.address, story.received, story.request):
        administrator.go(address, status=403)


def test_she_takes_her_consent_back_and_the_page_is_gone(come: Come, story: Story) -> None:
    provider = come(username=PROVIDER.username, password=PASSWORD)
    provider.go(story.received)
    caseworker = caseworker_of(come)
    caseworker.go(story.consent)
    caseworker.follow("Withdraw")
    caseworker.type({"Who said it?": said.CLIENT.name})
    caseworker.press("Withdraw the consent")
    caseworker.reads("The consent is withdrawn. From now on nothing more is shared under it.", "Withdrawn")
    for page in ("", "note/", "complete/"):
        provider.go(f"{story.received}{page}", status=404)
        provider.sees_nothing_of(said.CLIENT.name, said.MESSAGE, said.OWN_NOTE)
    provider.go("/referrals/")
    provider.reads("No referral is here", "Taken back in the last 30 days")
    provider.sees(story.first.number)
    provider.sees_nothing_of(said.CLIENT.name, said.MESSAGE)
    assert provider.rung() == 0


def test_the_sender_hears_of_it(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.task("A consent was withdrawn: the sharing of a referral has stopped", story.first.number)
    caseworker.reads(
        "Stopped: nothing more is shared", "The consent was withdrawn", "The sharing has ended. It had been:"
    )


def test_she_agrees_again_to_less_and_the_shelter_helps_to_the_end(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    write_consent(caseworker, story.person, said.FOR_THE_SHELTER_AGAIN)
    caseworker.go(story.case)
    story.second = refer(caseworker, "shelter", SHELTER, said.MESSAGE)
    provider = come(username=PROVIDER.username, password=PASSWORD)
    open_received(provider, story.second.number)
    provider.sees(said.CLIENT.name)
    provider.sees_nothing_of(said.CLIENT.telephone)
    begin_to_help(provider)
    complete(provider, said.FEEDBACK)
    provider.sees_nothing_of(said.CLIENT.name)


def test_the_sender_reads_the_feedback(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.task("Read the answer to a referral", story.second.number)
    caseworker.reads("The help was given in full")
    caseworker.sees(said.FEEDBACK)


def test_a_follow_up_is_missed_and_goes_up(installation: Installation, come: Come, story: Story) -> None:
    installation.script(LET_DAYS_PASS.format(days=DAYS_UNTIL_MISSED))
    caseworker = caseworker_of(come)
    caseworker.go(story.case)
    assert lao("Missed") in caseworker.part("follow_ups")
    supervisor = come(username=SUPERVISOR.username, password=PASSWORD)
    supervisor.task("Ask how a person is: follow-up", story.number)
    supervisor.reads("Missed")


def test_it_is_caught_up(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.task("Ask how a person is: follow-up", story.number)
    catch_up(caseworker, said.SAID)
    caseworker.reads("The follow-up was kept.")
    assert lao("Done") in caseworker.part("follow_ups")
    assert lao("Missed") not in caseworker.part("follow_ups")
    story.help_before = help_on(caseworker)


def test_the_answer_of_the_body_comes_late_and_changes_nothing(come: Come, story: Story) -> None:
    investigator = come(username=INVESTIGATOR.username, password=PASSWORD)
    investigator.go(story.request)
    investigator.follow("Answer")
    investigator.tick("Formally identified victim")
    investigator.press("Send the answer")
    investigator.is_told_beside("Number of the letter", "Write the number of the letter.")
    investigator.type({"Number of the letter": said.LETTER})
    investigator.press("Send the answer")
    investigator.reads("Answered. Whoever asked is told.", "Formally identified victim")
    caseworker = caseworker_of(come)
    caseworker.task("Read the answer of the deciding body", story.number)
    caseworker.sees(said.LETTER, lao("Formally identified victim"))
    caseworker.go(story.case)
    assert lao("Formally identified victim") in caseworker.part("identification")
    assert help_on(caseworker) == story.help_before


def test_the_case_can_be_read_at_night_on_a_telephone(windows: Windows, looked_at: Eyes, story: Story) -> None:
    night = Somebody(windows(PHONE, color_scheme="dark"), looked_at)
    night.sign_in(CASEWORKER.username, PASSWORD)
    night.go(story.case)
    night.page.emulate_media(color_scheme="dark")
    light = night.page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number)"
    )
    assert max(light) < 100, f"the page is bright at night: {light}"
    accessibility.check(night.page)
    assert night.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_what_is_under_way_is_ended_before_a_closure(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.go(story.case)
    ask_closure(caseworker, said.REACHED)
    assert caseworker.mistakes().keys() == {"closure_still_open"}
    assert caseworker.box("What was reached, and what is left?").input_value() == said.REACHED
    caseworker.task("Do an action of the plan")
    caseworker.sees(said.DEED)
    caseworker.follow("It is done")
    caseworker.press("Mark as done")


def test_nobody_closes_their_own_case(come: Come, story: Story) -> None:
    caseworker = caseworker_of(come)
    caseworker.go(story.case)
    ask_closure(caseworker, said.REACHED)
    caseworker.reads("Waiting for closure to be approved", "A second person decides about the closure")
    assert caseworker.page.get_by_role("link", name=lao("Approve the closure")).count() == 0
    for page in ("approve", "send-back"):
        caseworker.go(f"{story.case}closure/{page}/", status=403)


def test_the_supervisor_sends_it_back_once(come: Come, story: Story) -> None:
    supervisor = come(username=SUPERVISOR.username, password=PASSWORD)
    supervisor.task("Decide about a closure", story.number)
    supervisor.sees(said.CLIENT.name, said.SUMMARY, said.REACHED, CASEWORKER.display_name)
    supervisor.follow("Send the closure back")
    supervisor.type({"What is still to be done?": said.STILL_TO_DO})
    supervisor.press("Send it back")
    supervisor.reads("Sent back. Who asked for it sees your words.", "Running")
    caseworker = caseworker_of(come)
    caseworker.task("A closure was sent back: do what is still missing", story.number)
    caseworker.sees(said.STILL_TO_DO)
    ask_closure(caseworker, said.REACHED)


def test_the_supervisor_approves_and_the_case_is_closed(come: Come, story: Story) -> None:
    supervisor = come(username=SUPERVISOR.username, password=PASSWORD)
    supervisor.task("Decide about a closure", story.number)
    supervisor.follow("Approve the closure")
    supervisor.press("Close the case")
    supervisor.reads("The case is closed. It can be opened again at any time.", "This case is closed")
    caseworker = caseworker_of(come)
    caseworker.go(story.case)
    caseworker.reads("Closed", "It is kept as it was. If the person needs help again, a supervisor opens it again.")
    caseworker.go(f"{story.case}reopen/", status=403)
    caseworker.go(f"{story.case}needs/add/")


def test_the_supervisor_opens_it_again(come: Come, story: Story) -> None:
    supervisor = come(username=SUPERVISOR.username, password=PASSWORD)
    supervisor.go(story.case)
    supervisor.follow("Open again")
    supervisor.type({"Reason": said.FEARS_AGAIN})
    supervisor.press("Open the case again")
    supervisor.reads("The case is open again. Take the team in that it needs now.", "Opened again")
    caseworker = caseworker_of(come)
    caseworker.task("Assess the risk of a case again", story.number)
    caseworker.sees(story.number, said.FEARS_AGAIN, said.REACHED)
    caseworker.follow("Add the need")


def test_a_thief_of_the_data_base_learns_nothing_of_it(installation: Installation) -> None:
    assert leaks(installation, said.SECRETS) == []
