"""Closing waits for nobody who writes, and nobody who writes waits for it: shown with two sessions at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from pokpong.foundation.audit import closing
from pokpong.foundation.audit.canonical import hashes
from pokpong.foundation.audit.closing import close_waiting
from pokpong.foundation.audit.models import Batch, Event
from pokpong.foundation.audit.tests.tampering import START, an_event, emptied
from pokpong.foundation.audit.verifying import verify
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.inserting import insert

PATIENCE = 30.0  # seconds: a busy machine is slow, a lock lasts until somebody lets it go
MOMENT = START + timedelta(minutes=5)


@pytest.fixture
def lines(own_database: str, tmp_path: Path, settings: Any) -> None:
    settings.POKPONG_CHECKPOINT_FILE = str(tmp_path / "checkpoint")
    settings.POKPONG_AUDIT_BATCH_LINES = 4
    emptied()
    for second in range(12):
        an_event(START + timedelta(seconds=second))


def elsewhere(do: Callable[[], object]) -> None:
    """In a session of its own, to its end. Raises what went wrong there, a lock that is held above all."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            with connection.cursor() as cursor:
                # What waits longer than this waits for a lock that closing holds.
                short = "SET lock_timeout = 3000" if connection.vendor == "postgresql" else "PRAGMA busy_timeout = 3000"
                cursor.execute(short)
            do()
        except BaseException as reason:  # noqa: BLE001  the test's own thread raises it
            failed.append(reason)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    if failed:
        raise failed[0]


def writes_at(second: int) -> Callable[[], object]:
    return lambda: an_event(START + timedelta(minutes=4, seconds=second))


def test_others_write_while_lines_are_read_and_hashed(lines: None, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []

    def hashed(*args: Any) -> Any:
        elsewhere(writes_at(len(written)))
        written.append(1)
        return hashes(*args)

    monkeypatch.setattr(closing, "hashes", hashed)
    with clock.standing_at(MOMENT):
        assert close_waiting().lines == 12
    assert (len(written), Event.objects.count()) == (3, 15)


def test_others_write_while_a_batch_is_not_committed_yet(lines: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL. SQLite has one writer at a time, whatever is written: there a batch is one short transaction."""
    written: list[int] = []

    def inserted(row: Any) -> None:
        insert(row)
        assert connection.in_atomic_block
        if connection.vendor == "postgresql":
            elsewhere(writes_at(len(written)))
        written.append(row.number)

    monkeypatch.setattr(closing, "insert", inserted)
    with clock.standing_at(MOMENT):
        assert close_waiting().batches == 3
    assert written == [1, 2, 3]
    assert Event.objects.count() == (15 if connection.vendor == "postgresql" else 12)


def test_a_writer_who_does_not_come_to_an_end_holds_nothing_up(lines: None) -> None:
    """What it writes stands in a later batch. On SQLite its end is what a second writer waits for."""
    begun, closed = threading.Event(), threading.Event()
    ids: list[str] = []

    def slow() -> None:
        with transaction.atomic():
            ids.append(str(an_event(START + timedelta(seconds=3)).pk))
            begun.set()
            closed.wait(PATIENCE)

    if connection.vendor != "postgresql":
        closed.set()
    thread = threading.Thread(target=lambda: elsewhere(slow))
    thread.start()
    assert begun.wait(PATIENCE)
    with clock.standing_at(MOMENT):
        assert close_waiting().lines >= 12
    closed.set()
    thread.join(PATIENCE)
    with clock.standing_at(MOMENT + timedelta(minutes=2)):
        close_waiting(everything=True)
        assert verify().is_well
    assert ids[0] in [line[:36] for batch in Batch.objects.all() for line in batch.lines]
