"""What becomes of a proposed place: confirmed, the same as one there is already, or refused."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel.problems import refuse
from pokpong.registers.places.actions.naming import cleaned, locked, standing, standing_of
from pokpong.registers.places.models import Place
from pokpong.registers.places.queries import levels
from pokpong.registers.places.rules import check_decision, check_names

STATES = {"confirm": "confirmed", "merge": "merged", "refuse": "refused"}


@action("place.confirm")
def confirm_place(
    *,
    by: Actor,
    place: UUID,
    decision: str,
    into: UUID | None = None,
    names: dict[str, str] | None = None,
    reason: str = "",
    call_id: UUID,
) -> Place:
    """Decides about a proposal: `confirm` (with `names` put right), `merge` with `into`, or `refuse` with a reason.

    Records that name a merged or refused place keep it. Raises Refused, NotAllowed, NotThere.
    """
    row = locked(by, place)
    door.check(place=row.path)
    other = locked(by, into) if into is not None else None
    wanted = cleaned(names, levels().get(row.level)) if names else dict(row.names)
    refuse(
        check_decision(
            decision,
            own=row.proposed_by == by.id,
            place=standing_of(row),
            into=standing(other),
            reason=reason,
        )
        + check_names(wanted)
    )
    moves.move(row, STATES[decision], why=reason)
    if decision == "merge":
        row.successor = other
    _put_right(row, wanted if decision == "confirm" else row.names)
    tasks.settle(row, "place.confirm")
    door.event(row, {"decision": decision, "into": str(into or "")})
    return row


def _put_right(row: Place, names: dict[str, str]) -> None:
    full = {**row.names, **names}
    if full == row.names:
        door.save(row)
    else:
        romanised = row.romanised and full.get("en") == row.names.get("en")
        amend.apply(row, {"names": full, "romanised": romanised})
