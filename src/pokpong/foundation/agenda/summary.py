"""Once a day people who asked for it hear that something waits; never what, about whom, or how much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol
from uuid import UUID, uuid5

from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import jobs
from pokpong.foundation.agenda.models import DailySummary
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Refused

SUMMARY = Program("daily-summary", frozenset({"summary.send"}))


class Reader(Actor, Protocol):
    """An actor who may have chosen a way to be told."""

    @property
    def notify_by(self) -> str:
        """`none`, `email` or `sms`."""
        ...

    @property
    def notify_address(self) -> str: ...


@action("summary.send", doors=("program",))
def send_summary(*, by: Actor, user: UUID, day: dt.date, waiting: int, call_id: UUID) -> DailySummary:
    """Notes that a user is told today, and puts the message into the queue once that is certain."""
    row = door.add(DailySummary(user=user, day=day, waiting=waiting))
    door.event(row)
    door.after_commit(lambda: jobs.tell_later(user))
    return row


def tell_waiting(readers: Iterable[Reader]) -> int:
    """Tells each reader for whom something waits, at most once a day; returns how many were told."""
    day = clock.today()
    told = set(DailySummary.objects.filter(day=day).values_list("user", flat=True))
    return sum(_tell(reader, day) for reader in readers if wants_message(reader) and reader.id not in told)


def wants_message(reader: Reader) -> bool:
    return reader.notify_by in {jobs.BY_EMAIL, jobs.BY_COMMAND} and bool(reader.notify_address)


def _tell(reader: Reader, day: dt.date) -> bool:
    waiting = len(waiting_for(reader))
    if not waiting:
        return False
    call_id = uuid5(reader.id, f"summary:{day.isoformat()}")
    try:
        send_summary(by=SUMMARY, user=reader.id, day=day, waiting=waiting, call_id=call_id)
    except Refused:
        return False  # another clock told this reader a moment ago, when the number was another
    return True
