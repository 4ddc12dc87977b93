"""Checking the audit, noting unusual reading, and somebody's look at it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from pokpong.doors.office.watching import states  # noqa: F401  the moves that these actions make
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.audit import chain
from pokpong.foundation.audit.models import ReadingWeek, UnusualReading, Verification
from pokpong.foundation.audit.verifying import Result
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import ProblemKind, refuse
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.text import canon

PROOF: Final = Program(
    "audit", frozenset({"audit.verify", "audit.keep_progress", "audit.keep_result", "audit.note_restore"})
)
WATCH: Final = Program("reading", frozenset({"reading.note_unusual", "reading.note_week"}))
REMARK_LEAST, REMARK_MOST = 10, 1000  # letters
LOOKED_AT_WITHIN = timedelta(days=7)
GIVEN_UP_AFTER = timedelta(hours=1)  # a check that did not end by then died with its worker

ALREADY_CHECKED = ProblemKind("verification_running", _("A check is under way already. Wait for its result."))
REMARK_SHORT = ProblemKind("remark_too_short", _("Write what you found, in at least %(least)s letters."))
REMARK_LONG = ProblemKind("remark_too_long", _("Write at most %(most)s letters."))
OWN_READING = ProblemKind("own_reading", _("This is your own reading: somebody else looks at it."))


def under_way() -> bool:
    running: bool = Verification.objects.filter(state="running", at__gt=clock.now() - GIVEN_UP_AFTER).exists()
    return running


@action("audit.verify")
def begin_verification(*, by: Actor, id: UUID, call_id: UUID) -> Verification:
    """Begins a check of all batches. Raises Refused when one is under way."""
    refuse([ALREADY_CHECKED()] if under_way() else [])
    row = Verification(id=id, by=by.id, at=clock.now(), total=chain.head().number)
    door.add(row)
    moves.begin(row)
    door.event(row)
    return row


@action("audit.note_restore", doors=("program",))
def note_restore(*, by: Actor, id: UUID, backup: str, mark: str, call_id: UUID) -> Verification:
    """Writes into restored data that they were restored, and begins the check of what came back.

    `backup` is the name of its archive, `mark` (ISO) the moment whose data it holds.
    """
    row = Verification(id=id, by=by.id, at=clock.now(), total=chain.head().number)
    door.add(row)
    moves.begin(row)
    door.event(row, {"backup": backup, "mark": mark})
    return row


@action("audit.keep_progress", doors=("program",))
def keep_progress(*, by: Actor, verification: UUID, batches: int, call_id: UUID) -> Verification:
    """How many batches were looked at so far. Raises NotThere."""
    row: Verification = door.locked(Verification.objects.filter(state="running"), verification)
    row.batches = batches
    door.save(row)
    door.event(row)
    return row


@action("audit.keep_result", doors=("program",))
def keep_result(*, by: Actor, verification: UUID, result: dict[str, Any], call_id: UUID) -> Verification:
    """What was found, as `verifying.Result.as_json`. Raises NotThere."""
    row: Verification = door.locked(Verification.objects.filter(state="running"), verification)
    for name in ("batches", "lines", "waiting", "late", "findings"):
        setattr(row, name, result[name])
    row.ended_at = clock.now()
    moves.move(row, "well" if result["well"] else "broken")
    door.save(row)
    door.event(row, {"findings": len(row.findings)})
    return row


def kept(row: Verification, result: Result, call_id: UUID) -> Verification:
    return keep_result(by=PROOF, verification=row.pk, result=result.as_json(), call_id=call_id)


@action("reading.note_unusual", doors=("program",))
def note_unusual(
    *, by: Actor, id: UUID, week: date, reader: UUID, kind: str, count: int, usual: int, place_path: str, call_id: UUID
) -> UnusualReading:
    """Notes reading that stands out, and asks who supervises the reader's place to look at it."""
    row = UnusualReading(id=id, week=week, reader=reader, kind=kind, count=count, usual=usual, place_path=place_path)
    door.add(row)
    moves.begin(row)
    due = clock.now() + LOOKED_AT_WITHIN
    tasks.ask(
        row,
        tasks.Wanted(
            kind="reading.review",
            permission="reading.review",
            place_path=place_path,
            due=due,
            escalates_at=due,
            escalates_to="reading.review",
            escalates_path="",
        ),
    )
    door.event(row, {"kind": kind})
    return row


@action("reading.note_week", doors=("program",))
def note_week(*, by: Actor, id: UUID, week: date, readers: int, unusual: int, call_id: UUID) -> ReadingWeek:
    """Notes that a week was gone through."""
    row = ReadingWeek(id=id, week=week, readers=readers, unusual=unusual)
    door.add(row)
    door.event(row)
    return row


@action("reading.review")
def review_reading(*, by: Actor, unusual_reading: UUID, remark: str, call_id: UUID) -> UnusualReading:
    """Keeps what somebody other than the reader found out. Raises NotThere, NotAllowed, Refused."""
    row: UnusualReading = door.locked(UnusualReading.objects.visible_to(by), unusual_reading)
    door.check(place=row.place_path)
    remark = canon(remark).strip()
    checks = (
        (row.reader == by.id, OWN_READING("unusual_reading")),
        (len("".join(remark.split())) < REMARK_LEAST, REMARK_SHORT("remark", least=REMARK_LEAST)),
        (len(remark) > REMARK_MOST, REMARK_LONG("remark", most=REMARK_MOST)),
    )
    refuse(problem for wrong, problem in checks if wrong)
    moves.move(row, "looked_at", why=remark)
    row.looked_by, row.looked_at = by.id, clock.now()
    door.save(row)
    tasks.settle(row, "reading.review")
    door.event(row)
    return row
