"""Actions of the plan: who does what until when."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case, locked_part
from pokpong.areas.protection.actions.follow_up_schedule import end_of
from pokpong.areas.protection.actions.plan.reach import SUPERVISES, part_of, team, typed
from pokpong.areas.protection.models import Conference, Goal, PlannedAction
from pokpong.areas.protection.rules import plan as rules
from pokpong.foundation.actions import amend, conflicts, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon

AMENDABLE = ("text", "owner", "due", "goal_id")
TASK = "planned_action.do"
WAITS = 3  # days after its day until a supervisor hears of it


@action("planned_action.add", doors=("office", "device"))
def add_planned_action(
    *,
    by: Actor,
    id: UUID,
    case: UUID,
    text: str,
    owner: UUID,
    due: date,
    goal: UUID | None = None,
    conference: UUID | None = None,
    call_id: UUID,
) -> PlannedAction:
    """Plans what `owner`, of the team, does until `due`, and gives them the task.

    Raises NotThere, NotAllowed, Refused with all reasons.
    """
    row, text = locked_case(by, case), canon(text).strip()
    refuse(
        [
            *rules.wrong_text("text", text),
            *rules.wrong_due("due", due, clock.today()),
            *rules.wrong_owner(owner, team(row)),
        ]
    )
    planned = PlannedAction(
        id=id,
        key_id=row.key_id,
        case=row,
        goal=part_of(row, Goal, goal, "goal"),
        conference=part_of(row, Conference, conference, "conference"),
        text=text,
        owner=owner,
        due=due,
        planned_by=by.id,
    )
    door.add(planned)
    moves.begin(planned)
    _ask(planned)
    door.event(planned, {"owner": str(owner)})
    return planned


@action("planned_action.amend", doors=("office", "device"))
def amend_planned_action(
    *, by: Actor, planned_action: UUID, changes: dict[str, Any], base: int, call_id: UUID
) -> PlannedAction:
    """Corrects an action seen at version `base`; another owner or day moves the task. Raises as `add` does."""
    row = locked_part(by, PlannedAction, planned_action)
    changes = typed(row, changes)
    refuse(_wrong(row, changes))
    if "goal_id" in changes:
        part_of(row.case, Goal, changes["goal_id"], "goal")
    before = (row.owner, row.due)
    amend.amend(row, changes, base=base, fields=AMENDABLE)
    if (row.owner, row.due) != before:
        _ask_anew(row)
    door.event(row, {"fields": sorted(changes)})
    return row


def _wrong(row: PlannedAction, changes: dict[str, Any]) -> list[Any]:
    text, due, owner = (changes.get(name, getattr(row, name)) for name in ("text", "due", "owner"))
    return [
        *rules.wrong_text("text", text),
        *(rules.wrong_due("due", due, clock.today()) if due and due != row.due else []),
        *([rules.DUE_MISSING("due")] if due is None else []),
        *(rules.wrong_owner(owner, team(row.case)) if owner != row.owner else []),
    ]


@action("planned_action.do", doors=("office", "device"))
def do_planned_action(*, by: Actor, planned_action: UUID, result: str = "", call_id: UUID) -> PlannedAction:
    """Marks it as done, with what came of it. Raises NotThere, NotAllowed, Refused."""
    row, result = locked_part(by, PlannedAction, planned_action), canon(result).strip()
    refuse(rules.wrong_text("result", result, needed=False))
    row.result = result or None
    return _ended(row, "done", "")


@action("planned_action.drop", doors=("office", "device"))
def drop_planned_action(*, by: Actor, planned_action: UUID, reason: str, call_id: UUID) -> PlannedAction:
    """It will not be done, for a reason. Raises NotThere, NotAllowed, Refused."""
    row, reason = locked_part(by, PlannedAction, planned_action), canon(reason).strip()
    refuse(rules.wrong_reason(reason))
    return _ended(row, "dropped", reason)


def _ended(row: PlannedAction, state: str, why: str) -> PlannedAction:
    moves.move(row, state, why=why)
    row.ended_on = clock.today()
    door.save(row)
    tasks.settle(row, TASK, done=state == "done")
    door.event(row)
    return row


@action("planned_action.reopen", doors=("office", "device"))
def reopen_planned_action(*, by: Actor, planned_action: UUID, reason: str = "", call_id: UUID) -> PlannedAction:
    """It is to be done after all; its owner has the task again. Raises NotThere, NotAllowed, Refused."""
    row, reason = locked_part(by, PlannedAction, planned_action), canon(reason).strip()
    refuse([*rules.wrong_reason(reason, needed=False), *rules.wrong_owner(row.owner, team(row.case))])
    moves.move(row, "planned", why=reason)
    row.ended_on = None
    door.save(row)
    _ask(row)
    door.event(row)
    return row


def _ask(row: PlannedAction) -> None:
    wanted = tasks.Wanted(
        kind=TASK,
        permission=TASK,
        due=end_of(row.due),
        place_path=row.case.place_path,
        user=row.owner,
        escalates_at=end_of(row.due, days=WAITS),
        escalates_to=SUPERVISES,
        escalates_path=row.case.place_path,
    )
    tasks.ask(row, wanted)


def _ask_anew(row: PlannedAction) -> None:
    if row.is_planned:
        tasks.settle(row, TASK, done=False)
        _ask(row)


def _after_choice(row: PlannedAction, field: str) -> None:
    if field in ("owner", "due"):
        _ask_anew(row)


conflicts.after_choice(PlannedAction.noun, _after_choice)
