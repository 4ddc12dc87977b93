"""Erasures for tests, made through the actions as pages make them; with a key file that can be turned."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pokpong.config.wiring  # noqa: F401  registers what other areas keep about a person
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault import keyring, master
from pokpong.registers.people.actions.erasing import approve_erasure, ask_erasure
from pokpong.registers.people.actions.holds import set_hold
from pokpong.registers.people.models import Erasure, LegalHold, Person

WHY = "ຜູ້ກ່ຽວຮ້ອງຂໍເປັນລາຍລັກອັກສອນ"


def key_folder(settings: Any, folder: Path) -> Path:
    """A key file of the test's own, as a server has one; returns it."""
    path = folder / "keys" / "master.key"
    master.write_key_file(path)
    settings.POKPONG_MASTER_KEY = ""
    settings.POKPONG_KEY_FILE = str(path)
    keyring.forget()
    return path


def ask(by: Actor, person: UUID, why: str = WHY) -> Erasure:
    return ask_erasure(by=by, id=new_id(), person=person, why=why, call_id=new_id())


def approve(by: Actor, erasure: Erasure, number: str = "") -> Erasure:
    typed = number or Person.objects.get(pk=erasure.person_id).number
    return approve_erasure(by=by, erasure=erasure.pk, number=typed, call_id=new_id())


def hold(by: Actor, person: UUID, why: str = WHY) -> LegalHold:
    return set_hold(by=by, id=new_id(), person=person, why=why, call_id=new_id())
