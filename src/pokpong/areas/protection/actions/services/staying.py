"""Beds of shelters are reserved, taken, exchanged, left."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case, locked_part
from pokpong.areas.protection.actions.services.reach import facts_of_today, keep, remind_lead
from pokpong.areas.protection.models import Case, Stay
from pokpong.areas.protection.models.facts import facts_of
from pokpong.areas.protection.queries.services import bed_is_taken, beds_of, shelters
from pokpong.areas.protection.rules import services as service_rules
from pokpong.areas.protection.rules import stays as rules
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, Refused, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.institutions.models import ServiceOffer

BEGIN = "stay.begin"
AMENDABLE = ("until_on", "note")


@action("stay.reserve", doors=("office", "device"))
def reserve_bed(
    *,
    by: Actor,
    id: UUID,
    case: UUID,
    offer: UUID,
    starts_on: date | None = None,
    until_on: date | None = None,
    bed: int | None = None,
    note: str = "",
    call_id: UUID,
) -> Stay:
    """Keeps a bed of a shelter for the person from a day on (today when none is named). `offer` is the shelter.

    Refused when no bed is free or the bed is given. Raises NotThere, NotAllowed, Refused with all reasons.
    """
    whole, today = locked_case(by, case), clock.today()
    starts_on = starts_on or today
    held = [rules.RESERVED_ALREADY("offer")] if _has(whole, "reserved") else []
    wrong = [*held, *rules.wrong_reservation(starts_on, until_on, today)]
    row = _given_bed(by, id, whole, offer, bed, canon(note).strip(), wrong, starts_on=starts_on, until_on=until_on)
    remind_lead(row, BEGIN, starts_on)
    door.event(row)
    return row


@action("stay.admit", doors=("office", "device"))
def admit_to_shelter(
    *,
    by: Actor,
    id: UUID,
    case: UUID,
    offer: UUID,
    starts_on: date | None = None,
    until_on: date | None = None,
    bed: int | None = None,
    note: str = "",
    call_id: UUID,
) -> Stay:
    """The person has come to a shelter, without a bed reserved there before. Otherwise as `stay.reserve`."""
    whole, today = locked_case(by, case), clock.today()
    starts_on = starts_on or today
    held = [rules.STAYS_ALREADY("offer")] if _has(whole, "in") else []
    wrong = [*held, *rules.wrong_arrival(starts_on, until_on, today)]
    row = _given_bed(by, id, whole, offer, bed, canon(note).strip(), wrong, starts_on=starts_on, until_on=until_on)
    moves.move(row, "in")
    door.save(row, fields=["state"])
    door.event(row)
    return row


def _has(case: Case, state: str) -> bool:
    return bool(Stay.objects.filter(case=case.pk, state=state).exists())


def _given_bed(
    by: Actor,
    id: UUID,
    case: Case,
    offer: UUID,
    bed: int | None,
    note: str,
    wrong: list[Problem],
    *,
    starts_on: date,
    until_on: date | None,
) -> Stay:
    shelter = _locked_shelter(by, offer)
    wrong = [*wrong, *service_rules.wrong_note(note)]
    if shelter is None:
        raise Refused([*wrong, rules.SHELTER_UNKNOWN("offer")])
    taken = bed_is_taken(shelter.pk, bed)
    refuse([*wrong, *rules.wrong_bed(beds_of([shelter])[shelter.pk], bed, bed_taken=taken)])
    row = Stay(
        id=id,
        case=case,
        key_id=case.key_id,
        organisation=shelter.organisation_id,
        offer=shelter.pk,
        bed=bed,
        starts_on=starts_on,
        until_on=until_on,
        note=note or None,
        **facts_of(case.person),
    )
    door.add(row)
    moves.begin(row)
    return row


def _locked_shelter(by: Actor, offer: UUID) -> ServiceOffer | None:
    """Two reservations of the last bed queue here."""
    found: ServiceOffer | None = shelters(by).filter(pk=offer).select_for_update(of=("self",)).first()
    return found


@action("stay.begin", doors=("office", "device"))
def begin_stay(*, by: Actor, stay: UUID, arrived_on: date | None = None, call_id: UUID) -> Stay:
    """The person came and took the reserved bed. Raises NotThere, NotAllowed, Refused."""
    row: Stay = locked_part(by, Stay, stay)
    today = clock.today()
    arrived_on = arrived_on or today
    held = [rules.STAYS_ALREADY("stay")] if _has(row.case, "in") else []
    refuse([*held, *_of_arrival(rules.wrong_arrival(arrived_on, row.until_on, today))])
    moves.move(row, "in")
    facts_of_today(row, row.case)
    keep(row, {"starts_on": arrived_on})
    tasks.settle(row, BEGIN)
    door.event(row)
    return row


def _of_arrival(problems: list[Problem]) -> list[Problem]:
    """The day that is asked for on this page has another name."""
    return [Problem(found.code, found.words, "arrived_on", found.params) for found in problems]


@action("stay.end", doors=("office", "device"))
def end_stay(
    *, by: Actor, stay: UUID, left_for: str, left_on: date | None = None, note: str = "", call_id: UUID
) -> Stay:
    """The person left the shelter; the bed is free from now on. Raises NotThere, NotAllowed, Refused."""
    row: Stay = locked_part(by, Stay, stay)
    left_on, note, today = left_on or clock.today(), canon(note).strip(), clock.today()
    refuse([*rules.wrong_leaving(row.starts_on, left_on, left_for, today), *service_rules.wrong_note(note)])
    moves.move(row, "left", why=note)
    row.left_on, row.left_for = left_on, left_for
    door.save(row)
    door.event(row, {"left_for": left_for})
    return row


@action("stay.cancel", doors=("office", "device"))
def cancel_stay(*, by: Actor, stay: UUID, reason: str, call_id: UUID) -> Stay:
    """The bed is not needed, or the stay was written by mistake. Raises NotThere, NotAllowed, Refused."""
    row: Stay = locked_part(by, Stay, stay)
    reason = canon(reason).strip()
    refuse(service_rules.wrong_reason(reason))
    moves.move(row, "cancelled", why=reason)
    door.save(row)
    tasks.settle(row, BEGIN, done=False)
    door.event(row)
    return row


@action("stay.change_bed", doors=("office", "device"))
def change_bed(*, by: Actor, stay: UUID, bed: int | None = None, call_id: UUID) -> Stay:
    """Another bed of the same shelter; none: the shelter chooses. Raises NotThere, NotAllowed, Refused."""
    row: Stay = locked_part(by, Stay, stay)
    shelter = ServiceOffer.objects.select_for_update(of=("self",)).get(pk=row.offer)
    taken = bed_is_taken(row.offer, bed, besides=row.pk)
    ended = [] if row.takes_a_bed else [rules.STAY_ENDED("stay")]
    beds = beds_of([shelter])[row.offer]
    refuse([*ended, *rules.wrong_bed(beds, bed, bed_taken=taken, counts_already=True)])
    keep(row, {"bed": bed})
    door.event(row)
    return row


@action("stay.amend", doors=("office", "device"))
def amend_stay(*, by: Actor, stay: UUID, changes: dict[str, Any], base: int, call_id: UUID) -> Stay:
    """Another expected last day, another note (`AMENDABLE`). Raises NotThere, NotAllowed, Refused."""
    row: Stay = locked_part(by, Stay, stay)
    changes = {name: _typed(name, value) for name, value in changes.items()}
    until_on = changes.get("until_on")
    before = [rules.ENDS_BEFORE_START("until_on")] if until_on and until_on < row.starts_on else []
    refuse([*before, *service_rules.wrong_note(changes.get("note") or "")])
    amend.amend(row, changes, base=base, fields=AMENDABLE)
    door.event(row, {"changed": sorted(changes)})
    return row


def _typed(name: str, value: Any) -> Any:
    if name == "until_on" and isinstance(value, str):
        return date.fromisoformat(value) if value else None
    return canon(value).strip() or None if name == "note" and isinstance(value, str) else value
