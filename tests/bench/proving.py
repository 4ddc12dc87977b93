"""A history of many lines, closed in batches and verified; beside it the least that anybody could do with each line."""

from __future__ import annotations

import hmac
import os
import time
from collections.abc import Iterator
from datetime import UTC

from django.db import connection

from pokpong.foundation.audit import closing, verifying
from pokpong.foundation.audit.models import Event, Reading
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from tests.bench.loading import Loader
from tests.bench.pieces import fresh_ids
from tests.bench.results import Result

MINUTE = 60.0
AIM = 1_000_000 / MINUTE  # lines a second
AT_ONCE = 2000
SHOWN = 20  # ids of one reading
PIECES = ("id", "at", "name", "actor", "actor_kind", "device", "subject_kind", "subject", "call", "key_id", "detail")
LOOKS = ("id", "at", "actor", "device", "kind", "place", "shown")


class NotWell(Exception):
    """The history that was measured is not whole: the time means nothing."""


def text_of(key: str) -> str:
    """An id as the data base takes it."""
    return key if connection.features.has_native_uuid_field else key.replace("-", "")


def now_text() -> str:
    moment = clock.now().astimezone(UTC)
    return moment.isoformat() if connection.features.supports_timezones else str(moment.replace(tzinfo=None))


def write_events(count: int) -> None:
    """So many lines of one user about many records, with sealed details as long as those of most actions."""
    loader, actor = Loader(), text_of(str(new_id()))
    for start in range(0, count, AT_ONCE):
        loader.add(Event, PIECES, _events(min(AT_ONCE, count - start), actor))
        loader.flush()


def _events(count: int, actor: str) -> Iterator[tuple[object, ...]]:
    at = now_text()
    for key in map(text_of, fresh_ids(count)):
        call, detail = os.urandom(32).hex(), os.urandom(93)
        yield key, at, "case.amend", actor, "user", None, "case", key, call, key, detail


def write_readings(count: int, records: list[str]) -> None:
    """So many looks at twenty records each; every thousandth shows one of `records`."""
    loader, actor, shown_before = Loader(), text_of(str(new_id())), fresh_ids(AT_ONCE)
    for start in range(0, count, AT_ONCE):
        at, rows = now_text(), []
        for number, key in enumerate(map(text_of, fresh_ids(min(AT_ONCE, count - start)))):
            shown = [shown_before[(number + place) % AT_ONCE] for place in range(SHOWN)]
            if (start + number) % 1000 == 0:
                shown[3] = records[number % len(records)]
            listed = '["' + '", "'.join(shown) + '"]'
            rows.append((key, at, actor, None, "person", "people:list", listed))
        loader.add(Reading, LOOKS, rows)
        loader.flush()


def proof(count: int) -> Iterator[Result]:
    """Closing and verifying so many lines. Raises NotWell."""
    write_events(count)
    began, closed = time.perf_counter(), 0
    while (run := closing.close_waiting(everything=True)).lines:
        closed += run.lines
    took = time.perf_counter() - began
    yield Result("lines of the history closed", closed / took, "lines/s", "higher", None, closed)
    began, worked = time.perf_counter(), time.process_time()
    found = verifying.verify()
    took, worked = time.perf_counter() - began, time.process_time() - worked
    if not found.is_well or found.lines < count:
        raise NotWell(f"{found.lines} lines, {found.first}")
    bare = bare_look(found.lines)
    yield Result(
        "lines of the history verified",
        found.lines / took,
        "lines/s",
        "higher",
        AIM,
        {
            "lines": found.lines,
            "batches": found.batches,
            "times as long as the bare look": round(bare / (found.lines / took), 1),
        },
        {"SELECT and HMAC alone": bare, "by processor time": found.lines / max(worked, 1e-9)},
    )


def bare_look(count: int) -> float:
    """Lines a second that are only fetched and run through one HMAC."""
    digest = hmac.new(bytes(32), digestmod="sha256")
    names = ", ".join(f'"{name}"' for name in PIECES)
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM audit_event ORDER BY id")
        while rows := cursor.fetchmany(AT_ONCE):
            for row in rows:
                digest.update(repr(row).encode())
    return count / (time.perf_counter() - began)
