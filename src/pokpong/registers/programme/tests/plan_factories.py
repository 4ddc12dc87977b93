"""Plans made through actions: drafted by a secretary, agreed by a chair, carried out."""

from __future__ import annotations

from datetime import date
from typing import Any

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Committee
from pokpong.registers.institutions.tests.factories import PROVINCE, a_committee
from pokpong.registers.programme.actions.planning import (
    add_activity,
    agree_plan,
    draft_plan,
    propose_plan,
    record_progress,
    revise_plan,
    start_plan,
)
from pokpong.registers.programme.models import Activity, Plan, Progress

BEGINS, LAST = date(2026, 10, 1), date(2027, 9, 30)


def person(role: str, path: str = PROVINCE) -> User:
    """Somebody with this role; the same one when asked for again."""
    name = f"{role}-{path}".casefold()
    there: User | None = User.objects.filter(username=name).first()
    return there or make_user(name, role, path)


def secretary(path: str = PROVINCE) -> User:
    return person("secretary", path)


def chair(path: str = PROVINCE) -> User:
    return person("chair", path)


def a_board(path: str = PROVINCE) -> Committee:
    there: Committee | None = Committee.objects.filter(place_path=path).first()
    return there or a_committee(person("administrator", ""), place=path)


def a_plan(by: Actor | None = None, code: str = "CPS-2027", **more: Any) -> Plan:
    values: dict[str, Any] = {
        "names": {"lo": "ແຜນການປະຈຳປີທົດສອບ", "en": "Invented annual plan"},
        "place": PROVINCE,
        "starts": BEGINS,
        "ends": LAST,
        **more,
    }
    if not values.get("organisation"):
        values.setdefault("committee", a_board(PROVINCE).pk)
    return draft_plan(by=by or secretary(), id=new_id(), code=code, call_id=new_id(), **values)


def an_activity(plan: Plan, by: Actor | None = None, code: str = "1.1", **more: Any) -> Activity:
    values: dict[str, Any] = {
        "names": {"lo": f"ກິດຈະກຳທົດສອບ {code}"},
        "place": PROVINCE,
        "starts": BEGINS,
        "ends": date(2026, 12, 31),
        **more,
    }
    return add_activity(by=by or secretary(), id=new_id(), plan=plan.pk, code=code, call_id=new_id(), **values)


def proposed(plan: Plan, by: Actor | None = None) -> Plan:
    return propose_plan(by=by or secretary(), plan=plan.pk, call_id=new_id())


def agreed(plan: Plan) -> Plan:
    proposed(plan)
    return agree_plan(by=chair(), plan=plan.pk, call_id=new_id())


def running(plan: Plan) -> Plan:
    agreed(plan)
    return start_plan(by=secretary(), plan=plan.pk, call_id=new_id())


def told(activity: Activity, state: str = "partly", by: Actor | None = None, **more: Any) -> Progress:
    values: dict[str, Any] = {"day": BEGINS, "reason": "ເຮັດໄປເຄິ່ງໜຶ່ງແລ້ວ", **more}
    return record_progress(
        by=by or secretary(), id=new_id(), activity=activity.pk, state=state, call_id=new_id(), **values
    )


def revised(plan: Plan, by: Actor | None = None) -> Plan:
    return revise_plan(by=by or secretary(), id=new_id(), plan=plan.pk, reason="ປັບປຸງກາງປີ", call_id=new_id())
