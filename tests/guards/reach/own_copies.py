"""Copies that two persons of the cases asked for: one to be prepared, one to be handed over."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.access.models import User
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.own_copies import Them, ask_copy, prepare_copy
from tests.guards.reach.records import World

THEM = Them("self", "known")


def add_copies(world: World) -> None:
    worker = world.demo["caseworker"]
    world.ids["subject_copy"] = asked_by(worker, world.ids["person_of_case"])
    world.ids["subject_copy_ready"] = asked_by(worker, world.ids["person_of_later_case"])
    prepare_copy(
        by=world.demo["supervisor"], subject_copy=world.ids["subject_copy_ready"], released=(), call_id=new_id()
    )


def asked_by(worker: User, person: UUID) -> UUID:
    return ask_copy(by=worker, id=new_id(), person=person, them=THEM, language="lo", call_id=new_id()).pk
