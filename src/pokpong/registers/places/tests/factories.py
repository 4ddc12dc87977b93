"""Places, and people who may change them, made through actions."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.places.actions.propose import propose_place
from pokpong.registers.places.models import Place
from pokpong.registers.places.queries import by_path

PROVINCE = "LA16/"
DISTRICT = "LA16/LA1601/"
NEIGHBOUR = "LA16/LA1602/"
VILLAGE = "LA16/LA1601/LA1601-1601005/"  # ໂພນໄຊ


def member() -> User:
    """A village member, who may propose."""
    return make_user("member", "village_member", VILLAGE)


def supervisor(path: str = DISTRICT) -> User:
    """A case supervisor of `path`, who may confirm there."""
    return make_user(f"supervisor{path.count('/')}", "case_supervisor", path)


def administrator(path: str = "") -> User:
    return make_user("administrator", "administrator", path)


def a_proposal(by: Actor, name: str = "ບ້ານໃໝ່ທົດລອງ", parent: str = DISTRICT, **more: bool) -> Place:
    return propose_place(by=by, id=new_id(), parent=parent, names={"lo": name}, call_id=new_id(), **more)


def the_place(path: str) -> Place:
    found = by_path(path)
    assert found is not None
    return found


def an_id(path: str) -> UUID:
    return the_place(path).pk
