"""Closing, opening again, and joining doubles."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.actions import waiting
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.rules import concerns as rules
from pokpong.areas.protection.vocabulary import concerns as vocabulary
from pokpong.foundation.access import row_security
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon


@action("concern.close", doors=("office", "device"))
def close_concern(*, by: Actor, concern: UUID, outcome: str, reason: str, call_id: UUID) -> Concern:
    """Closes a concern that is in hand, with what came of it and why. Raises NotThere, NotAllowed, Refused."""
    row: Concern = door.locked(Concern.objects.visible_to(by), concern)
    door.check(place=row.route_path)
    reason = canon(reason).strip()
    unknown = [] if outcome in vocabulary.OUTCOMES else [rules.CODE_UNKNOWN("outcome")]
    refuse([*unknown, *rules.wrong_reason(reason)])
    moves.move(row, "closed", why=reason)
    row.outcome, row.due = outcome, None
    door.save(row)
    waiting.settle_done(row)
    door.event(row, {"outcome": outcome})
    return row


@action("concern.reopen", doors=("office",))
def reopen_concern(*, by: Actor, concern: UUID, reason: str, call_id: UUID) -> Concern:
    """Opens a closed concern again, or takes a joined one apart; it waits for triage as if new.

    Raises NotThere, NotAllowed, Refused.
    """
    row: Concern = door.locked(Concern.objects.visible_to(by), concern)
    door.check(place=row.route_path)
    reason = canon(reason).strip()
    refuse(rules.wrong_reason(reason))
    moves.move(row, "reopened", why=reason)
    other, row.joined_to, row.outcome = row.joined_to, None, ""
    deadlines = waiting.due_of(row)
    row.due = deadlines.due
    door.save(row)
    waiting.ask_triage(row, deadlines)
    door.event(row, {"was_joined_to": str(other)} if other else None)
    return row


@action("concern.join", doors=("office",))
def join_concern(*, by: Actor, concern: UUID, into: UUID, reason: str, call_id: UUID) -> Concern:
    """Marks `concern` as a double of `into`. Both are kept; a supervisor can take them apart again.

    Raises NotThere, NotAllowed, Refused.
    """
    # Always in the same order, so that two people joining the same two never wait for each other.
    rows: dict[UUID, Concern] = {pk: door.locked(Concern.objects.visible_to(by), pk) for pk in sorted({concern, into})}
    row, other = rows[concern], rows[into]
    door.check(place=row.route_path)
    door.check(place=other.route_path)
    reason = canon(reason).strip()
    with row_security.scope("program:joined"):
        holds_others = Concern.objects.filter(joined_to=row.pk).exists()
    joined = rules.wrong_join(
        same=row.pk == other.pk, other_is_joined=other.state == "joined", holds_others=holds_others
    )
    refuse([*joined, *rules.wrong_reason(reason)])
    moves.move(row, "joined", why=reason)
    row.joined_to, row.due = other.pk, None
    door.save(row)
    door.touch(other)
    waiting.take_back(row)
    door.event(row, {"into": str(other.pk)})
    door.event(other, {"joined": str(row.pk)})
    return row
