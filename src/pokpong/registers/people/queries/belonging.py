"""Relatives and households of a person, and whose names among them the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pokpong.foundation.actions.actor import Actor
from pokpong.registers.people.models import Household, HouseholdMember, Person, Relation
from pokpong.registers.people.queries.sight import parts_of_many


@dataclass(frozen=True)
class Relative:
    """One relation seen from one person. `known` is the other's record when it is in the reader's sight.

    `outward`: the other is the `kind` of the person; else the person is the `kind` of the other.
    """

    relation: Relation
    outward: bool
    other: UUID | None
    name: str
    known: Person | None


@dataclass(frozen=True)
class HouseholdSeen:
    """A household with its present members; `hidden` counts those out of the reader's sight."""

    household: Household
    own: HouseholdMember | None
    members: list[tuple[HouseholdMember, Person]]
    hidden: int


def visible_by_id(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Persons among `ids` whose names this actor may see."""
    rows = list(Person.objects.visible_to(actor).filter(pk__in=set(ids)))
    parts = parts_of_many(actor, rows)
    return {row.pk: row for row in rows if "names" in parts[row.pk]}


def relatives(actor: Actor, person: Person) -> list[Relative]:
    """Present relations of a visible person, oldest first."""
    rows = list(Relation.objects.of(person.pk).filter(ended_on=None).order_by("id"))
    others = {row.pk: row.other if row.person == person.pk else row.person for row in rows}
    known = visible_by_id(actor, [other for other in others.values() if other])
    return [_relative(row, person.pk, others[row.pk], known) for row in rows]


def _relative(row: Relation, person: UUID, other: UUID | None, known: dict[UUID, Person]) -> Relative:
    record = known.get(other) if other else None
    name = record.name if record else (row.other_name or "")
    return Relative(row, row.person == person, other, name, record)


def relations_of(person: Person) -> list[Relation]:
    """Present relations that say who somebody is to this person (mother of, guardian of)."""
    return [row for row in Relation.objects.of(person.pk).filter(ended_on=None) if row.person == person.pk]


def households_of(actor: Actor, person: Person) -> list[HouseholdSeen]:
    """Households in which a visible person lives now, as far as the actor sees them."""
    own = list(HouseholdMember.objects.of_person(person.pk).present())
    visible = Household.objects.visible_to(actor).in_bulk([member.household for member in own])
    return [household_seen(actor, visible[m.household], m) for m in own if m.household in visible]


def household_seen(actor: Actor, household: Household, own: HouseholdMember | None = None) -> HouseholdSeen:
    members = list(HouseholdMember.objects.of_household(household.pk).present().order_by("-is_head", "id"))
    known = visible_by_id(actor, [member.person for member in members])
    shown = [(member, known[member.person]) for member in members if member.person in known]
    return HouseholdSeen(household, own, shown, len(members) - len(shown))
