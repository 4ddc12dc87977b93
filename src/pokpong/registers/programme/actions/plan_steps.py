"""The way of a plan: proposed, agreed or sent back, carried out, closed with what was achieved and learnt."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.programme.actions.plan_reach import locked_plan
from pokpong.registers.programme.actions.progress import PROGRESS
from pokpong.registers.programme.models import Evaluation, Plan
from pokpong.registers.programme.queries.plans import being_revised, left_outside, money_problems, worked_on
from pokpong.registers.programme.rules import common
from pokpong.registers.programme.rules import plans as rules

AGREE = "plan.agree"
SENT_BACK = "plan.sent_back"
DECIDES_WITHIN: Final = timedelta(days=14)


@action("plan.propose")
def propose_plan(*, by: Actor, plan: UUID, call_id: UUID) -> Plan:
    """Lays a draft before the committee: whole, within its days, its money adding up. Raises Refused, NotThere."""
    row = locked_plan(by, plan)
    refuse(
        [
            *rules.check_draft(row.state),
            *([] if row.activities.kept().exists() else [rules.EMPTY("plan")]),
            *left_outside(row),
            *money_problems(row),
        ]
    )
    moves.move(row, "proposed")
    row.proposed_by = by.id
    door.save(row)
    tasks.settle(row, SENT_BACK)
    due = clock.now() + DECIDES_WITHIN
    tasks.ask(row, tasks.Wanted(kind=AGREE, permission=AGREE, due=due, place_path=row.place_path))
    door.event(row)
    return row


@action("plan.agree")
def agree_plan(*, by: Actor, plan: UUID, call_id: UUID) -> Plan:
    """The committee agrees; an earlier edition is replaced, and one that was carried out goes on in this one.

    Raises Refused: nobody agrees to their own draft, nor to money that does not add up.
    """
    row = locked_plan(by, plan)
    proposed = row.state == "proposed"
    refuse([*rules.check_agreeing(worked_on(row, by.id)), *(money_problems(row) if proposed else [])])
    moves.move(row, "agreed")
    went_on = _replace(row)
    if went_on:
        moves.move(row, "carried_out")
    door.save(row)
    tasks.settle(row, AGREE)
    door.event(row, {"edition": row.edition})
    return row


def _replace(row: Plan) -> bool:
    """Ends the edition before; answers whether it was being carried out."""
    if row.predecessor_id is None:
        return False
    old: Plan = door.locked(Plan.objects.all(), row.predecessor_id)
    went_on = old.state == "carried_out"
    moves.move(old, "superseded")
    door.save(old)
    tasks.settle(old, PROGRESS, done=False)
    return went_on


@action("plan.send_back")
def send_back_plan(*, by: Actor, plan: UUID, reason: str, call_id: UUID) -> Plan:
    """Sends a proposed plan back to who drafted it, with a reason. Raises Refused, NotAllowed, NotThere."""
    row, why = locked_plan(by, plan), canon(reason).strip()
    refuse([*common.check_reason(why), *rules.check_agreeing(worked_on(row, by.id))])
    moves.move(row, "drafted", why=why)
    door.save(row)
    tasks.settle(row, AGREE)
    due = clock.now() + DECIDES_WITHIN
    to = row.proposed_by or row.drafted_by
    wanted = tasks.Wanted(kind=SENT_BACK, permission="plan.propose", due=due, place_path=row.place_path, user=to)
    tasks.ask(row, wanted)
    door.event(row)
    return row


@action("plan.start")
def start_plan(*, by: Actor, plan: UUID, call_id: UUID) -> Plan:
    """From now on progress is recorded. Raises Refused, NotAllowed, NotThere."""
    row = locked_plan(by, plan)
    moves.move(row, "carried_out")
    door.save(row)
    door.event(row)
    return row


@action("plan.close")
def close_plan(*, by: Actor, plan: UUID, achieved: str, learnt: str, call_id: UUID) -> Plan:
    """Closes a plan in force with its evaluation. Raises Refused, NotAllowed, NotThere."""
    row, done, known = locked_plan(by, plan), canon(achieved).strip(), canon(learnt).strip()
    problems = rules.check_in_force(row.state, being_revised=being_revised(row))
    refuse([*problems, *rules.check_evaluation(done, known)])
    moves.move(row, "closed")
    door.save(row)
    door.add(Evaluation(plan=row, achieved=done, learnt=known, by=by.id))
    tasks.settle(row, PROGRESS, done=False)
    door.event(row)
    return row
