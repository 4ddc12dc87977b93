"""What sealing costs on the pages of `bench cases`: each asked with and without the cipher, in turns."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import islice

from django.test import Client

from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.foundation.vault import keyring
from tests.bench.asking import BACKEND, PAGES, Asker, Page, asker
from tests.bench.results import Result
from tests.bench.unsealed import Memory, remembered, without_sealing
from tests.bench.visiting import Answer

AIM = 15.0  # per cent
READ = ("home", "caseload, two filters", "search by name", "full case, 30 services")
HIDDEN = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


class NotTheSamePage(Exception):
    """Without the cipher a page says something else: nothing was compared."""


class Alike:
    """A visitor in this process; keeps what the last page says to the eye."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user, backend=BACKEND)

    def get(self, path: str) -> Answer:
        answer = self.client.get(path)
        return Answer(answer.status_code, 0, answer.content.decode(), 0, answer.headers.get("Location", ""))

    def post(self, path: str, fields: dict[str, object]) -> Answer:
        answer = self.client.post(path, fields)
        return Answer(answer.status_code, 0, answer.content.decode(), 0, answer.headers.get("Location", ""))


@dataclass
class Costs:
    """Milliseconds of processor time of each request. `warm`: the keys were opened less than a minute ago."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    clear: list[float] = field(default_factory=list)
    letters: int = 0
    missed: int = 0

    @property
    def over(self) -> float:
        """Per cent that sealing adds where no key was opened before."""
        return (statistics.median(self.cold) / statistics.median(self.clear) - 1) * 100


def visible(page: str) -> str:
    """The words of a page."""
    return " ".join(unescape(HIDDEN.sub(" ", page)).split())


def overheads(username: str, district: str, rounds: int) -> Iterator[Result]:
    """One result for each page that is read."""
    visitor = Alike(User.objects.get(username=username))
    for page in PAGES:
        if page.name in READ:
            costs = compared(page, lambda: asker(username, visitor, district), rounds)
            yield Result(
                f"sealing's share of: {page.name}",
                costs.over,
                "% more processor time",
                "lower",
                AIM,
                {"asked": len(costs.cold), "letters seen": costs.letters, "opened after all": costs.missed},
                {
                    "sealed, ms": statistics.median(costs.cold),
                    "sealed, keys at hand, ms": statistics.median(costs.warm),
                    "without sealing, ms": statistics.median(costs.clear),
                },
            )


def compared(page: Page, a_reader: Callable[[], Asker], rounds: int) -> Costs:
    """Each way asks for the same records at the same moment. Raises NotTheSamePage."""
    costs, memory = Costs(), Memory()
    with clock.standing_at(clock.now()):
        with remembered(memory):
            said = [visible(page.ask(who).body) for who in islice(_again(a_reader()), rounds)]
        costs.letters = sum(map(len, said))
        ways = (a_reader(), a_reader(), a_reader())
        for number in range(rounds):
            keyring.forget()
            texts = [_timed(page, ways[0], costs.cold)]
            texts.append(_timed(page, ways[1], costs.warm))
            with without_sealing(memory):
                texts.append(_timed(page, ways[2], costs.clear))
            if any(text != said[number] for text in texts):
                raise NotTheSamePage(page.name)
    costs.missed = memory.missed
    return costs


def _again(who: Asker) -> Iterator[Asker]:
    while True:
        yield who


def _timed(page: Page, who: Asker, into: list[float]) -> str:
    began = time.process_time()
    answer = page.ask(who)
    into.append((time.process_time() - began) * 1000)
    return visible(answer.body)
