"""Needs, goals, notes and the rest made through the actions. Everybody here is invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pokpong.areas.protection.actions.plan import (
    add_attachment,
    add_need,
    add_planned_action,
    plan_conference,
    plan_follow_up,
    record_exploitation,
    set_goal,
    write_note,
)
from pokpong.areas.protection.models import (
    Attachment,
    Case,
    Conference,
    Exploitation,
    FollowUp,
    Goal,
    Need,
    Note,
    PlannedAction,
)
from pokpong.areas.protection.tests.factories import picture
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id

WORDS = "ຄຳເວົ້າ ຕົວຢ່າງ ທີ່ບໍ່ມີໃຜຄວນອ່ານ"


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def a_need(by: Actor, case: Case, **more: Any) -> Need:
    return add_need(by=by, case=case.pk, **{"id": new_id(), "domain": "health", "call_id": new_id(), **more})


def a_goal(by: Actor, case: Case, **more: Any) -> Goal:
    values = {"id": new_id(), "text": WORDS, "domain": "job", "call_id": new_id(), **more}
    return set_goal(by=by, case=case.pk, **values)


def an_action(by: Actor, case: Case, **more: Any) -> PlannedAction:
    values = {"id": new_id(), "text": WORDS, "owner": by.id, "due": in_days(3), "call_id": new_id(), **more}
    return add_planned_action(by=by, case=case.pk, **values)


def a_note(by: Actor, case: Case, **more: Any) -> Note:
    return write_note(
        by=by, case=case.pk, **{"id": new_id(), "kind": "talk", "text": WORDS, "call_id": new_id(), **more}
    )


def a_file(by: Actor, case: Case, **more: Any) -> Attachment:
    values = {
        "id": new_id(),
        "kind": "picture",
        "file_name": "ຮູບ.jpg",
        "content": picture(),
        "call_id": new_id(),
        **more,
    }
    return add_attachment(by=by, case=case.pk, **values)


def a_conference(by: Actor, case: Case, **more: Any) -> Conference:
    values = {
        "id": new_id(),
        "planned_on": in_days(2),
        "purpose": WORDS,
        "invited": [{"user": str(by.id)}, {"words": "ແມ່ຂອງຜູ້ກ່ຽວ"}],
        "call_id": new_id(),
        **more,
    }
    return plan_conference(by=by, case=case.pk, **values)


def a_follow_up(by: Actor, case: Case, **more: Any) -> FollowUp:
    values = {"id": new_id(), "kind": "visit", "due": in_days(7), "call_id": new_id(), **more}
    return plan_follow_up(by=by, case=case.pk, **values)


STEP = {"kind": "exploited", "country": "TH", "text": "ໂຮງງານ ຕົວຢ່າງ", "starts": "2024-02-01", "ends": "2024-11-30"}


def an_exploitation(by: Actor, case: Case, **record: Any) -> Exploitation:
    values = {"forms": ["ForcedLabour"], "control_methods": ["lao:RestrictsMovement"], "route": [STEP], **record}
    return record_exploitation(by=by, id=new_id(), case=case.pk, record=values, call_id=new_id())
