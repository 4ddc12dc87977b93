"""Asking to take cases out; a second person releases or refuses; what nobody uses in time lapses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid5

from django.conf import settings

from pokpong.areas.protection.states.cases import CASE
from pokpong.doors.exchange.models import ExportRequest
from pokpong.doors.exchange.models.requests import DISTRICT_LEVELS
from pokpong.doors.exchange.releasers import RELEASE, nearest
from pokpong.doors.exchange.states import OPEN_EXPORTS
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks, ticking
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import parts
from pokpong.foundation.kernel.problems import Problem, ProblemKind, refuse
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.text import canon
from pokpong.foundation.papers.serials import next_serial

LONGEST_PURPOSE: Final = 500
LONGEST_REASON: Final = 500
DECIDE_WITHIN: Final = timedelta(days=7)
TAKE = "export.take"
REFUSED = "export.read_refusal"
LAPSING: Final = Program("exchange.lapse", frozenset({"export.lapse"}))

PURPOSE_MISSING = ProblemKind("export_purpose_missing", _("Write for whom and what the cases are taken out."))
PURPOSE_TOO_LONG = ProblemKind("export_purpose_too_long", _("Write at most 500 letters."))
PLACE_TOO_SMALL = ProblemKind("export_place_too_small", _("Choose a district, a province, or nothing."))
STATE_UNKNOWN = ProblemKind("export_state_unknown", _("Choose states of a case from the list."))
NOBODY_RELEASES = ProblemKind(
    "export_nobody_releases",
    _("Nobody else may release an export of this place. Choose a smaller place, or ask for a second supervisor."),
)
OWN_EXPORT = ProblemKind("export_own", _("You asked for this export yourself: somebody else decides."))
WHY_MISSING = ProblemKind("export_why_missing", _("Say why."))
EXPORT_OVER = ProblemKind("export_over", _("The time for this export is over. Ask for a new one."))


@action("export.ask")
def ask_export(
    *, by: Actor, id: UUID, purpose: str, place: str = "", states: Sequence[str] = (), call_id: UUID
) -> ExportRequest:
    """Asks a second person to let these cases out; nothing leaves until then. Raises NotAllowed, Refused."""
    door.check(place=place)
    purpose, asked = canon(purpose).strip(), nearest(place, by.id)
    refuse(_wrong_asking(purpose, place, states, asked))
    now = clock.now()
    row = ExportRequest(
        id=id,
        number=f"EX-{now.year}-{next_serial('export', now.year):04}",
        place_path=place,
        asked_by=by.id,
        ends=now + DECIDE_WITHIN,
        purpose=purpose,
        states=sorted(set(states)),
    )
    door.add(row)
    moves.begin(row)
    for user in asked:
        _wait_for(
            row,
            tasks.Wanted(kind=RELEASE, permission=RELEASE, due=now + timedelta(days=1), user=user, expires_at=row.ends),
        )
    door.event(row, {"place": place, "states": row.states})
    return row


def _wrong_asking(purpose: str, place: str, states: Sequence[str], asked: Sequence[UUID]) -> list[Problem]:
    checks = (
        (not purpose, PURPOSE_MISSING("purpose")),
        (len(purpose) > LONGEST_PURPOSE, PURPOSE_TOO_LONG("purpose")),
        (len(parts(place)) > DISTRICT_LEVELS, PLACE_TOO_SMALL("place")),
        (not set(states) <= set(CASE.words), STATE_UNKNOWN("states")),
        (not asked, NOBODY_RELEASES("place")),
    )
    return [problem for wrong, problem in checks if wrong]


def _wait_for(row: ExportRequest, wanted: tasks.Wanted) -> None:
    """By name: whoever asked must not find their own export among what waits for their role."""
    tasks.ask_task(
        by=tasks.AGENDA,
        subject_kind=row.noun,
        subject=row.pk,
        wanted=wanted,
        call_id=door.inner(f"{wanted.kind}:{wanted.user}"),
    )


@action("export.take_back")
def take_back_export(*, by: Actor, export_request: UUID, call_id: UUID) -> ExportRequest:
    """Takes back what one asked for. Raises NotThere, Refused."""
    row: ExportRequest = door.locked(ExportRequest.objects.visible_to(by).filter(asked_by=by.id), export_request)
    moves.move(row, "taken_back")
    return _kept(row, done=False)


@action("export.release")
def release_export(*, by: Actor, export_request: UUID, call_id: UUID) -> ExportRequest:
    """Lets who asked take the cases out, for some hours and copies. Raises NotThere, NotAllowed, Refused."""
    row, now = _to_decide(by, export_request), clock.now()
    refuse([*_own(by, row), *([EXPORT_OVER("export_request")] if row.state == "asked" and row.ends <= now else [])])
    moves.move(row, "released")
    row.decided_by, row.decided_at = by.id, now
    row.ends = now + timedelta(hours=settings.POKPONG_EXPORT_HOURS)
    _kept(row)
    _wait_for(
        row, tasks.Wanted(kind=TAKE, permission="export.cases", due=row.ends, user=row.asked_by, expires_at=row.ends)
    )
    return row


@action("export.refuse")
def refuse_export(*, by: Actor, export_request: UUID, why: str, call_id: UUID) -> ExportRequest:
    """Refuses an export, or stops one that was released; who asked sees why. Raises NotThere, NotAllowed, Refused."""
    row, why = _to_decide(by, export_request), canon(why).strip()
    missing = not why or len(why) > LONGEST_REASON
    refuse([*_own(by, row), *([WHY_MISSING("why")] if missing else [])])
    moves.move(row, "refused", why=why)
    row.decided_by, row.decided_at = by.id, clock.now()
    _kept(row)
    due = clock.now() + DECIDE_WITHIN
    _wait_for(
        row,
        tasks.Wanted(kind=REFUSED, permission="export.ask", due=due, user=row.asked_by, expires_at=due, by_hand=True),
    )
    return row


@action("export.lapse", doors=("program",))
def lapse_export(*, by: Actor, export_request: UUID, call_id: UUID) -> ExportRequest:
    """Ends what was not released, or not taken out, in time. Raises NotThere, Refused."""
    row: ExportRequest = door.locked(ExportRequest.objects.all(), export_request)
    moves.move(row, "expired")
    return _kept(row, done=False)


def _to_decide(by: Actor, export_request: UUID) -> ExportRequest:
    row: ExportRequest = door.locked(ExportRequest.objects.visible_to(by), export_request)
    door.check(place=row.place_path)
    return row


def _own(by: Actor, row: ExportRequest) -> list[Problem]:
    return [OWN_EXPORT("export_request")] if row.asked_by == by.id else []


def _kept(row: ExportRequest, *, done: bool = True) -> ExportRequest:
    row.version += 1
    door.save(row)
    tasks.settle(row, RELEASE, TAKE, done=done)
    door.event(row)
    return row


def lapse_exports() -> int:
    """What the clock does; returns how many lapsed."""
    over = ExportRequest.objects.filter(state__in=OPEN_EXPORTS, ends__lte=clock.now())
    late = list(over.values_list("pk", "state")[:100])
    for row, state in late:
        lapse_export(by=LAPSING, export_request=row, call_id=uuid5(row, f"lapse:{state}"))
    return len(late)


ticking.each_tick(lapse_exports)
