"""Deciding what a concern needs."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.actions import waiting
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.rules import concerns as rules
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon


@action("concern.triage", doors=("office", "device"))
def triage_concern(*, by: Actor, concern: UUID, decision: str, reason: str = "", call_id: UUID) -> Concern:
    """Decides: danger, screening, at_risk or no_action (which needs its reason). May be decided anew while in hand.

    It is a decision about the next step, never a verdict about a person. Raises NotThere, NotAllowed, Refused.
    """
    row: Concern = door.locked(Concern.objects.visible_to(by), concern)
    door.check(place=row.route_path)
    reason = canon(reason).strip()
    refuse(rules.wrong_triage(decision, reason))
    moves.move(row, "closed" if decision == "no_action" else "in_hand", why=reason)
    row.decision, row.outcome = decision, ""
    row.due = rules.follow_up_due(decision, clock.now())
    door.save(row)
    waiting.settle_done(row)
    waiting.ask_follow_up(row)
    door.event(row, {"decision": decision})
    return row
