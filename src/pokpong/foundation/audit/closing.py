"""Closing lines in batches. It runs beside those who write: it takes what is there, and the rest the next time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from pokpong.foundation.audit import chain, checkpoints
from pokpong.foundation.audit.canonical import SHORT, TABLES, digest_of, hashes, present_form
from pokpong.foundation.audit.chain import BEGINNING, Head
from pokpong.foundation.audit.models import Batch
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.inserting import insert

AT_ONCE: Final = 50_000  # lines of one table in one run: what waits longer is closed by the next one

Line = tuple[UUID, datetime]


@dataclass
class Closed:
    """What one run did. `elsewhere`: another one was at work, and this one stopped."""

    head: Head
    batches: int = 0
    lines: int = 0
    elsewhere: bool = False


def close_waiting(*, everything: bool = False, late: bool = False) -> Closed:
    """Closes what is due: whole batches, and a smaller one a minute after its first line.

    `everything`: smaller ones at once. `late`: also lines that came long after their time, in batches that say so.
    Two runs at once do no harm: a number is taken once, and who comes second stops.
    """
    start = chain.head()
    run = Closed(head=start)
    checkpoints.begin(start)
    try:
        for kind in TABLES:
            _close_due(run, kind, everything=everything or late)
            if late:
                _close_late(run, kind)
    except IntegrityError:
        run.elsewhere = True
    if run.batches or checkpoints.is_behind(run.head):
        checkpoints.keep(run.head)
    return run


def _close_due(run: Closed, kind: str, *, everything: bool) -> None:
    horizon = chain.horizon(kind)
    fresh = (line for line in chain.unclosed(kind, horizon.first_id) if not horizon.is_late(*line))
    waiting = list(islice(fresh, AT_ONCE))
    groups = _groups(waiting)
    if groups and not everything and not _is_due(groups[-1]):
        groups.pop()
    all_seen = len(waiting) < AT_ONCE
    for number, group in enumerate(groups, 1):
        _close(run, kind, group, whole=all_seen and number == len(groups))


def _close_late(run: Closed, kind: str) -> None:
    horizon = chain.horizon(kind)
    late = [line for line in chain.unclosed(kind, BEGINNING) if horizon.is_late(*line)]
    groups = _groups(late)
    for number, group in enumerate(groups, 1):
        # After a clock was put back, only this makes the present the time up to which everything is closed.
        _close(run, kind, group, whole=number == len(groups), late=True)


def _groups(lines: list[Line]) -> list[list[Line]]:
    most = settings.POKPONG_AUDIT_BATCH_LINES
    return [lines[start : start + most] for start in range(0, len(lines), most)]


def _is_due(group: list[Line]) -> bool:
    """Whether it is full, or its first line has waited long enough."""
    oldest = min(at for _row, at in group)
    waited = clock.now() - oldest >= timedelta(seconds=settings.POKPONG_AUDIT_BATCH_SECONDS)
    return len(group) >= settings.POKPONG_AUDIT_BATCH_LINES or waited


def _close(run: Closed, kind: str, group: list[Line], *, whole: bool = False, late: bool = False) -> None:
    """Raises IntegrityError when another run took the number."""
    ids, form = [row for row, _at in group], present_form(kind)
    found = hashes(kind, form, ids)
    batch = Batch(
        number=run.head.number + 1,
        kind=kind,
        form=form,
        first=min(ids),
        last=max(ids),
        count=len(ids),
        lines=[f"{row}:{found[row].hex()[:SHORT]}" for row in ids],
        digest=digest_of((row, found[row]) for row in ids),
        previous=run.head.mac,
        whole=whole,
        late=late,
        closed_at=clock.now(),
    )
    batch.mac = chain.mac_of(batch)
    with transaction.atomic(), writing.opened("audit"):
        insert(batch)
    run.head = Head(batch.number, batch.mac)
    run.batches += 1
    run.lines += len(ids)
