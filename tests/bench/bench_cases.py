"""The pages of the main work over a hundred thousand cases: how long, how many queries, how many bytes.

The same pages are asked for at a thousand cases and at a hundred thousand, one request at a time, by a caseworker with
sixty cases of their own and by a supervisor of the whole country, through the web server as it is installed. The
generator writes in bulk what the actions would have left (`test_generator` holds it to them).
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pokpong.areas.protection.models import Case
from pokpong.foundation.access.models import User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.tests.people import PASSWORD, make_user
from pokpong.foundation.kernel import writing
from pokpong.registers.places.models import Place
from tests.bench.bench_door import family, tour
from tests.bench.generator import Programme, grow, helped, learn, programme
from tests.bench.results import Result, Size
from tests.bench.visiting import Answer, Visitor, fields_of
from tests.engines.databases import engine_name
from tests.engines.installation import Installation

SIZES: dict[Size, tuple[int, int]] = {"small": (100, 1000), "full": (1000, 100_000)}
ROUNDS: dict[Size, int] = {"small": 20, "full": 60}
WARM = 4
PAGE_AIM, FULL_AIM, SAVING_AIM = 60.0, 100.0, 90.0  # ms, p95
BYTES_AIM, RATIO_AIM, MEMORY_AIM = 60.0, 1.3, 200.0  # kB packed, times, MB
BACKEND = "pokpong.foundation.access.sign_in.PokpongBackend"
STORY = "ຄົນຕ່າງຖິ່ນມາຊວນເດັກຍິງສອງຄົນໄປເຮັດວຽກຢູ່ຕ່າງປະເທດ ໂດຍບໍ່ບອກວ່າວຽກຫຍັງ"
VILLAGE = 3
LISTS = ("home", "caseload", "search")


@dataclass(frozen=True)
class Page:
    """One thing that a user does. `ask` does it once more and answers what the server said."""

    name: str
    ask: Callable[[Asker], Answer]
    aim: float


@dataclass
class Measured:
    """Milliseconds of each request, and what one of them cost."""

    each: list[float] = field(default_factory=list)
    sent: int = 0
    queries: int = 0

    @property
    def middle(self) -> float:
        return statistics.median(self.each)

    @property
    def slow(self) -> float:
        """The slowest of twenty (p95)."""
        return sorted(self.each)[min(len(self.each) - 1, int(len(self.each) * 0.95))]


@dataclass
class Asker:
    """Somebody at work, with what they look at: each request another case, name or village."""

    username: str
    visitor: Any
    cases: Iterator[Case]
    full: Iterator[Case]
    villages: Iterator[str]
    home: str

    def get(self, path: str) -> Answer:
        answer: Answer = self.visitor.get(path)
        return answer

    def post(self, path: str, fields: dict[str, Any]) -> Answer:
        answer: Answer = self.visitor.post(path, fields)
        return answer

    def search(self, text: str) -> Answer:
        return self.post(reverse("office:search"), {"text": text})


def home(who: Asker) -> Answer:
    return who.get(reverse("office:home"))


def caseload(who: Asker) -> Answer:
    return who.get(reverse("cases:list") + "?cases-situation=running&cases-risk=high")


def by_name(who: Asker) -> Answer:
    return who.search(next(who.cases).person.name)


def by_village(who: Asker) -> Answer:
    return who.search(next(who.villages))


def by_number(who: Asker) -> Answer:
    return who.search(next(who.cases).number)


def full_case(who: Asker) -> Answer:
    return who.get(reverse("cases:case", args=[next(who.full).pk]))


def saving(who: Asker) -> Answer:
    """Opens the page of corrections, which is not counted, and saves another summary."""
    address = reverse("cases:amend", args=[next(who.full).pk])
    fields = fields_of(who.get(address).body, "summary")
    return redirected(who.post(address, {**fields, "summary": f"{STORY} {time.time_ns()}"}))


def raising(who: Asker) -> Answer:
    """The last of three pages: all that was typed is kept, a number and a task are made."""
    address = reverse("protection:raise")
    typed = {
        "step": "what",
        "story": f"{STORY} {time.time_ns()}",
        "place": who.home,
        "urgency": "soon",
        "channel": "in_person",
        "happened_unknown": "on",
    }
    who.post(address, typed)
    check = who.post(address, {**typed, "left_out-sent": "yes", "step": "who"})
    return redirected(who.post(address, {**fields_of(check.body, "call_id"), "step": "send"}))


def redirected(answer: Answer) -> Answer:
    """A form that came back saved nothing. Raises ValueError."""
    if answer.status == 200:
        raise ValueError("the form came back")
    return answer


PAGES = (
    Page("home", home, PAGE_AIM),
    Page("caseload, two filters", caseload, PAGE_AIM),
    Page("search by name", by_name, PAGE_AIM),
    Page("search by village", by_village, PAGE_AIM),
    Page("search by case number", by_number, PAGE_AIM),
    Page("full case, 30 services", full_case, FULL_AIM),
    Page("saving an edit", saving, SAVING_AIM),
    Page("raising a concern", raising, SAVING_AIM),
)
EMPTY = Page("page without records", lambda who: who.get(reverse("office:about")), PAGE_AIM)
WHO = ("bench", "national")


def run(size: Size) -> list[Result]:
    here = programme()
    learn(here)
    for user in (here.bench, here.national):
        slow_password(user)
    few, many = SIZES[size]
    grow(here, few)
    before = visited(here, ROUNDS[size])
    began = time.perf_counter()
    rows = grow(here, many)
    written = Result(
        f"rows written in bulk, {many:,} cases",
        rows / (time.perf_counter() - began),
        "rows/s",
        "higher",
        rows={"rows": rows, "services and follow-ups": helped(here, many), "engine": engine_name()},
    )
    after = visited(here, ROUNDS[size])
    return [written, *pages(before, after, few), memory()]


def slow_password(user: User) -> None:
    """As production keeps it: the hash is slow on purpose."""
    hasher = Argon2PasswordHasher()
    with writing.opened("bench"):
        user.password = hasher.encode(PASSWORD, hasher.salt())
        user.save()


def visited(here: Programme, rounds: int) -> dict[tuple[str, str], Measured]:
    """Every page by both people, through the server; then once more each in this process, for its queries."""
    found: dict[tuple[str, str], Measured] = {}
    with served() as server:
        for username in WHO:
            visitor = Visitor("127.0.0.1", server.port)
            found[username, "sign-in to home"] = Measured(
                [visitor.sign_in(username, PASSWORD) * 1000 for _ in range(rounds // 2)]
            )
            found[username, "page without records"] = timed(
                asker(here, username, visitor),
                Page("", lambda who: who.get(reverse("office:about")), 0),
                rounds,
            )
            for page in PAGES:
                found[username, page.name] = timed(asker(here, username, visitor), page, rounds)
            visitor.close()
    for username in WHO:
        inside = Inside(User.objects.get(username=username))
        for page in PAGES:
            inside.queries = 0
            page.ask(asker(here, username, inside))
            found[username, page.name].queries = inside.queries
    return found


def timed(who: Asker, page: Page, rounds: int) -> Measured:
    for _ in range(WARM):
        page.ask(who)
    answers = [page.ask(who) for _ in range(rounds)]
    return Measured([answer.seconds * 1000 for answer in answers], max(answer.sent for answer in answers))


@contextmanager
def served() -> Iterator[Installation]:
    folder = Path(os.environ["POKPONG_DATA"])
    connections.close_all()
    own = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.bench.settings", "PYTHONUNBUFFERED": "1"}
    here = Installation(os.environ["POKPONG_TEST_DATABASE"], folder, own)
    here.start()
    try:
        yield here
    finally:
        here.stop()


def asker(here: Programme, username: str, visitor: Any) -> Asker:
    """The caseworker looks at cases of their own; the supervisor at some of the whole country."""
    rows = Case.objects.select_related("person").order_by("pk")
    mine = rows.filter(lead=here.bench.pk) if username == "bench" else rows.exclude(lead=here.bench.pk)
    full = list(mine.filter(state="open", origin="returned", risk="medium")[:40])
    villages = Place.objects.filter(level=VILLAGE, path__startswith=here.home).order_by("path")
    return Asker(
        username,
        visitor,
        cycle(list(islice(mine.iterator(), 50))),
        cycle(full),
        cycle([place.name for place in villages[:20]]),
        str(villages[0].path),
    )


class Inside:
    """A visitor in this process, who counts queries of the request that matters: the last one."""

    def __init__(self, user: User):
        self.client = Client()
        self.client.force_login(user, backend=BACKEND)
        self.queries = 0

    def get(self, path: str) -> Answer:
        return self._counted(lambda: self.client.get(path))

    def post(self, path: str, fields: dict[str, Any]) -> Answer:
        return self._counted(lambda: self.client.post(path, fields))

    def _counted(self, ask: Callable[[], Any]) -> Answer:
        with CaptureQueriesContext(connection) as captured:
            answer = ask()
        self.queries = len(captured)
        return Answer(answer.status_code, 0, answer.content.decode(), 0, answer.headers.get("Location", ""))


def pages(
    before: dict[tuple[str, str], Measured], after: dict[tuple[str, str], Measured], few: int
) -> Iterator[Result]:
    """For each page: how slow, how much slower than with few cases, how large."""
    whose = {"bench": "caseworker", "national": "supervisor of the country"}
    for username in WHO:
        plain = after[username, "page without records"].middle
        signing = after[username, "sign-in to home"]
        yield Result(
            f"{whose[username]}: sign-in to home, p95",
            signing.slow,
            "ms",
            "lower",
            None,
            {"p50": round(signing.middle, 1), "of it the password's hash": "slow on purpose"},
            {f"at {few:,} cases": before[username, "sign-in to home"].slow},
        )
        for page in PAGES:
            now, then = after[username, page.name], before[username, page.name]
            name = f"{whose[username]}: {page.name}"
            seen = {"p50": round(now.middle, 1), "queries": now.queries, "bytes": now.sent, "asked": len(now.each)}
            base = {f"at {few:,} cases": round(then.slow, 1), "page without records, p50": round(plain, 1)}
            yield Result(f"{name}, p95", now.slow, "ms", "lower", page.aim, seen, base)
            yield Result(f"{name}, growth", now.middle / then.middle, "times", "lower", RATIO_AIM, seen)
            if page.name.startswith(LISTS):
                yield Result(f"{name}, size", now.sent / 1000, "kB", "lower", BYTES_AIM, then.sent)


def memory() -> Result:
    """The web process after somebody of every role went through their pages."""
    names = [make_user(f"tour-{role}", role, "LA16/LA1601/") for role in sorted(ROLES)]
    for user in names:
        slow_password(user)
    with served() as here:
        answered = tour(here.url, *(user.username for user in names))
        processes = family(here.server.pid if here.server else os.getpid())
        held = sum(process.memory_info().rss for process in processes) / 2**20
    seen = {"pages": answered, "roles": len(names), "processes": len(processes)}
    return Result("memory of the web process after every role", held, "MB", "lower", MEMORY_AIM, seen)
