"""Returns home: planned, agreed by the person, on the way, received."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case, locked_part
from pokpong.areas.protection.actions.services.checking import wrong_organisation
from pokpong.areas.protection.actions.services.reach import facts_of_today
from pokpong.areas.protection.models import Case, ReturnHome
from pokpong.areas.protection.models.facts import facts_of
from pokpong.areas.protection.rules import returns as rules
from pokpong.areas.protection.rules import services as service_rules
from pokpong.areas.protection.rules.returns import Way
from pokpong.areas.protection.states.services import RETURN_RUNNING
from pokpong.foundation.actions import amend, conflicts, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.places.queries import by_path

AMENDABLE = (
    "kind",
    "country",
    "to_path",
    "destination",
    "assessment",
    "escort",
    "organisation",
    "planned_on",
    "note",
)
# What the person agreed to: another answer here asks for their agreement anew.
AGREED_TO = ("kind", "country", "to_path", "destination")


@action("return.plan", doors=("office", "device"))
def plan_return(*, by: Actor, id: UUID, case: UUID, way: Way, call_id: UUID) -> ReturnHome:
    """Begins to prepare the way home. Raises NotThere, NotAllowed, Refused with all reasons."""
    whole, way = locked_case(by, case), _cleaned(way)
    running = ReturnHome.objects.filter(case=case, state__in=RETURN_RUNNING).exists()
    refuse([*([rules.RUNNING_ALREADY("case")] if running else []), *_wrong(way)])
    row = ReturnHome(id=id, case=whole, key_id=whole.key_id, **_columns(way), **facts_of(whole.person))
    door.add(row)
    moves.begin(row)
    door.event(row, {"kind": way.kind})
    return row


def _cleaned(way: Way) -> Way:
    """Within the country there is no other country."""
    return replace(way, note=canon(way.note).strip(), country="" if way.kind == "domestic" else way.country)


def _wrong(way: Way) -> list[Problem]:
    unknown = [rules.DISTRICT_MISSING("district")] if way.district_path and by_path(way.district_path) is None else []
    return [
        *rules.wrong_way(way),
        *unknown,
        *service_rules.wrong_note(way.note),
        *wrong_organisation(way.organisation),
    ]


def _columns(way: Way) -> dict[str, Any]:
    values = asdict(way)
    to_path = values.pop("district_path")
    return {**values, "to_path": to_path, "note": way.note or None}


@action("return.amend", doors=("office", "device"))
def amend_return(*, by: Actor, return_home: UUID, changes: dict[str, Any], base: int, call_id: UUID) -> ReturnHome:
    """Corrects typed fields (`AMENDABLE`). Another way than the person agreed to waits for their agreement again.

    Raises NotThere, NotAllowed, Refused.
    """
    row: ReturnHome = locked_part(by, ReturnHome, return_home)
    changes = {name: _typed(name, value) for name, value in changes.items()}
    refuse(_wrong_amendment(row, changes))
    before = [getattr(row, name) for name in AGREED_TO]
    amend.amend(row, changes, base=base, fields=AMENDABLE)
    for name, value in zip(AGREED_TO, before, strict=True):
        if getattr(row, name) != value:
            ask_again(row, name)
    door.event(row, {"changed": sorted(changes)})
    return row


def ask_again(row: ReturnHome, field: str) -> None:
    """Another way than the person agreed to: they are asked again. Also after a conflict was settled."""
    if row.state == "agreed" and field in AGREED_TO:
        moves.move(row, "planned")
        amend.apply(row, {"agreed_on": None, "agreement": None})


conflicts.after_choice("return", ask_again)


def _typed(name: str, value: Any) -> Any:
    if name == "planned_on" and isinstance(value, str):
        return date.fromisoformat(value) if value else None
    if name == "organisation" and isinstance(value, str):
        return UUID(value) if value else None
    return canon(value).strip() or None if name == "note" and isinstance(value, str) else value


def _wrong_amendment(row: ReturnHome, changes: dict[str, Any]) -> list[Problem]:
    new = {name: changes.get(name, getattr(row, name)) for name in AMENDABLE}
    # Who brings the person may have closed since: only another one must be in existence.
    organisation = new.pop("organisation")
    changed = organisation if organisation != row.organisation else None
    way = Way(district_path=new.pop("to_path"), organisation=changed, **new | {"note": new["note"] or ""})
    return _wrong(way)


@action("return.agree", doors=("office", "device"))
def agree_to_return(
    *, by: Actor, return_home: UUID, agreement: str, agreed_on: date | None = None, call_id: UUID
) -> ReturnHome:
    """The person agrees to return so; `agreement` says how they said it. Raises NotThere, NotAllowed, Refused."""
    row: ReturnHome = locked_part(by, ReturnHome, return_home)
    agreed_on, agreement = agreed_on or clock.today(), canon(agreement).strip()
    missing = [] if len(agreement) >= service_rules.FEWEST_REASON else [rules.AGREEMENT_MISSING("agreement")]
    refuse(
        [
            *missing,
            *service_rules.wrong_note(agreement, "agreement"),
            *rules.wrong_step(agreed_on, None, clock.today(), "agreed_on"),
            *_unsafe(row),
        ]
    )
    moves.move(row, "agreed")
    amend.apply(row, {"agreed_on": agreed_on, "agreement": agreement})
    door.event(row)
    return row


def _unsafe(row: ReturnHome) -> list[Problem]:
    case: Case = row.case
    return rules.unsafe(
        destination=row.destination, assessment=row.assessment, escort=row.escort, age_band=case.person.age_band
    )


@action("return.set_out", doors=("office", "device"))
def set_out(*, by: Actor, return_home: UUID, left_on: date | None = None, call_id: UUID) -> ReturnHome:
    """The person is on the way. Asked again: that the way is safe. Raises NotThere, NotAllowed, Refused."""
    row: ReturnHome = locked_part(by, ReturnHome, return_home)
    left_on = left_on or clock.today()
    refuse([*rules.wrong_step(left_on, row.agreed_on, clock.today(), "left_on"), *_unsafe(row)])
    return _moved(row, "on_the_way", {"left_on": left_on})


@action("return.receive", doors=("office", "device"))
def receive_return(
    *, by: Actor, return_home: UUID, received_on: date | None = None, note: str = "", call_id: UUID
) -> ReturnHome:
    """The person has arrived. Raises NotThere, NotAllowed, Refused."""
    row: ReturnHome = locked_part(by, ReturnHome, return_home)
    received_on, note = received_on or clock.today(), canon(note).strip()
    step = rules.wrong_step(received_on, row.left_on, clock.today(), "received_on")
    refuse([*step, *service_rules.wrong_note(note)])
    facts_of_today(row, row.case)
    return _moved(row, "received", {"received_on": received_on}, why=note)


def _moved(row: ReturnHome, state: str, values: dict[str, Any], why: str = "") -> ReturnHome:
    moves.move(row, state, why=why)
    for name, value in values.items():
        setattr(row, name, value)
    door.save(row)
    door.event(row)
    return row


@action("return.cancel", doors=("office", "device"))
def cancel_return(*, by: Actor, return_home: UUID, reason: str, call_id: UUID) -> ReturnHome:
    """The person does not return so; the help goes on. Raises NotThere, NotAllowed, Refused."""
    row: ReturnHome = locked_part(by, ReturnHome, return_home)
    reason = canon(reason).strip()
    refuse(service_rules.wrong_reason(reason))
    return _moved(row, "cancelled", {}, why=reason)
