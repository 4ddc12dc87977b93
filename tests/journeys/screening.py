"""Asking the questions of a screening, page by page, as the person can bear it."""

from __future__ import annotations

from collections.abc import Mapping

from pokpong.areas.protection.tools.shipped import newest
from tests.journeys.steps import Somebody, lao

TOOL = newest("act-means-purpose")


def begin_screening(somebody: Somebody) -> None:
    """On the page of the case. It is refused until the person was asked whether they agree."""
    somebody.follow("Begin a screening")
    somebody.mark("Where do you ask?", "In an office, alone with the person")
    somebody.mark("Is there an interpreter?", "Not needed: same language")
    somebody.press("Begin")
    assert somebody.mistakes(), "nobody is asked who did not agree to it"
    somebody.tick("The person agrees to be asked")
    somebody.press("Begin")


def answer(somebody: Somebody, answers: Mapping[str, str]) -> None:
    """Those of `answers` (by code, as the catalogue says it) that this page asks for."""
    for code, said in answers.items():
        choices = somebody.page.locator(f"main [name={code}]")
        if choices.count():
            choices.and_(somebody.page.get_by_label(lao(said), exact=True)).check()


def ask_the_rest(somebody: Somebody, answers: Mapping[str, str]) -> int:
    """Page after page until the answers are shown to be checked; how many pages it took."""
    pages = 0
    while "/ask/" in somebody.page.url:
        answer(somebody, answers)
        somebody.press("Save and continue")
        pages += 1
        assert pages < 20, "the questions come to no end"
    return pages


def words_of(code: str) -> str:
    """What stands in a result for a question that was answered with yes, in Lao."""
    return dict(TOOL.questions[code].label)["lo"]


def result_words(code: str) -> str:
    """The words of a result in Lao."""
    return dict(TOOL.results[code].label)["lo"]
