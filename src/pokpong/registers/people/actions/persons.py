"""Registering persons and changing what their record says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.foundation.actions import amend, door, moves, nouns
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.actions.problems import UNKNOWN_FIELD
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.kernel.rows import Row
from pokpong.registers.people.actions.reach import check_parts, locked_person
from pokpong.registers.people.actions.record import place_problems, shaped, with_district
from pokpong.registers.people.actions.ties import tie
from pokpong.registers.people.models import Person
from pokpong.registers.people.rules import ties as tie_rules
from pokpong.registers.people.rules.record import AMENDABLE, GROUP_OF, record_problems
from pokpong.registers.people.states import PERSON


@action("person.register", doors=("office", "device"))
def register_person(
    *,
    by: Actor,
    id: UUID,
    record: dict[str, Any],
    because_kind: str,
    because: UUID | None = None,
    why: str = "",
    call_id: UUID,
) -> Person:
    """Registers a person, and ties the caller to them for the reason named.

    `record` holds fields of `Person` in their shapes (see there); `names` is needed, the district too unless `home`
    has one. The reason is a record in the caller's sight (`because_kind` its noun), or the person's own coming
    (`person`, with `why` in words). Raises Refused with all reasons.
    """
    values = with_district(shaped({"names": [], **record}))
    reason = _reason(by, because_kind, because)
    refuse(
        [
            *(UNKNOWN_FIELD(name, name=name) for name in record if name not in AMENDABLE),
            *record_problems(values, clock.today()),
            *place_problems(values),
            *tie_rules.reason_problems(kind=because_kind, why=why, there=reason is not None),
        ]
    )
    row = Person(id=id, state=PERSON.start, **{name: values[name] for name in AMENDABLE & set(values)})
    door.add(row)
    moves.begin(row)
    door.event(row)
    tie(row, because=reason or row, user=by.id, why=why.strip())
    return row


def _reason(by: Actor, kind: str, row: UUID | None) -> Row | None:
    """The record that gives the reason, or None when it is not one, not there or out of the caller's sight."""
    if kind == tie_rules.INTAKE or row is None or kind not in nouns.by_name():
        return None
    rows = nouns.model_of(kind).objects
    found: Row | None = rows.visible_to(by).filter(pk=row).first() if hasattr(rows, "visible_to") else None
    return found


@action("person.amend", doors=("office", "device"))
def amend_person(*, by: Actor, person: UUID, changes: dict[str, Any], base: int, call_id: UUID) -> Person:
    """Changes fields of a person seen at version `base`; fields changed by others since become conflicts.

    Raises NotThere, NotAllowed for fields the caller's ties do not show, Refused with all reasons.
    """
    row = locked_person(by, person)
    check_parts(by, row, {GROUP_OF[name] for name in changes if name in GROUP_OF})
    values = shaped(changes)
    refuse([*record_problems(_beside(row, values), clock.today()), *place_problems(values)])
    conflicts = amend.amend(row, values, base=base, fields=AMENDABLE)
    door.event(row, {"fields": sorted(values), "conflicts": [conflict.field for conflict in conflicts]})
    return row


def _beside(row: Person, values: dict[str, Any]) -> dict[str, Any]:
    """The changes, with what must agree with them: a birth date and an estimate exclude each other."""
    if not {"birth_date", "birth_estimate"} & set(values):
        return values
    return {"birth_date": row.birth_date, "birth_estimate": row.birth_estimate, **values}
