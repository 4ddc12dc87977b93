"""What the clock and the worker do for the audit: close its batches, check them, go through each week's reading."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from pokpong.doors.office.watching import weeks
from pokpong.doors.office.watching.actions import PROOF, WATCH, keep_progress, kept, note_unusual, note_week
from pokpong.foundation.agenda import jobs, ticking
from pokpong.foundation.audit.closing import close_waiting
from pokpong.foundation.audit.models import ReadingWeek, Verification
from pokpong.foundation.audit.verifying import verify
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotThere, Refused

JOB: Final = "audit.verify"
STEPS: Final = 20  # how often a long check tells how far it is
WEEKS: Final = UUID("7c0a5f2e-9d3b-5a41-8c1e-2f6b7d8e9a10")


@ticking.each_tick
def close_batches() -> int:
    """Closes what is due. No row of anybody moves by it."""
    close_waiting()
    return 0


@ticking.each_tick
def go_through_weeks() -> int:
    """Every full week of the last four that was not gone through yet. A second clock does the same calls."""
    for monday in weeks.to_go_through():
        found = weeks.look_through(monday)
        try:
            for one in found.unusual:
                call = uuid5(WEEKS, f"{monday}:{one.reader}:{one.kind}")
                note_unusual(
                    by=WATCH,
                    id=uuid5(call, "row"),
                    week=monday,
                    reader=one.reader,
                    kind=one.kind,
                    count=one.count,
                    usual=one.usual,
                    place_path=one.place_path,
                    call_id=call,
                )
            call = uuid5(WEEKS, str(monday))
            count = len(found.unusual)
            note_week(by=WATCH, id=uuid5(call, "row"), week=monday, readers=found.readers, unusual=count, call_id=call)
        except Refused:
            # Another clock noted this week with other counts: its list stands.
            if not ReadingWeek.objects.filter(week=monday).exists():
                raise
    return 0


@jobs.job(JOB)
def check(verification: UUID) -> None:
    """Looks at every batch and keeps what it found. Nothing happens to a check that has ended."""
    row = Verification.objects.filter(pk=verification, state="running").first()
    if row is None:
        return
    step = max(1, row.total // STEPS)
    told = 0

    def tell(done: int) -> None:
        nonlocal told
        if done - told >= step and done < row.total:
            told = done
            keep_progress(by=PROOF, verification=row.pk, batches=done, call_id=new_id())

    try:
        kept(row, verify(tell), new_id())
    except NotThere:
        return  # a second worker came first
