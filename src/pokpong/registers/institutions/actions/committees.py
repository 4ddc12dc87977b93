"""Committees and the seats in them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions import rules
from pokpong.registers.institutions.actions.cleaning import cleaned, place_in_use
from pokpong.registers.institutions.models import Committee, Membership, Official
from pokpong.registers.institutions.queries import one_person
from pokpong.registers.institutions.vocabularies import COMMITTEE_KINDS, COMMITTEE_ROLES
from pokpong.registers.places.queries import by_path

FIELDS = ("kind", "names", "mandate", "decree", "founded")


@action("committee.add")
def add_committee(
    *,
    by: Actor,
    id: UUID,
    kind: str,
    names: dict[str, str],
    place: str,
    mandate: dict[str, str] | None = None,
    decree: str = "",
    founded: date | None = None,
    call_id: UUID,
) -> Committee:
    """Adds a committee of the place with the path `place`; empty for the whole country. Raises Refused, NotAllowed."""
    door.check(place=place)
    values = cleaned({"kind": kind, "names": names, "mandate": mandate or {}, "decree": decree, "founded": founded})
    found = by_path(place)
    problems = check_committee(values) + rules.check_place(place, in_use=place_in_use(place))
    refuse(problems + rules.check_level(found.level if found is not None else None))
    row = door.add(Committee(id=id, place_path=place, level=found.level if found else 0, **values))
    moves.begin(row)
    door.event(row, {"names": row.names})
    return row


@action("committee.amend")
def amend_committee(
    *, by: Actor, committee: UUID, base: int, changes: dict[str, Any], dissolved: date | None = None, call_id: UUID
) -> Committee:
    """Changes what was typed (`FIELDS`); `dissolved` ends the committee and every seat in it on that day.

    Raises Refused, NotAllowed, NotThere.
    """
    row: Committee = door.locked(Committee.objects.visible_to(by), committee)
    door.check(place=row.place_path)
    wanted = cleaned(changes)
    problems = check_committee({name: wanted.get(name, getattr(row, name)) for name in FIELDS})
    if dissolved is not None:
        problems += rules.check_day(dissolved, "dissolved", today=clock.today())
        problems += rules.check_end(row.founded, dissolved, "dissolved")
    refuse(problems)
    amend.amend(row, wanted, base=base, fields=FIELDS)
    if dissolved is not None:
        moves.move(row, "dissolved")
        row.dissolved = dissolved
        door.save(row)
        for seat in row.memberships.filter(ends=None):
            amend.apply(seat, {"ends": max(seat.starts, dissolved)})
    door.event(row, {"changed": sorted(wanted), "dissolved": str(dissolved or "")})
    return row


def check_committee(values: dict[str, Any]) -> list[Problem]:
    """All reasons against these values."""
    problems = rules.check_names(values["names"]) + rules.check_texts(values["mandate"], "mandate")
    problems += rules.check_code(values["kind"], COMMITTEE_KINDS, "kind")
    problems += rules.check_text(values["decree"], "decree", 80)
    return problems + (rules.check_day(values["founded"], "founded", today=clock.today()) if values["founded"] else [])


@action("membership.begin")
def begin_membership(
    *,
    by: Actor,
    id: UUID,
    committee: UUID,
    official: UUID,
    role: str,
    starts: date | None,
    call_id: UUID,
) -> Membership:
    """Gives an official a seat in a committee from the day `starts`. Raises Refused, NotAllowed, NotThere."""
    board: Committee = door.locked(Committee.objects.visible_to(by), committee)
    door.check(place=board.place_path)
    person: Official = door.locked(Official.objects.visible_to(by), official)
    on_day = board.memberships.on(starts) if starts is not None else board.memberships.none()
    refuse(
        rules.check_code(role, COMMITTEE_ROLES, "role")
        + rules.check_day(starts, "starts")
        + rules.check_seat(
            role,
            sits_already=board.memberships.filter(official__in=one_person(person), ends=None).exists(),
            chairs=on_day.filter(role="chair").count(),
            serving=starts is not None and person.serves_on(starts),
            dissolved=board.state == "dissolved",
        )
    )
    seat = Membership(id=id, committee=board, official=person, role=role, starts=starts)  # type: ignore[misc]  # not None
    row = door.add(seat)
    door.touch(board)
    door.event(row, {"role": role, "starts": str(starts)})
    return row


@action("membership.end")
def end_membership(*, by: Actor, membership: UUID, on: date | None, call_id: UUID) -> Membership:
    """Ends a seat with the last day `on`; it stays in the history. Raises Refused, NotAllowed, NotThere."""
    row: Membership = door.locked(Membership.objects.visible_to(by), membership)
    door.check(place=row.committee.place_path)
    problems = [rules.ALREADY_ENDED("on")] if row.ends is not None else []
    refuse(problems + rules.check_day(on, "on", today=clock.today()) + rules.check_end(row.starts, on, "on"))
    amend.apply(row, {"ends": on})
    door.touch(row.committee)
    door.event(row, {"on": str(on)})
    return row
