"""What is typed wrong when a concern is raised: every reason at once and in Lao, nothing lost, nothing half-written."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import FilePayload

from tests.engines.browser import PHONE
from tests.engines.installation import Installation
from tests.journeys.conftest import Come
from tests.journeys.eyes import LAO_LETTER
from tests.journeys.people import HERE, PASSWORD, VILLAGE, settle_in
from tests.journeys.raising import Told, tell_what
from tests.journeys.steps import LOADING, Somebody
from tests.stolen.loot import database_of

TOLD = Told(story="ເດັກສອງຄົນບໍ່ໄດ້ມາໂຮງຮຽນສາມອາທິດແລ້ວ ເພື່ອນບ້ານວ່າໄປເຮັດວຽກສວນ.")
NOWHERE = "ບ້ານທີ່ບໍ່ມີຢູ່ບ່ອນໃດ"
MILLION = 1_000_000
# Sentences: a browser takes minutes to break one Lao word of that length into lines.
FILL = """(box, [sentence, length]) => {
  box.value = sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length);
}"""
# What comes and goes as pages are read: sessions, and who has read what.
OF_READING = {"django_session", "audit_reading", "axes_accessattempt", "sqlite_sequence"}


@pytest.fixture(scope="module", autouse=True)
def everybody(installation: Installation) -> None:
    settle_in(installation)


@pytest.fixture
def village(come: Come) -> Somebody:
    here = come(PHONE, VILLAGE.username, PASSWORD)
    here.menu("Raise a concern")
    return here


def written(installation: Installation) -> Counter[str]:
    """How many rows every table has, but for the traces of reading."""
    return Counter(row.table for row in database_of(installation).rows() if row.table not in OF_READING)


def check_words(mistakes: dict[str, str]) -> None:
    """Each with a code and in Lao."""
    assert all(mistakes), mistakes
    assert all(LAO_LETTER.search(words) for words in mistakes.values()), mistakes


def test_nothing_typed_gets_every_reason(installation: Installation, village: Somebody) -> None:
    before = written(installation)
    village.box("Where did it happen?").fill("")
    village.press("Continue")
    lines = village.page.locator("[data-pk-error-summary] li a")
    assert lines.count() == 4  # the story, the place, how urgent, how it was heard of
    check_words(village.mistakes())
    for line in lines.all():
        target = (line.get_attribute("href") or "").removeprefix("#")
        assert village.page.locator(f"[id='{target}']").count() == 1, "each leads to its box"
    assert village.page.evaluate("document.activeElement.matches('[data-pk-error-summary]')")
    assert written(installation) == before


def test_a_future_day_an_unknown_place_and_too_many_people(installation: Installation, village: Somebody) -> None:
    before = written(installation)
    tell_what(village, TOLD)
    village.box("Where did it happen?").fill(NOWHERE)
    village.type({"Day": "31", "Month": "12", "Year": "2999"})
    village.unfold("If you know more about the people")
    village.type({"How many people is it about?": "4000"})
    village.press("Continue")
    mistakes = village.mistakes()
    check_words(mistakes)
    assert len(mistakes) == 3, mistakes
    assert village.box("What happened?").input_value() == TOLD.story
    assert village.box("Where did it happen?").input_value() == NOWHERE
    assert [village.box(part).input_value() for part in ("Day", "Month", "Year")] == ["31", "12", "2999"]
    assert village.box("How many people is it about?").input_value() == "4000"
    assert written(installation) == before


def test_a_text_of_a_million_letters(installation: Installation, village: Somebody) -> None:
    before = written(installation)
    tell_what(village, TOLD)
    village.page.set_default_timeout(LOADING)
    village.box("What happened?").evaluate(FILL, [TOLD.story, MILLION])
    village.press("Continue")
    mistakes = village.mistakes()
    check_words(mistakes)
    assert len(mistakes) == 1, mistakes
    assert len(village.box("What happened?").input_value()) == MILLION
    assert village.box("Where did it happen?").input_value() == HERE
    assert written(installation) == before


def test_answers_that_contradict_each_other(installation: Installation, village: Somebody) -> None:
    before = written(installation)
    tell_what(village, Told(TOLD.story, reporter=("ໝອກຄຳ ຈັນທະສີ", ""), anonymous=True))
    village.type({"Day": "1", "Month": "3", "Year": "2021"})
    village.tick("The day is not known")
    village.press("Continue")
    village.is_told(
        "You want to stay anonymous, yet a name or number of who told stands here. Keep one.",
        "You wrote a day and also that it is not known. Keep one.",
    )
    assert village.box("Name of who told it").input_value() == "ໝອກຄຳ ຈັນທະສີ"
    assert written(installation) == before


def test_a_picture_that_is_no_picture(installation: Installation, village: Somebody) -> None:
    before = written(installation)
    tell_what(village, TOLD)
    village.press("Continue")
    village.press("Continue")
    photo = FilePayload(name="ຮູບ.jpg", mimeType="image/jpeg", buffer=b"MZ this is a program, not a picture" * 20)
    village.page.locator("input[type=file]").set_input_files(photo)
    village.press("Send the concern")
    village.reads("Check your answers")
    check_words(village.mistakes())
    assert len(village.mistakes()) == 1
    village.sees(TOLD.story, HERE)
    assert written(installation) == before


def test_put_right_and_sent_twice_it_is_kept_once(installation: Installation, village: Somebody) -> None:
    before = written(installation)["protection_concern"]
    village.press("Continue")
    assert village.mistakes()
    tell_what(village, TOLD)
    village.press("Continue")
    village.press("Continue")
    village.press("Change what happened")
    assert village.box("What happened?").input_value() == TOLD.story
    village.press("Continue")
    village.press("Continue")
    sent = village.page.locator("main form").evaluate("form => Object.fromEntries(new FormData(form))")
    village.press("Send the concern")
    village.reads("Thank you. The concern has arrived.")
    again = village.page.context.request.post("/concerns/raise/", form=without_files(sent) | {"step": "send"})
    assert again.ok
    assert again.url.endswith("/concerns/thanks/")
    assert written(installation)["protection_concern"] == before + 1


def without_files(sent: dict[str, object]) -> dict[str, str | float | bool]:
    """What a form carries in words; a file comes out of the browser as an empty object."""
    return {name: value for name, value in sent.items() if isinstance(value, str)}
