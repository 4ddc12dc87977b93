"""The programme of a visit: its stops, in order. Nobody learns from one where a shelter is."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from pokpong.areas.partnership.actions.parties import may_change
from pokpong.areas.partnership.actions.reach import organisation_of, place_in_use, plain_values, visit_of
from pokpong.areas.partnership.models import Stop, Visit
from pokpong.areas.partnership.queries.visits import stops_of
from pokpong.areas.partnership.rules import visits as rules
from pokpong.areas.partnership.rules.meetings import check_text, clock_time
from pokpong.areas.partnership.vocabulary import STOP_KINDS
from pokpong.foundation.actions import amend, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import NotThere, Problem, refuse
from pokpong.registers.institutions.models import Organisation

FIELDS = ("kind", "place_path", "organisation_id", "day", "time", "words", "findings", "position")
TYPED = ("kind", "place_path", "day", "time", "words", "findings")


@action("stop.add")
def add_stop(
    *,
    by: Actor,
    id: UUID,
    visit: UUID,
    kind: str,
    day: date | None,
    place: str = "",
    organisation: UUID | None = None,
    time: str = "",
    words: str = "",
    findings: str = "",
    call_id: UUID,
) -> Stop:
    """Adds a stop at the end of the programme. Raises Refused, NotAllowed, NotThere."""
    row = visit_of(by, visit)
    body = organisation_of(by, organisation)
    typed = {"kind": kind, "place_path": place, "day": day, "time": time, "words": words, "findings": findings}
    values = plain_values(typed)
    stop = Stop(id=id, visit=row, position=0, organisation=body, **values)
    refuse(may_change(row) + _wrong(stop, values, body))
    stop.time = clock_time(stop.time)
    stop.position = (Stop.objects.filter(visit=row).aggregate(last=Max("position"))["last"] or 0) + 1
    door.add(stop)
    door.touch(row)
    door.event(stop, {"kind": kind})
    return stop


def _wrong(stop: Stop, values: dict[str, Any], body: Organisation | None) -> list[Problem]:
    visit: Visit = stop.visit
    place = values["place_path"]
    stop = Stop(visit=visit, kind=values["kind"], organisation=body)
    problems = rules.check_stop(
        values["kind"],
        STOP_KINDS,
        hidden=stop.hidden,
        place=place,
        in_use=place_in_use(place),
        somewhere=bool(place or body or values["words"]),
        words=values["words"],
        day=values["day"],
        time=values["time"],
        between=(visit.starts, visit.ends),
    )
    return problems + check_text(values["findings"], "findings", rules.LONGEST_FINDINGS)


def _stop(by: Actor, stop: UUID) -> Stop:
    """The stop, locked. Raises NotThere, NotAllowed."""
    row: Stop = door.locked(Stop.objects.visible_to(by).select_related("visit", "organisation"), stop)
    door.check(place=row.visit.place_path)
    if row.removed:
        raise NotThere(str(stop))
    return row


@action("stop.amend")
def amend_stop(
    *, by: Actor, stop: UUID, base: int, changes: dict[str, Any], place_in_order: int | None = None, call_id: UUID
) -> Stop:
    """Changes what was typed of a stop; `place_in_order` (from 1) moves it in the programme. Raises Refused, ..."""
    row = _stop(by, stop)
    wanted = plain_values(changes)
    body = organisation_of(by, wanted["organisation_id"]) if "organisation_id" in wanted else row.organisation
    after = {name: wanted.get(name, getattr(row, name)) for name in TYPED}
    refuse(may_change(row.visit) + _wrong(row, after, body))
    wanted["time"] = clock_time(after["time"])
    amend.amend(row, wanted, base=base, fields=FIELDS)
    if place_in_order is not None:
        _put(row, place_in_order)
    door.event(row, {"changed": sorted(wanted)})
    return row


def _put(row: Stop, number: int) -> None:
    """Puts the stop at this place of the order and numbers all of them from 1."""
    order = [stop for stop in stops_of(row.visit) if stop.pk != row.pk]
    order.insert(min(max(number, 1), len(order) + 1) - 1, row)
    for position, stop in enumerate(order, start=1):
        if stop.position != position:
            amend.apply(stop, {"position": position})


@action("stop.remove")
def remove_stop(*, by: Actor, stop: UUID, call_id: UUID) -> Stop:
    """Takes a stop off the programme; it stays in the history. Raises Refused, NotAllowed, NotThere."""
    row = _stop(by, stop)
    refuse(may_change(row.visit))
    amend.apply(row, {"removed": True})
    door.event(row)
    return row
