"""Institutions made through actions, and the people who keep them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.rows import Row
from pokpong.registers.institutions.actions import (
    add_committee,
    add_official,
    add_organisation,
    add_service_offer,
    ask_merge,
    begin_membership,
    merge_officials,
)
from pokpong.registers.institutions.models import (
    Committee,
    Membership,
    Official,
    OfficialMerge,
    Organisation,
    ServiceOffer,
)

PROVINCE = "LA16/"
DISTRICT = "LA16/LA1601/"
NEIGHBOUR = "LA16/LA1602/"
VILLAGE = "LA16/LA1601/LA1601-1601005/"
START = date(2024, 1, 1)


def keeper(role: str = "administrator", path: str = PROVINCE) -> User:
    """Somebody who keeps institutions in Champasak."""
    return make_user(f"{role}-{path}", role, path)


def an_organisation(by: User, name: str = "ບ້ານພັກດອກຈຳປາ", **more: Any) -> Organisation:
    values: dict[str, Any] = {"kind": "civil_society", "place": DISTRICT, "names": {"lo": name}, **more}
    return add_organisation(by=by, id=new_id(), call_id=new_id(), **values)


def an_official(by: User, name: str = "ສົມໝາຍ ແກ້ວທົດລອງ", **more: Any) -> Official:
    organisation: UUID = more.pop("organisation", None) or an_organisation(by, f"ຫ້ອງການ{name}").pk
    values: dict[str, Any] = {
        "name": name,
        "post": "ຫົວໜ້າໜ່ວຍງານທົດລອງ",
        "function": "district_police",
        "place": DISTRICT,
        "starts": START,
        **more,
    }
    return add_official(by=by, id=new_id(), organisation=organisation, call_id=new_id(), **values)


def a_committee(by: User, **more: Any) -> Committee:
    names = {"lo": "ຄະນະກຳມະການຕ້ານການຄ້າມະນຸດເມືອງທົດລອງ"}
    values: dict[str, Any] = {"kind": "counter_trafficking", "names": names, "place": DISTRICT, **more}
    return add_committee(by=by, id=new_id(), call_id=new_id(), **values)


def a_seat(by: User, committee: Committee, official: Official, **more: Any) -> Membership:
    values: dict[str, Any] = {"role": "member", "starts": START, **more}
    return begin_membership(
        by=by, id=new_id(), committee=committee.pk, official=official.pk, call_id=new_id(), **values
    )


def an_asking(by: User, official: Official, into: Official) -> OfficialMerge:
    """Somebody says that both are one."""
    why = "ຄົນດຽວກັນ ຂຽນສອງແບບ"
    return ask_merge(by=by, id=new_id(), official=official.pk, into=into.pk, why=why, call_id=new_id())


def merged(by: User, second: User, official: Official, into: Official) -> Official:
    """`official` put together with `into`: asked by one, confirmed by the other."""
    asked = an_asking(by, official, into)
    merge_officials(by=second, official_merge=asked.pk, call_id=new_id())
    official.refresh_from_db()
    return official


def a_service(by: User, organisation: Organisation | None = None, **more: Any) -> ServiceOffer:
    owner = organisation or an_organisation(by)
    values: dict[str, Any] = {"kind": "shelter", "places": [PROVINCE], **more}
    return add_service_offer(by=by, id=new_id(), organisation=owner.pk, call_id=new_id(), **values)


def assert_left_its_traces(action: str, row: Row) -> None:
    """The event, a receipt that answers with the row, and a change."""
    assert Event.objects.filter(name=action, subject=row.pk).exists()
    assert Receipt.objects.filter(action=action, answer={"noun": row.noun, "id": str(row.pk)}).exists()
    assert Change.objects.filter(kind=row.noun, row=row.pk).exists()


def codes_of(refused: BaseException) -> set[str]:
    """The codes of all reasons."""
    return {problem.code for problem in getattr(refused, "problems", [])}
