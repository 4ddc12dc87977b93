"""The rows of this register that are about a person, and whose names are not theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language

from pokpong.foundation.access.models import CompartmentMember, User
from pokpong.foundation.access.scope import once
from pokpong.foundation.actions.actor import Actor
from pokpong.registers.institutions.models import Official
from pokpong.registers.people.models import (
    Consent,
    Contact,
    HouseholdMember,
    Person,
    Relation,
)
from pokpong.registers.people.models.households import household_reference, member_reference
from pokpong.registers.people.models.relations import person_reference
from pokpong.registers.people.own_copy import Asked
from pokpong.registers.people.queries.sight import ALL, is_tied, parts_of_many
from pokpong.registers.places.queries import label

THROUGH = "through"  # a contact that is another person


def of_person(model: Any, *order: str) -> Callable[[Asked], Iterable[Any]]:
    return lambda asked: model.objects.living().filter(person__in=asked.persons).order_by(*order, "id")


def persons(asked: Asked) -> Iterable[Person]:
    return Person.objects.visible_to(asked.actor).filter(pk__in=asked.persons).order_by("registered_on", "id")


def relations(asked: Asked) -> Any:
    return relations_of(asked.persons).order_by("added_on", "id")


def relations_of(persons: Sequence[UUID]) -> Any:
    refs = [person_reference(person) for person in persons]
    return Relation.objects.living().filter(Q(person_ref__in=refs) | Q(other_ref__in=refs))


def memberships(asked: Asked) -> Any:
    return members_with(asked.persons).order_by("joined_on", "id")


def members_with(persons: Sequence[UUID]) -> Any:
    return HouseholdMember.objects.living().filter(person_ref__in=[member_reference(person) for person in persons])


def place(path: str) -> str:
    """The words of a place, read once for a page."""
    return once(("own_copy.place", path, get_language()), lambda: label(path)) if path else ""


def home(row: Person) -> list[str]:
    return [line for line in (place(row.home_path), (row.home or {}).get("text", "")) if line]


def sees_all(asked: Asked) -> bool:
    """Every record that was merged, and every part of each; a broken glass shows them, but lets nobody copy them."""
    rows = list(Person.objects.visible_to(asked.actor).filter(pk__in=asked.persons))
    parts = parts_of_many(asked.actor, rows)
    return len(rows) == len(asked.persons) and all(parts[row.pk] == ALL and by_right(asked.actor, row) for row in rows)


def by_right(actor: Actor, row: Person) -> bool:
    """By a tie, by name in the closed circle, or by a grant that covers the place."""
    if is_tied(actor, row):
        return True
    if row.compartment is None:
        return actor.may("person.read", row.district_path)
    named = CompartmentMember.objects.filter(compartment=row.compartment, user=actor.id, ends=None)
    return bool(named.exists())


def others(persons: Sequence[UUID]) -> list[str]:
    """Relatives, those of the same household, go-betweens, witnesses; and whoever works here or holds a post."""
    known, names = set[UUID](), list[str]()
    for row in relations_of(persons):
        known |= {one for one in (row.person, row.other) if one}
        names += [row.other_name or ""]
    refs = [household_reference(member.household) for member in members_with(persons)]
    known |= {row.person for row in HouseholdMember.objects.living().filter(household_ref__in=refs)}
    for other in Person.objects.living().filter(pk__in=known - set(persons)):
        names += other.name_texts
    for contact in Contact.objects.living().filter(person__in=persons):
        names += [contact.whose or "", contact.value if contact.kind == THROUGH else ""]
    names += [row.witness or "" for row in Consent.objects.living().filter(person__in=persons)]
    return [*names, *_of_the_programme()]


def _of_the_programme() -> Iterable[str]:
    yield from User.objects.values_list("display_name", flat=True)
    for name, latin_name in Official.objects.values_list("name", "latin_name"):
        yield from (name, latin_name)
