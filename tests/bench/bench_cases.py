"""The pages of the main work over a hundred thousand cases: how long, how many queries, how many bytes.

The same pages are asked for at a thousand cases and at a hundred thousand, one request at a time, by a caseworker with
sixty cases of their own, by the supervisor of a province and by one of the whole country, through the web server as it
is installed. The generator writes in bulk what the actions would have left (`test_generator` holds it to them).
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections

from pokpong.foundation.access.models import User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.tests.people import PASSWORD, make_user
from pokpong.foundation.kernel import writing
from tests.bench.asking import EMPTY, PAGES, Asker, Inside, Page, asker
from tests.bench.bench_door import family, tour
from tests.bench.generator import Programme, grow, helped, learn, programme
from tests.bench.results import Result, Size
from tests.bench.visiting import Visitor
from tests.engines.databases import engine_name
from tests.engines.installation import Installation

SIZES: dict[Size, tuple[int, int]] = {"small": (100, 1000), "full": (1000, 100_000)}
ROUNDS: dict[Size, int] = {"small": 20, "full": 60}
WARM = 4
BYTES_AIM, RATIO_AIM, MEMORY_AIM = 60.0, 1.3, 200.0  # kB packed, times, MB
LISTS = ("home", "caseload", "search")


@dataclass
class Measured:
    """Milliseconds of each request, and what one of them cost."""

    each: list[float] = field(default_factory=list)
    sent: int = 0
    queries: int = 0
    worked: float = 0.0  # milliseconds of processor time of the web server on average, with pages on the way to it

    @property
    def middle(self) -> float:
        return statistics.median(self.each)

    @property
    def slow(self) -> float:
        """The slowest of twenty (p95)."""
        return sorted(self.each)[min(len(self.each) - 1, int(len(self.each) * 0.95))]


# Who asks, and in which words the answers name them.
WHO = {
    "bench": "caseworker",
    "supervisor-la16/": "supervisor of a province",
    "national": "supervisor of the country",
}


def run(size: Size) -> list[Result]:
    here = programme()
    learn(here)
    for username in WHO:
        slow_password(User.objects.get(username=username))
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
        worker = psutil.Process(server.server.pid if server.server else os.getpid())
        for username in WHO:
            visitor = Visitor("127.0.0.1", server.port)
            found[username, "sign-in to home"] = Measured(
                [visitor.sign_in(username, PASSWORD) * 1000 for _ in range(rounds // 2)]
            )
            for page in (EMPTY, *PAGES):
                found[username, page.name] = timed(asker(username, visitor, here.home), page, rounds, worker)
            visitor.close()
    for username in WHO:
        inside = Inside(User.objects.get(username=username))
        for page in PAGES:
            inside.queries = 0
            page.ask(asker(username, inside, here.home))
            found[username, page.name].queries = inside.queries
    return found


def timed(who: Asker, page: Page, rounds: int, server: psutil.Process) -> Measured:
    for _ in range(WARM):
        page.ask(who)
    before = processor_time(server)
    answers = [page.ask(who) for _ in range(min(rounds, page.most))]
    worked = (processor_time(server) - before) / len(answers) * 1000
    each = [answer.seconds * 1000 for answer in answers]
    return Measured(each, max(answer.sent for answer in answers), worked=worked)


def processor_time(server: psutil.Process) -> float:
    """Seconds that the server and its workers have worked so far: what a busy machine does not change."""
    used = [process.cpu_times() for process in (server, *server.children(recursive=True))]
    return sum(times.user + times.system for times in used)


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


def pages(
    before: dict[tuple[str, str], Measured], after: dict[tuple[str, str], Measured], few: int
) -> Iterator[Result]:
    """For each page: how slow, how much slower than with few cases, how large."""
    for username, whose in WHO.items():
        plain = after[username, "page without records"].middle
        signing = after[username, "sign-in to home"]
        yield Result(
            f"{whose}: sign-in to home, p95",
            signing.slow,
            "ms",
            "lower",
            None,
            {"p50": round(signing.middle, 1), "of it the password's hash": "slow on purpose"},
            {f"at {few:,} cases": before[username, "sign-in to home"].slow},
        )
        for page in PAGES:
            now, then = after[username, page.name], before[username, page.name]
            name = f"{whose}: {page.name}"
            seen = {
                "p50": round(now.middle, 1),
                "queries": now.queries,
                "bytes": now.sent,
                "processor time, ms": round(now.worked, 1),
                f"processor time at {few:,} cases, ms": round(then.worked, 1),
                "asked": len(now.each),
            }
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
