"""Persons and cases made through the actions, for tests of every noun of a case. Everybody here is invented."""

from __future__ import annotations

from typing import Any

from pokpong.areas.protection.actions.cases import open_case
from pokpong.areas.protection.actions.closing import approve_closure, ask_closure
from pokpong.areas.protection.models import Case, Closure
from pokpong.areas.protection.tests.factories import DISTRICT
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.persons import register_person
from pokpong.registers.people.models import Person

NAME = "ນາງ ຕົວຢ່າງ ແກ້ວໃສ"


def a_person(by: Actor, *, name: str = NAME, age: int = 24, district: str = DISTRICT, **record: Any) -> Person:
    """Registered by `by`, who is tied to them."""
    values = {
        "names": [{"text": name, "kind": "official", "script": "lo"}],
        "sex": "female",
        "nationality": "LA",
        "birth_estimate": {"age": age, "precision": "year", "as_of": "2026-01-01"},
        "district_path": district,
        **record,
    }
    return register_person(
        by=by, id=new_id(), record=values, because_kind="person", why="ມາຂໍຄວາມຊ່ວຍເຫຼືອ", call_id=new_id()
    )


def a_case(by: Actor, *, person: Person | None = None, origin: str = "walk_in", **more: Any) -> Case:
    """A case led by `by`; `more` goes to the action."""
    who = person or a_person(by)
    return open_case(by=by, id=new_id(), person=who.pk, origin=origin, call_id=new_id(), **more)


def asked_to_close(by: Actor, case: Case, **more: Any) -> Closure:
    """A closure that waits for its second person."""
    answers = {"reasons": ("goals_reached",), "told": "agrees", "summary": "ບັນລຸເປົ້າໝາຍແລ້ວ", **more}
    return ask_closure(by=by, id=new_id(), case=case.pk, call_id=new_id(), **answers)


def a_closed_case(by: Actor, second: Actor, **more: Any) -> Case:
    """A case opened and asked to be closed by `by`, and closed by `second`."""
    row = a_case(by, **more)
    asked_to_close(by, row)
    return approve_closure(by=second, case=row.pk, call_id=new_id())
