"""Ending the questions, and the decision of a human after them."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_part
from pokpong.areas.protection.actions.identification.presuming import presume_identification
from pokpong.areas.protection.actions.screening.asking import (
    DECIDE,
    FINISH,
    locked_draft,
    wait_for,
)
from pokpong.areas.protection.models import Screening
from pokpong.areas.protection.queries.identification import current_of
from pokpong.areas.protection.rules import screening as rules
from pokpong.areas.protection.tools.evaluator import CannotEvaluate, Outcome, evaluate
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Refused, refuse
from pokpong.foundation.lao.text import canon


@action("screening.finish", doors=("office", "device"))
def finish_screening(*, by: Actor, screening: UUID, call_id: UUID) -> Screening:
    """Works out the result by the tool's own version and keeps it with every reason. It decides nothing.

    What was asked before a case was closed may be finished and decided later. Raises NotThere, NotAllowed, Refused.
    """
    row = locked_draft(by, screening, at_work=False)
    outcome = outcome_of(row)
    refuse([] if outcome.asked else [rules.NOTHING_ASKED("answers")])
    amend.apply(row, {"outcome": outcome.as_json(), "result": outcome.code})
    moves.move(row, "finished")
    door.save(row)
    tasks.settle(row, FINISH)
    wait_for(row, DECIDE, by.id, rules.DECIDE_WITHIN)
    door.event(row, {"result": outcome.code})
    return row


def outcome_of(row: Screening) -> Outcome:
    """Raises Refused."""
    try:
        return evaluate(row.tool_used, row.set_code, row.answered)
    except CannotEvaluate as reason:
        raise Refused(rules.cannot_evaluate(reason)) from None


@action("screening.decide", doors=("office", "device"))
def decide_screening(
    *, by: Actor, screening: UUID, decision: str, why: str, presume: bool = False, call_id: UUID
) -> Screening:
    """What a human makes of it, with the reason; may be decided anew. `presume` also notes a presumed victim.

    The result binds nobody: likely may be decided against it, and the reverse. Raises NotThere, NotAllowed, Refused.
    """
    row = locked_part(by, Screening, screening, at_work=False)
    why = canon(why).strip()
    refuse(rules.wrong_decision(decision, why, presume=presume))
    moves.move(row, "decided", why=why)
    amend.apply(row, {"decision": decision, "why": why, "decided_on": clock.today(), "decided_by": by.id})
    tasks.settle(row, DECIDE)
    if presume and current_of(row.case_id) is None:
        made, inner = door.inner("identification"), door.inner("presume")
        presume_identification(by=by, id=made, case=row.case_id, why=why, screening=row.pk, call_id=inner)
    door.event(row, {"decision": decision})
    return row
