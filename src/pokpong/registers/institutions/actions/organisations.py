"""Organisations are added, and amended; closing one is an amendment of its state."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions import rules
from pokpong.registers.institutions.actions.cleaning import cleaned, place_in_use
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.vocabularies import HIDDEN_KINDS, ORGANISATION_KINDS

FIELDS = ("kind", "names", "short_names", "place_path", "parent_id", "phone", "address")


@action("organisation.add")
def add_organisation(
    *,
    by: Actor,
    id: UUID,
    kind: str,
    names: dict[str, str],
    place: str,
    parent: UUID | None = None,
    short_names: dict[str, str] | None = None,
    phone: str = "",
    address: str = "",
    call_id: UUID,
) -> Organisation:
    """Adds an organisation in the place with the path `place`; empty for the whole country. Raises Refused."""
    door.check(place=place)
    values = cleaned(
        {
            "kind": kind,
            "names": names,
            "short_names": short_names or {},
            "place_path": place,
            "parent_id": parent,
            "phone": phone,
            "address": address,
        }
    )
    refuse(check_organisation(by, values))
    row = door.add(Organisation(id=id, **values))
    moves.begin(row)
    door.event(row, {"names": row.names, "kind": kind})
    return row


@action("organisation.amend")
def amend_organisation(
    *,
    by: Actor,
    organisation: UUID,
    base: int,
    changes: dict[str, Any],
    state: str | None = None,
    reason: str = "",
    call_id: UUID,
) -> Organisation:
    """Changes what was typed (`FIELDS`), and the state when one is given. Raises Refused, NotAllowed, NotThere."""
    row: Organisation = door.locked(Organisation.objects.visible_to(by), organisation)
    door.check(place=row.place_path)
    wanted = cleaned(changes)
    door.check(place=wanted.get("place_path", row.place_path))
    after = {name: wanted.get(name, getattr(row, name)) for name in FIELDS}
    problems = check_organisation(by, after, row=row)
    if state is not None and state != row.state:
        problems += check_new_state(row, state, reason)
    refuse(problems)
    amend.amend(row, wanted, base=base, fields=FIELDS)
    if state is not None and state != row.state:
        moves.move(row, state, why=reason)
        door.save(row)
    door.event(row, {"changed": sorted(wanted), "state": row.state})
    return row


def check_organisation(by: Actor, values: dict[str, Any], *, row: Organisation | None = None) -> list[Problem]:
    """All reasons against these values."""
    kind, place = values["kind"], values["place_path"]
    problems = rules.check_names(values["names"])
    problems += rules.check_texts(values["short_names"], "short_name", 40)
    problems += rules.check_code(kind, ORGANISATION_KINDS, "kind")
    problems += rules.check_place(place, in_use=place_in_use(place))
    problems += rules.check_whereabouts(kind, place, values["address"], HIDDEN_KINDS)
    problems += rules.check_phone(values["phone"]) + rules.check_text(values["address"], "address", 300)
    if values["parent_id"] is not None:
        problems += _check_parent(by, values["parent_id"], row)
    return problems


def _check_parent(by: Actor, parent: UUID, row: Organisation | None) -> list[Problem]:
    found = Organisation.objects.visible_to(by).filter(pk=parent).first()
    above, seen = found, set[UUID]()
    while above is not None and above.pk not in seen and above != row:
        seen.add(above.pk)
        above = above.parent
    return rules.check_parent(found and found.state, circle=above is not None)


def check_new_state(row: Organisation, state: str, reason: str) -> list[Problem]:
    """All reasons against closing the organisation, or opening it again."""
    services = row.services.filter(state="offered").count()
    officials = row.officials.serving(clock.today()).count()
    return rules.check_closing(state, services=services, officials=officials) + rules.check_reason(reason)
