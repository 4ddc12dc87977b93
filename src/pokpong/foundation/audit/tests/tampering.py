"""Lines closed in batches, and a way past the triggers: for the tests that do what a thief would."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from pokpong.foundation.audit.closing import close_waiting
from pokpong.foundation.audit.models import Event, Reading
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.inserting import insert

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TABLES = ("audit_event", "audit_reading", "audit_batch")


def id_at(moment: datetime) -> UUID:
    """An identifier as it would have been made at that moment (RFC 9562, version 7)."""
    return UUID(int=int(moment.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62 | secrets.randbits(62))


def an_event(moment: datetime, **more: Any) -> Event:
    row = Event(id=id_at(moment), at=moment, **_values(more))
    with writing.opened("tests"):
        insert(row)
    return row


def _values(more: dict[str, Any]) -> dict[str, Any]:
    usual = {
        "name": "test.done",
        "actor": UUID(int=5),
        "actor_kind": "user",
        "subject_kind": "user",
        "subject": UUID(int=secrets.randbits(128)),
        "call": secrets.token_hex(32),
        "key_id": None,
        "detail": secrets.token_bytes(20),
    }
    return usual | more


def a_reading(moment: datetime, **more: Any) -> Reading:
    shown = [str(UUID(int=secrets.randbits(128))) for _one in range(3)]
    usual = {"actor": UUID(int=6), "kind": "person", "place": "people:person", "shown": shown}
    row = Reading(id=id_at(moment), at=moment, **(usual | more))
    with writing.opened("tests"):
        insert(row)
    return row


def closed_lines(rounds: int = 3, each: int = 9) -> datetime:
    """So many rounds of events and readings, an hour apart, each closed after its end; answers the moment after."""
    for number in range(rounds):
        begin = START + timedelta(hours=number)
        for line in range(each):
            an_event(begin + timedelta(seconds=line))
            if line % 2:
                a_reading(begin + timedelta(seconds=line))
        with clock.standing_at(begin + timedelta(minutes=2)):
            close_waiting()
    return START + timedelta(hours=rounds)


@contextmanager
def undone() -> Iterator[None]:
    """Without the triggers; everything is put back at the end, the triggers too."""
    with transaction.atomic():
        unlock()
        yield
        transaction.set_rollback(True)


def unlock() -> None:
    for table in TABLES:
        for verb in ("update", "delete"):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")


def emptied() -> None:
    """Without the lines that the first filling of the data base left."""
    unlock()
    for table in TABLES:
        execute(f"DELETE FROM {table}")


def execute(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def raw(value: UUID) -> str:
    """An id as the engine keeps it."""
    return str(value) if connection.vendor == "postgresql" else value.hex
