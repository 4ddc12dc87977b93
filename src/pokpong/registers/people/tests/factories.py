"""Invented persons for tests, made through the actions as pages make them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from pokpong.foundation.access.models import Compartment, CompartmentMember, Glass
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.rows import Row
from pokpong.registers.people.actions.consents import Agreed, give_consent
from pokpong.registers.people.actions.contacts import add_contact
from pokpong.registers.people.actions.households import join_household, register_household
from pokpong.registers.people.actions.persons import amend_person, register_person
from pokpong.registers.people.actions.relations import relate
from pokpong.registers.people.actions.ties import tie, untie
from pokpong.registers.people.models import Consent, Contact, Household, HouseholdMember, Person, Relation, Tie
from pokpong.registers.places.models import Place

DISTRICT = "LA16/LA1601/"
NEIGHBOUR = "LA16/LA1602/"
WHY = "ມາຫາຫ້ອງການດ້ວຍຕົນເອງ"


def caseworker(username: str = "alice", path: str = DISTRICT) -> Any:
    return make_user(username, "caseworker", path)


def supervisor(username: str = "suna", path: str = DISTRICT) -> Any:
    return make_user(username, "case_supervisor", path)


def village(district: str = DISTRICT) -> str:
    """The path of some village of the district."""
    found = Place.objects.filter(level=3, path__startswith=district).order_by("path").first()
    assert found is not None
    return str(found.path)


def record(name: str = "ນາງ ສົມສີ ຕົວຢ່າງ", **more: Any) -> dict[str, Any]:
    return {
        "names": [{"text": name, "kind": "official"}],
        "sex": "female",
        "nationality": "LA",
        "district_path": DISTRICT,
        "birth_estimate": {"age": 24, "precision": "about"},
        **more,
    }


def register(by: Actor, name: str = "ນາງ ສົມສີ ຕົວຢ່າງ", **more: Any) -> Person:
    """A person who came to the office of `by`."""
    return register_person(
        by=by, id=new_id(), record=record(name, **more), because_kind="person", why=WHY, call_id=new_id()
    )


def contact_for(by: Actor, person: UUID, **more: Any) -> Contact:
    values = {"kind": "phone", "value": "020 5555 0101", "safety": "careful", "how": {"when": "ຕອນເຊົ້າ"}, **more}
    return add_contact(by=by, id=new_id(), person=person, call_id=new_id(), **values)


def relation_for(by: Actor, person: UUID, **more: Any) -> Relation:
    values = {"kind": "mother", "other_name": "ນາງ ແມ່ ຕົວຢ່າງ", **more}
    return relate(by=by, id=new_id(), person=person, call_id=new_id(), **values)


def household_for(by: Actor, path: str = "") -> Household:
    return register_household(by=by, id=new_id(), place_path=path or village(), label="ເຮືອນເລກທີ 12", call_id=new_id())


def member_of(by: Actor, household: UUID, person: UUID, **more: Any) -> HouseholdMember:
    return join_household(by=by, id=new_id(), household=household, person=person, call_id=new_id(), **more)


def agreed(**more: Any) -> Agreed:
    today = clock.today()
    values = {
        "purpose": "referral",
        "recipients": {str(SHELTER): "ບ້ານພັກຊົ່ວຄາວ ຕົວຢ່າງ"},
        "fields": ["names", "contacts"],
        "given_by": "self",
        "given_on": today,
        "expires_on": today + timedelta(days=180),
        "language": "lao",
        "way": "spoken",
        "witness": "ນາງ ພະຍານ ຕົວຢ່າງ",
    }
    return Agreed(**{**values, **more})


def consent_for(by: Actor, person: UUID, **more: Any) -> Consent:
    return give_consent(by=by, id=new_id(), person=person, agreed=agreed(**more), call_id=new_id())


SHELTER = UUID("01900000-0000-7000-8000-000000000001")


@contextmanager
def inside_an_action() -> Iterator[None]:
    """As if another area's action were under way."""
    with door._opened(door.Call("tests.act", new_id(), Program("tests", frozenset()), None)):
        yield


def tied(person: Person, because: Row | None = None, **who: Any) -> Tie:
    with inside_an_action():
        return tie(person, because=because or person, **who)


def untied(because: Row) -> int:
    with inside_an_action():
        return untie(because=because)


def compartment(person: Person, circle: UUID, names: list[UUID]) -> None:
    """Closes a circle around a person, with these users in it."""
    with inside_an_action():
        Compartment(id=circle, reason="ສຳລັບການທົດສອບ", opened_by=new_id()).save(force_insert=True)
        for user in names:
            CompartmentMember(compartment_id=circle, user=user).save(force_insert=True)
        row: Person = Person.objects.get(pk=person.pk)
        row.compartment = circle
        row.save()


def amended(by: Actor, person: Person, changes: dict[str, Any], base: int = 0) -> Person:
    """The record after an edit by somebody who saw it at `base` (default: as it stands now)."""
    seen = base or Person.objects.get(pk=person.pk).version
    return amend_person(by=by, person=person.pk, changes=changes, base=seen, call_id=new_id())


def broken_glass(user: Any, person: Person) -> None:
    """Sight of one person for an hour."""
    with inside_an_action():
        Glass(
            user=user.id,
            kind="person",
            row=person.pk,
            reason="ສຳລັບການທົດສອບ",
            ends=clock.now() + timedelta(hours=1),
            place_path=person.district_path,
        ).save(force_insert=True)
