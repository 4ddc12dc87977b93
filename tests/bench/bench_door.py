"""The door: calls per second, processor time per call, sealing, opening, and what the web process holds in memory.

The call is the one that matters most: a concern raised, with its sealed story, triage task, receipt, events, moves
and changes, in a transaction of its own. Beside it, the same row put in by the plain ORM without any of that.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

import psutil
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

import pokpong.config.wiring  # noqa: F401  registers the actions
from pokpong.areas.protection.actions.raising import raise_concern
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.telling import Facts, Told
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import PASSWORD, make_user
from pokpong.foundation.actions.models import Receipt
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault import aes
from tests.bench.results import Result, Size
from tests.engines.databases import engine_name
from tests.engines.installation import Installation

PLACE = "LA16/LA1601/LA1601-1601004/"
STORY = "ມີຄົນແປກໜ້າມາຊວນເດັກຍິງໃນບ້ານໄປເຮັດວຽກຢູ່ຕ່າງປະເທດ ໂດຍບໍ່ໃຫ້ບອກພໍ່ແມ່ ແລະ ສັນຍາວ່າຈະໃຫ້ເງິນຫຼາຍ. " * 2
CALLS = {"small": 250, "full": 3000}
SEALS = {"small": 20_000, "full": 200_000}
WRITERS = 2
MEMORY_AIM = 200.0  # MB, the whole web process


@dataclass(frozen=True)
class Timed:
    """Seconds of each call, and of the whole; processor seconds of this process."""

    each: list[float]
    wall: float
    cpu: float

    @property
    def per_second(self) -> float:
        return len(self.each) / self.wall

    def percentile(self, share: float) -> float:
        return sorted(self.each)[min(len(self.each) - 1, int(len(self.each) * share))] * 1000


def run(size: Size) -> list[Result]:
    user = make_user("bench", "caseworker", "LA16/LA1601/")
    raise_one(user, new_id())  # imports, caches, prepared statements
    count = CALLS[size]
    queries = queries_of_one(user)
    timed = one_after_the_other(user, count)
    plain = plain_rows(count)
    return [
        *door_results(timed, plain, queries),
        together(user, count),
        again(user, count),
        *sealing(SEALS[size]),
        memory(),
    ]


def raise_one(user: User, call_id: UUID) -> Concern:
    return raise_concern(
        by=user,
        id=UUID(int=call_id.int ^ 1),
        place_path=PLACE,
        facts=Facts(channel="in_person", urgency="soon"),
        told=Told(story=STORY),
        call_id=call_id,
    )


def queries_of_one(user: User) -> int:
    with CaptureQueriesContext(connection) as captured:
        raise_one(user, new_id())
        return len(captured)


def one_after_the_other(user: User, count: int) -> Timed:
    each = []
    started, cpu = time.perf_counter(), time.process_time()
    for _ in range(count):
        before = time.perf_counter()
        raise_one(user, new_id())
        each.append(time.perf_counter() - before)
    return Timed(each, time.perf_counter() - started, time.process_time() - cpu)


def plain_rows(count: int) -> Timed:
    """The same concern as one insert in one transaction: no receipt, event, task, move or change."""
    each = []
    started, cpu = time.perf_counter(), time.process_time()
    for number in range(count):
        before = time.perf_counter()
        with transaction.atomic(), writing.opened("bench"):
            Concern(
                number=f"BENCH-{number:09}",
                channel="in_person",
                urgency="soon",
                place_path=PLACE,
                route_path=PLACE,
                raised_at=clock.now(),
                forms=[],
                story=STORY,
            ).save(force_insert=True)
        each.append(time.perf_counter() - before)
    return Timed(each, time.perf_counter() - started, time.process_time() - cpu)


def door_results(timed: Timed, plain: Timed, queries: int) -> list[Result]:
    count = len(timed.each)
    seen = {"concerns": Concern.objects.count(), "receipts": Receipt.objects.count(), "engine": engine_name()}
    bare = {"plain ORM row": plain.per_second}
    return [
        Result("concerns raised, one writer", timed.per_second, "calls/s", "higher", 150, seen, bare),
        Result("middle call", statistics.median(timed.each) * 1000, "ms", "lower", None, count),
        Result("slowest of twenty (p95)", timed.percentile(0.95), "ms", "lower", 25, count),
        Result(
            "processor time per call",
            timed.cpu / count * 1000,
            "ms",
            "lower",
            None,
            count,
            {"plain ORM row": plain.cpu / count * 1000},
        ),
        Result("statements per call", queries, "statements", "lower", None, 1),
    ]


def write_share(user: User, count: int) -> int:
    for _ in range(count):
        raise_one(user, new_id())
    return count


def together(user: User, count: int) -> Result:
    """Two processes write at the same time; nobody may be turned away."""
    connections.close_all()
    before = Receipt.objects.filter(action="concern.raise").count()
    connections.close_all()
    context = get_context("fork")
    started = time.perf_counter()
    writers = [context.Process(target=write_share, args=(user, count // WRITERS)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    wall = time.perf_counter() - started
    done = Receipt.objects.filter(action="concern.raise").count() - before
    return Result("concerns raised, two writers", done / wall, "calls/s", "higher", 150, {"done": done, "sent": count})


def again(user: User, count: int) -> Result:
    """The same call sent again: answered from its receipt."""
    call_id = new_id()
    raise_one(user, call_id)
    before = Concern.objects.count()
    started = time.perf_counter()
    for _ in range(count):
        raise_one(user, call_id)
    wall = time.perf_counter() - started
    return Result("calls sent again", count / wall, "calls/s", "higher", None, Concern.objects.count() - before)


def sealing(count: int) -> list[Result]:
    key, text = aes.new_key(), aes.pad(STORY.encode())
    started = time.perf_counter()
    sealed = [aes.seal(key, text, b"place") for _ in range(count)]
    sealing_took = time.perf_counter() - started
    started = time.perf_counter()
    opened = sum(len(aes.open_sealed(key, value, b"place")) for value in sealed)
    opening_took = time.perf_counter() - started
    size = f"{len(text)} bytes each"
    return [
        Result("values sealed", count / sealing_took, "values/s", "higher", None, size),
        Result("values opened", count / opening_took, "values/s", "higher", None, opened // count),
    ]


def memory() -> Result:
    """The web process after its pages were asked for, as a newcomer meets it."""
    folder = Path(os.environ["POKPONG_DATA"])
    connections.close_all()
    here = Installation(os.environ["POKPONG_TEST_DATABASE"], folder, {**os.environ, "PYTHONUNBUFFERED": "1"})
    here.start()
    try:
        answered = tour(here.url)
        processes = family(here.server.pid if here.server else os.getpid())
        held = sum(process.memory_info().rss for process in processes) / 2**20
    finally:
        here.stop()
    return Result(
        "memory of the web process", held, "MB", "lower", MEMORY_AIM, {"pages": answered, "processes": len(processes)}
    )


def family(pid: int) -> list[psutil.Process]:
    first = psutil.Process(pid)
    return [first, *first.children(recursive=True)]


def tour(url: str, *usernames: str) -> int:
    """Signs in and opens pages in a process of its own, so that the tour's memory is not counted."""
    finished = subprocess.run(
        [sys.executable, "-m", "tests.bench.tour", url, PASSWORD, *usernames],
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    return int(finished.stdout)
