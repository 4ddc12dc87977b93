"""Whether the caller may act on a person, beyond seeing it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from pokpong.foundation.access.models import CompartmentMember
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.problems import NOT_ALLOWED
from pokpong.foundation.kernel.problems import NotAllowed, refuse
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries.sight import is_tied, parts_seen
from pokpong.registers.people.rules.record import NOT_OPEN


def locked_person(by: Actor, person: UUID, *parts: str, merged: bool = False) -> Person:
    """The person, locked, for an action on these parts of it.

    By a tie, by name in its compartment, or by a grant that covers its district; a broken glass lets nobody act.
    Raises NotThere, NotAllowed, and Refused for a merged record unless `merged`: what only ends sharing is always done.
    """
    row: Person = door.locked(Person.objects.visible_to(by), person)
    if not is_tied(by, row) and not _named_in(by, row):
        door.check(place=row.district_path)
        # Who sees the person only through a broken glass holds the action in this district too, but not its sight.
        door.check(place=row.district_path, permission="person.read")
    check_parts(by, row, parts)
    refuse([NOT_OPEN("person")] if row.state != "open" and not merged else [])
    return row


def check_parts(by: Actor, person: Person, parts: Iterable[str]) -> None:
    """Raises NotAllowed for a part that the caller's ties do not show."""
    if not set(parts) <= parts_seen(by, person):
        raise NotAllowed([NOT_ALLOWED()])


def _named_in(by: Actor, person: Person) -> bool:
    if person.compartment is None:
        return False
    named = CompartmentMember.objects.filter(compartment=person.compartment, user=by.id, ends=None)
    return bool(named.exists())
