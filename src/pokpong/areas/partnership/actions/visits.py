"""Visits are planned, made, reported, or called off."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pokpong.areas.partnership.actions.reach import (
    activity_of,
    end_of,
    organisation_of,
    place_in_use,
    plain,
    plain_values,
    seen,
    visit_of,
)
from pokpong.areas.partnership.models import Stop, Visit, VisitParty
from pokpong.areas.partnership.rules import decisions as decision_rules
from pokpong.areas.partnership.rules import visits as rules
from pokpong.areas.partnership.rules.meetings import check_day, check_text
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions.models import Committee, Organisation
from pokpong.registers.institutions.vocabularies import HIDDEN_KINDS

FIELDS = ("purpose", "host_id", "committee_id", "place_path", "starts", "ends", "activity_id", "findings")


@action("visit.plan")
def plan_visit(
    *,
    by: Actor,
    id: UUID,
    purpose: str,
    host: UUID | None,
    place: str,
    starts: date | None,
    ends: date | None,
    committee: UUID | None = None,
    activity: UUID | None = None,
    call_id: UUID,
) -> Visit:
    """Plans a visit to the place with the path `place`; empty for the whole country. Raises Refused, NotAllowed, ..."""
    door.check(place=place)
    owner = organisation_of(by, host)
    board = seen(Committee.objects.visible_to(by), committee) if committee is not None else None
    carried = activity_of(by, activity)
    words = plain(purpose)
    refuse(_wrong(words, owner, place, starts, ends))
    row = Visit(
        id=id,
        purpose=words,
        host=owner,  # type: ignore[misc]  # refused above without one
        committee=board,
        place_path=place,
        starts=starts,
        ends=ends,
        activity=carried,
        made_by=by.id,
    )
    door.add(row)
    moves.begin(row)
    _ask_to_make(row)
    door.event(row, {"starts": str(starts)})
    return row


def _wrong(
    purpose: str, host: Organisation | None, place: str, starts: date | None, ends: date | None
) -> list[Problem]:
    hidden = host is not None and host.kind in HIDDEN_KINDS
    return rules.check_visit(
        purpose,
        host=host is not None,
        hidden=hidden,
        place=place,
        in_use=place_in_use(place),
        starts=starts,
        ends=ends,
    )


def _ask_to_make(row: Visit) -> None:
    tasks.ask(
        row,
        tasks.Wanted(kind="visit.make", permission="visit.make", place_path=row.place_path, due=end_of(row.ends)),
    )


@action("visit.amend")
def amend_visit(*, by: Actor, visit: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Visit:
    """Changes what was typed (`FIELDS`), until it is reported. Raises Refused, NotAllowed, NotThere."""
    row = visit_of(by, visit)
    wanted = plain_values(changes)
    door.check(place=wanted.get("place_path", row.place_path))
    host = organisation_of(by, wanted["host_id"]) if "host_id" in wanted else row.host
    if wanted.get("activity_id"):
        activity_of(by, wanted["activity_id"])
    if wanted.get("committee_id"):
        seen(Committee.objects.visible_to(by), wanted["committee_id"])
    after = {name: wanted.get(name, getattr(row, name)) for name in FIELDS}
    problems = _wrong(after["purpose"], host, after["place_path"], after["starts"], after["ends"])
    problems += check_text(after["findings"], "findings", rules.LONGEST_FINDINGS)
    problems += _missing_findings(row, after["findings"]) + _left_stops(row, after["starts"], after["ends"])
    refuse(_not_open(row) + problems)
    amend.amend(row, wanted, base=base, fields=FIELDS)
    if row.state == "planned":
        tasks.settle(row, "visit.make", done=False)
        _ask_to_make(row)
    door.event(row, {"changed": sorted(wanted)})
    return row


def _left_stops(row: Visit, starts: date | None, ends: date | None) -> list[Problem]:
    """No stop is left on a day on which the delegation is not there."""
    if starts is None or ends is None or ends < starts:
        return []
    left = Stop.objects.filter(visit=row).standing().exclude(day__range=(starts, ends)).count()
    return [rules.LEAVES_STOPS("starts", count=left)] if left else []


def _missing_findings(row: Visit, findings: str) -> list[Problem]:
    return [] if row.state == "planned" or findings else [rules.FINDINGS_MISSING("findings")]


def _not_open(row: Visit) -> list[Problem]:
    return [] if row.state in ("planned", "made") else [rules.NOT_OPEN()]


@action("visit.make")
def make_visit(*, by: Actor, visit: UUID, findings: str, call_id: UUID) -> Visit:
    """Notes that the visit was made, and what was found. Raises Refused, NotAllowed, NotThere."""
    row = visit_of(by, visit)
    words = plain(findings)
    problems = check_day(row.starts, "starts", today=clock.today())
    problems += [] if words else [rules.FINDINGS_MISSING("findings")]
    problems += check_text(words, "findings", rules.LONGEST_FINDINGS)
    came = VisitParty.objects.filter(visit=row, part__in=("member", "body")).standing().exists()
    refuse(problems + ([] if came else [rules.DELEGATION_MISSING()]))
    moves.move(row, "made")
    row.findings = words
    door.save(row)
    tasks.settle(row, "visit.make")
    door.event(row)
    return row


@action("visit.report")
def report_visit(*, by: Actor, visit: UUID, call_id: UUID) -> Visit:
    """Closes the record of a visit that was made: its report is written. Raises Refused, NotAllowed, NotThere."""
    row = visit_of(by, visit)
    moves.move(row, "reported")
    door.save(row)
    door.event(row)
    return row


@action("visit.cancel")
def cancel_visit(*, by: Actor, visit: UUID, reason: str, call_id: UUID) -> Visit:
    """Calls a visit off, with the reason. Raises Refused, NotAllowed, NotThere."""
    row = visit_of(by, visit)
    why = plain(reason)
    refuse(decision_rules.check_ending(why, decision_rules.REASON_MISSING, "reason"))
    moves.move(row, "cancelled", why=why)
    door.save(row)
    tasks.settle(row, "visit.make", done=False)
    door.event(row)
    return row
