"""Which parts of a person somebody may see: what their ties show, or everything for who reads the place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.problems import NotThere
from pokpong.registers.people.models import Person, Tie
from pokpong.registers.people.rules.record import EVERYTHING

Parts = frozenset[str]
ALL: Parts = frozenset(EVERYTHING)


def visible_person(actor: Actor, person: UUID) -> Person:
    """Raises NotThere when there is none, or it is out of sight."""
    found: Person | None = Person.objects.visible_to(actor).filter(pk=person).first()
    if found is None:
        raise NotThere(str(person))
    return found


def parts_seen(actor: Actor, person: Person) -> Parts:
    """The groups of fields and other parts (`rules.record.EVERYTHING`) of a visible person that this actor sees."""
    return parts_of_many(actor, [person])[person.pk]


def parts_of_many(actor: Actor, persons: Iterable[Person]) -> dict[UUID, Parts]:
    """`parts_seen` of many visible persons with one query."""
    rows = list(persons)
    shown: dict[UUID, set[str]] = defaultdict(set)
    for person, fields in Tie.objects.of(actor).filter(person__in=rows).values_list("person", "fields"):
        shown[person] |= set(fields)
    return {row.pk: _parts(actor, row, frozenset(shown.get(row.pk, ()))) for row in rows}


def _parts(actor: Actor, person: Person, tied: Parts) -> Parts:
    # Who sees a person without a tie was let in by name (compartment) or broke the glass: both show all of it.
    by_place = person.compartment is None and actor.may("person.read", person.district_path)
    return ALL if by_place or not tied else tied & ALL


def is_tied(actor: Actor, person: Person) -> bool:
    return bool(Tie.objects.of(actor).filter(person=person.pk).exists())
