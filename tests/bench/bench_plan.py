"""A plan of two thousand activities: its pages, and the way through a workbook in, out and in again.

The workbook is looked through and brought in by the same code as in the background of the program. The pages are asked
for through the web server as it is installed, one request at a time; an aim holds for the processor time of the server
and for what the visitor waits.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import psutil
from django.urls import reverse
from openpyxl import load_workbook

import pokpong.config.wiring  # noqa: F401  registers the actions
from pokpong.doors.exchange.bringing.going import Work, go_through, rows_of
from pokpong.doors.exchange.targets import guessed
from pokpong.doors.exchange.verdicts import Result as Brought
from pokpong.doors.exchange.workbooks.reading import read_workbook
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import PASSWORD
from pokpong.foundation.papers.workbook import Cell, Sheet, xlsx_of
from pokpong.registers.programme.models import Plan
from pokpong.registers.programme.plan_sheet import COLUMNS, workbook_of
from pokpong.registers.programme.tests.plan_factories import BEGINS, a_plan, secretary
from tests.bench.bench_cases import Measured, processor_time, served, slow_password
from tests.bench.results import Result, Size
from tests.bench.visiting import Visitor
from tests.engines.databases import engine_name

ACTIVITIES = 2000
ROUNDS: dict[Size, int] = {"small": 20, "full": 100}
WARM = 3
AIM = 100.0  # milliseconds
PLACES = ("LA16", "LA1601", "LA1602", "LA1603")
KINDS = ("Training", "Meeting; List of participants", "Visit", "")
PLAIN = "a page of words alone"
PAGES = {
    "Gantt page": "plan_gantt",
    "page of the plan": "plan",
    "month of the calendar": "plan_calendar",
}


def run(size: Size) -> list[Result]:
    user, plan = secretary(), a_plan()
    content = a_workbook(ACTIVITIES)
    return [
        *through_a_workbook(user, plan, content),
        *pages(user, plan, ROUNDS[size]),
    ]


def a_workbook(count: int) -> bytes:
    """As an office would fill it: days over the whole year, five kinds of places and money."""
    rows = [[cells(number).get(name) for name in COLUMNS] for number in range(count)]
    return xlsx_of([Sheet("plan", head=[str(words) for words in COLUMNS.values()], rows=rows)])


def cells(number: int) -> dict[str, Cell]:
    starts = BEGINS + timedelta(days=number * 7 % 300)
    return {
        "code": f"{number // 100 + 1}.{number % 100 + 1}",
        "name_lo": f"ກິດຈະກຳທົດສອບ ເພື່ອຄວາມໄວ ທີ {number}",
        "name_en": f"Invented activity {number}",
        "place": PLACES[number % len(PLACES)],
        "starts": starts,
        "ends": min(starts + timedelta(days=number % 60), date(2027, 9, 30)),
        "participants_expected": number % 50,
        "budget_LAK": Decimal(1_000_000 + number),
        "budget_USD": Decimal(number) / 4 if number % 3 == 0 else None,
        "evidence_wanted": KINDS[number % len(KINDS)],
    }


def through_a_workbook(user: User, plan: Plan, content: bytes) -> Iterator[Result]:
    """Looked through, brought in, taken out, brought in again: then nothing may be new."""
    alone = {"openpyxl alone": read_alone(content)}
    yield timed("looked through (dry run)", lambda: brought(user, plan, content, dry=True), alone)
    yield timed("brought in", lambda: brought(user, plan, content), alone)
    began = time.perf_counter()
    again = workbook_of(plan)
    yield Result("taken out as a workbook", time.perf_counter() - began, "s", "lower", None, {"bytes": len(again)})
    yield timed(
        "brought in again, unchanged", lambda: brought(user, plan, again), {"openpyxl alone": read_alone(again)}
    )


def brought(user: User, plan: Plan, content: bytes, *, dry: bool = False) -> Brought:
    book = read_workbook(content)
    work = Work(book, replace(guessed("activities", book), fixed={"plan": plan.code}))
    return go_through(rows_of(user, work, dry=dry), work.lines)


def read_alone(content: bytes) -> float:
    """Rows a second of the library that reads the cells, with nothing asked about them."""
    began = time.perf_counter()
    sheet = load_workbook(BytesIO(content), read_only=True).worksheets[0]
    count = sum(1 for _row in sheet.iter_rows(values_only=True))
    return count / (time.perf_counter() - began)


def timed(name: str, do: Callable[[], Brought], baseline: dict[str, float]) -> Result:
    began = time.perf_counter()
    found = do()
    took = time.perf_counter() - began
    seen: dict[str, Any] = {
        "rows": found.read,
        "new": found.opened,
        "unchanged": found.unchanged,
        "rejected": found.rejected,
        "engine": engine_name(),
    }
    return Result(f"{name}, {ACTIVITIES:,} activities", found.read / took, "rows/s", "higher", None, seen, baseline)


def pages(user: User, plan: Plan, rounds: int) -> Iterator[Result]:
    slow_password(user)
    with served() as server:
        worker = psutil.Process(server.server.pid if server.server else None)
        visitor = Visitor("127.0.0.1", server.port)
        visitor.sign_in(user.username, PASSWORD)
        plain, waited = asked("", visitor, reverse("office:about"), worker, rounds, ({}, {}))
        beside = ({PLAIN: plain.value}, {PLAIN: waited.value})
        for words, name in PAGES.items():
            yield from asked(words, visitor, reverse(f"programme:{name}", args=[plan.pk]), worker, rounds, beside)
        visitor.close()


Baselines = tuple[dict[str, float], dict[str, float]]  # of the server's time, and of what the visitor waits


def asked(
    words: str, visitor: Visitor, path: str, worker: psutil.Process, rounds: int, beside: Baselines
) -> Iterator[Result]:
    for _round in range(WARM):
        visitor.get(path)
    before = processor_time(worker)
    answers = [visitor.get(path) for _round in range(rounds)]
    worked = (processor_time(worker) - before) / rounds * 1000
    found = Measured([answer.seconds * 1000 for answer in answers], max(answer.sent for answer in answers))
    drawn = answers[-1].body.count('class="pk-gantt-bars"')
    seen = {"activities drawn": drawn, "kB packed": round(found.sent / 1000, 1), "slowest of twenty, ms": found.slow}
    yield Result(f"{words}, server time", worked, "ms", "lower", AIM, {**seen, "engine": engine_name()}, beside[0])
    yield Result(f"{words}, waited for", found.middle, "ms", "lower", None, seen, beside[1])
