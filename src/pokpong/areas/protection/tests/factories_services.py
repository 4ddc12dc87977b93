"""Services, stays and returns made through the actions, for tests of every family. Everybody here is invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from pokpong.areas.protection.actions.services import (
    admit_to_shelter,
    agree_to_return,
    deliver_service,
    end_stay,
    plan_return,
    plan_service,
    record_service,
    reserve_bed,
)
from pokpong.areas.protection.models import Case, ReturnHome, Service, Stay
from pokpong.areas.protection.rules.returns import Way
from pokpong.areas.protection.rules.services import Provided
from pokpong.foundation.access.models import User
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Organisation, ServiceOffer
from pokpong.registers.institutions.tests.factories import PROVINCE, an_organisation, keeper
from pokpong.registers.institutions.tests.factories import a_service as an_offer

DISTRICT = "LA16/LA1601/"
THREE_SESSIONS = Provided(quantity=Decimal(3), unit="sessions", cost=Decimal(150_000), currency="LAK")


def the_keeper() -> User:
    """One keeper of the directory, however often a test asks."""
    known = User.objects.filter(username=f"administrator-{PROVINCE}".casefold()).first()
    return known or keeper()


def an_office(name: str = "ສູນທົດລອງ ດອກຈຳປາ") -> Organisation:
    return an_organisation(the_keeper(), name)


def a_shelter(beds: int | None = 2, name: str = "ບ້ານພັກທົດລອງ") -> ServiceOffer:
    """A shelter of the directory with so many beds."""
    boss = the_keeper()
    owner = an_organisation(boss, name, kind="shelter", place=DISTRICT)
    return an_offer(boss, owner, kind="shelter", capacity=beds)


def planned(by: Actor, case: Case, kind: str = "psychosocial", **more: Any) -> Service:
    return plan_service(by=by, id=new_id(), case=case.pk, kind=kind, call_id=new_id(), **more)


def recorded(by: Actor, case: Case, kind: str = "psychosocial", **more: Any) -> Service:
    return record_service(by=by, id=new_id(), case=case.pk, kind=kind, call_id=new_id(), **more)


def given(by: Actor, case: Case, what: Provided = THREE_SESSIONS, **more: Any) -> Service:
    """Planned, then given."""
    row = planned(by, case, **more)
    return deliver_service(by=by, service=row.pk, what=what, call_id=new_id())


def reserved(by: Actor, case: Case, offer: UUID, **more: Any) -> Stay:
    return reserve_bed(by=by, id=new_id(), case=case.pk, offer=offer, call_id=new_id(), **more)


def admitted(by: Actor, case: Case, offer: UUID, **more: Any) -> Stay:
    return admit_to_shelter(by=by, id=new_id(), case=case.pk, offer=offer, call_id=new_id(), **more)


def left(by: Actor, stay: Stay) -> Stay:
    return end_stay(by=by, stay=stay.pk, left_for="family", call_id=new_id())


def a_way(**more: Any) -> Way:
    return Way(**{"kind": "domestic", "district_path": DISTRICT, "assessment": "safe", "escort": "caseworker", **more})


def a_return(by: Actor, case: Case, way: Way | None = None) -> ReturnHome:
    return plan_return(by=by, id=new_id(), case=case.pk, way=way or a_way(), call_id=new_id())


def agreed(by: Actor, case: Case, way: Way | None = None) -> ReturnHome:
    row = a_return(by, case, way)
    return agree_to_return(by=by, return_home=row.pk, agreement="ລາວບອກວ່າຢາກກັບບ້ານ", call_id=new_id())
