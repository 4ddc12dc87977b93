"""What a person does at a page in Lao: goes there, reads, clicks the words they see, types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page, expect

from tests.journeys.eyes import LAO_LETTER, Eyes

NUMBER = re.compile(r"LA\d\d-\d{4}-\d{5}")
CASE_NUMBER = re.compile(r"LA\d\d-\d{4}-C\d{5}")
SIGN_IN = "/account/login/"
PATIENCE = 15_000  # ms for a word to appear; later stories of a broken journey must fail soon
LOADING = 60_000  # ms for a page, on a machine with much else to do


class NotInLao(AssertionError):
    """These words have no Lao translation."""


def lao(words: str, **values: object) -> str:
    """The words as a reader of Lao sees them. Raises NotInLao."""
    with override("lo"):
        found = gettext(words)
    if not LAO_LETTER.search(found):
        raise NotInLao(words)
    return found % values if values else found


def named(words: str) -> re.Pattern[str]:
    """The label of a field, with or without the remark that it is not required."""
    return re.compile(rf"^\s*{re.escape(lao(words))}(\s*\(.*\))?\s*$")


@dataclass
class Somebody:
    """One person at one device. Every page they come to is looked at."""

    page: Page
    eyes: Eyes

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.set_default_navigation_timeout(LOADING)

    # --- going somewhere -------------------------------------------------------------------------------------
    def go(self, address: str, status: int = 200) -> None:
        """Types an address by hand."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, f"{address} answered {answer.status}"
        self.eyes.look(self.page)

    def press(self, words: str, *, within: Locator | None = None) -> None:
        """A button that sends."""
        self._click((within or self.page).get_by_role("button", name=lao(words), exact=True))

    def follow(self, words: str, *, within: Locator | None = None) -> None:
        """A link by its words, as they stand in the catalogue."""
        self._click((within or self.page.locator("main")).get_by_role("link", name=lao(words), exact=True))

    def follow_to(self, text: str) -> None:
        """A link by a text that is in no catalogue: a name, a number."""
        self._click(self.page.locator("main").get_by_role("link", name=text))

    def menu(self, words: str) -> None:
        """An entry of the main menu; on a narrow screen it is folded away."""
        fold = self.page.locator(".pk-nav-fold > summary")
        if fold.is_visible():
            fold.click()
        self._click(self.page.get_by_role("navigation").get_by_role("link", name=lao(words), exact=True))

    def own(self, words: str) -> None:
        """An entry below one's own name."""
        self.page.locator(".pk-account > summary").click()
        self._click(self.page.locator(".pk-account-panel").get_by_role("link", name=lao(words), exact=True))

    def ring(self) -> None:
        """The bell."""
        self._click(self.bell)

    def _click(self, what: Locator) -> None:
        before = self.page.evaluate("performance.timeOrigin")
        what.first.click()
        self.page.wait_for_function("before => performance.timeOrigin !== before", arg=before, timeout=LOADING)
        self.page.wait_for_load_state("load")
        self.eyes.look(self.page)

    # --- typing ----------------------------------------------------------------------------------------------
    def type(self, texts: Mapping[str, str]) -> None:
        """By the labels of the boxes."""
        for label, text in texts.items():
            self.box(label).fill(text)

    def box(self, label: str) -> Locator:
        return self.page.get_by_label(named(label)).and_(self.page.locator("input, textarea, select"))

    def tick(self, *words: str) -> None:
        """Radio buttons and boxes to tick, by what their label begins with."""
        for choice in words:
            self.page.get_by_label(re.compile(rf"^\s*{re.escape(lao(choice))}(\s|$)")).check()

    def mark(self, question: str, *answers: str) -> None:
        """Answers to one question, where others on the page have the same answers."""
        for answer in answers:
            self.question(question).get_by_label(lao(answer), exact=True).check()

    def question(self, words: str) -> Locator:
        """The boxes of one question."""
        return self.page.get_by_role("group", name=named(words))

    def day(self, question: str, day: date) -> None:
        """Types a day into its three boxes."""
        for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
            self.question(question).locator(f"[name$=_{part}]").fill(str(number))

    def choose(self, label: str, answer: str) -> None:
        """One of a list that drops down, as it stands there."""
        self.box(label).select_option(label=answer)

    def unfold(self, words: str) -> None:
        """A part of the page that is folded away."""
        self.page.locator("summary", has_text=lao(words)).click()

    def pick(self, label: str, typed: str, place: str) -> None:
        """Types a part of a name and takes the place from what is suggested."""
        self.box(label).fill(typed)
        self.page.get_by_role("option").filter(has_text=place).first.click()
        expect(self.box(label)).to_have_value(place)

    # --- reading ---------------------------------------------------------------------------------------------
    def sees(self, *texts: str) -> None:
        """On the page, as it is shown."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def reads(self, *words: str) -> None:
        """Words of a catalogue, on the page."""
        self.sees(*map(lao, words))

    def sees_nothing_of(self, *texts: str) -> None:
        """Nowhere in the page, nor hidden in it."""
        content = self.page.content()
        found = [text for text in texts if text in content]
        assert not found, f"{self.page.url} gives away {found}"

    def is_told(self, *words: str) -> None:
        """Among the mistakes above the form."""
        for problem in words:
            expect(self.page.locator("[data-pk-error-summary]")).to_contain_text(lao(problem))

    def is_told_beside(self, label: str, *words: str, **values: object) -> None:
        """Beside the box or the question itself, where the eye is, and above the form too."""
        beside = self.page.locator(".pk-field-wrong").filter(has=self.box(label).or_(self.question(label)))
        for problem in words:
            expect(beside.locator(".pk-error")).to_contain_text(lao(problem, **values))
            expect(self.page.locator("[data-pk-error-summary]")).to_contain_text(lao(problem, **values))

    def mistakes(self) -> dict[str, str]:
        """The codes of what must be put right, with the words."""
        lines = self.page.locator("[data-pk-error-summary] li").all()
        return {line.get_attribute("data-code") or "": line.inner_text() for line in lines}

    @property
    def bell(self) -> Locator:
        return self.page.locator(".pk-bell")

    def rung(self) -> int:
        """How much the bell says is waiting."""
        count = self.bell.locator(".pk-count")
        return int(count.inner_text()) if count.count() else 0

    @property
    def address(self) -> str:
        """Of the page they are at, without the part of it."""
        return self.page.url.split("#")[0]

    def part(self, key: str) -> str:
        """What one part of the page of a case says."""
        return self.page.locator(f"#{key}").inner_text()

    # --- what is done often ----------------------------------------------------------------------------------
    def sign_in(self, username: str, password: str) -> None:
        self.go("/")
        self.type({"User name": username, "Password": password})
        self.press("Sign in")
        assert SIGN_IN not in self.page.url, f"{username} could not sign in"

    def numbers(self) -> set[str]:
        """Of the concerns in the inbox."""
        self.menu("Concerns raised")
        return set(NUMBER.findall(self.page.locator("main").inner_text()))

    def open_concern(self, number: str) -> str:
        """From the inbox; its address."""
        self.menu("Concerns raised")
        self.follow_to(number)
        self.sees(number)
        return self.page.url

    def search(self, text: str) -> None:
        self.menu("Search")
        self.type({"Name, place or number": text})
        self.press("Search")

    def task(self, words: str, number: str = "") -> None:
        """Goes to one of the tasks that wait; `number` tells two of a kind apart."""
        self.ring()
        self._click(self.page.locator("main").get_by_role("link", name=lao(words)).filter(has_text=number))

    def open_case(self, number: str) -> str:
        """From the caseload; its address."""
        self.menu("Cases")
        self.follow_to(number)
        self.sees(number)
        return self.address
