"""Goals: set with the person, corrected, reached or given up, taken up again."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case, locked_part
from pokpong.areas.protection.actions.plan.reach import part_of, settled, taken_up, typed
from pokpong.areas.protection.models import Goal, Need
from pokpong.areas.protection.rules import plan as rules
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon

AMENDABLE = ("text", "domain", "target_on", "need_id")


@action("goal.set", doors=("office", "device"))
def set_goal(
    *,
    by: Actor,
    id: UUID,
    case: UUID,
    text: str,
    domain: str,
    target_on: date | None = None,
    need: UUID | None = None,
    call_id: UUID,
) -> Goal:
    """Sets a goal, for one of the needs or for itself. Raises NotThere, NotAllowed, Refused with all reasons."""
    row, text = locked_case(by, case), canon(text).strip()
    refuse([*rules.wrong_goal(domain=domain, text=text), *rules.wrong_due("target_on", target_on, clock.today())])
    goal = Goal(
        id=id,
        key_id=row.key_id,
        case=row,
        need=part_of(row, Need, need, "need"),
        domain=domain,
        text=text,
        target_on=target_on,
        set_by=by.id,
    )
    door.add(goal)
    moves.begin(goal)
    door.event(goal, {"domain": domain})
    return goal


@action("goal.amend", doors=("office", "device"))
def amend_goal(*, by: Actor, goal: UUID, changes: dict[str, Any], base: int, call_id: UUID) -> Goal:
    """Corrects a goal seen at version `base`. Raises NotThere, NotAllowed, Refused."""
    row = locked_part(by, Goal, goal)
    changes = typed(row, changes)
    merged = {"text": row.text, "domain": row.domain} | changes
    refuse(rules.wrong_goal(domain=merged["domain"], text=merged["text"]))
    if "need_id" in changes:
        part_of(row.case, Need, changes["need_id"], "need")
    if changes.get("target_on") not in (None, row.target_on):
        refuse(rules.wrong_due("target_on", changes["target_on"], clock.today()))
    amend.amend(row, changes, base=base, fields=AMENDABLE)
    door.event(row, {"fields": sorted(changes)})
    return row


@action("goal.settle", doors=("office", "device"))
def settle_goal(*, by: Actor, goal: UUID, outcome: str, reason: str = "", call_id: UUID) -> Goal:
    """Ends a goal: `reached`, or `given_up` for a reason. Raises NotThere, NotAllowed, Refused."""
    row, reason = locked_part(by, Goal, goal), canon(reason).strip()
    refuse(rules.wrong_goal_end(outcome, reason))
    return settled(row, outcome, reason)


@action("goal.reopen", doors=("office", "device"))
def reopen_goal(*, by: Actor, goal: UUID, reason: str = "", call_id: UUID) -> Goal:
    """The goal is taken up again. Raises NotThere, NotAllowed, Refused."""
    row, reason = locked_part(by, Goal, goal), canon(reason).strip()
    refuse(rules.wrong_reason(reason, needed=False))
    return taken_up(row, reason)
