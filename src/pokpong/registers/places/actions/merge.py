"""A place becomes part of another one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.registers.places.actions.naming import locked, standing, standing_of
from pokpong.registers.places.models import Place
from pokpong.registers.places.rules import check_into, check_reason, check_since


@action("place.merge")
def merge_place(*, by: Actor, place: UUID, into: UUID | None, since: date | None, reason: str, call_id: UUID) -> Place:
    """Ends a place on the day `since`; `into` is its successor. It is still found by its name, and leads there.

    Records keep the place they name. Raises Refused, NotAllowed, NotThere.
    """
    row = locked(by, place)
    door.check(place=row.path)
    other = locked(by, into) if into is not None else None
    if other is not None:
        door.check(place=other.path)
    refuse(
        check_into(standing_of(row), standing(other))
        + check_since(since, today=clock.today(), earliest=row.valid_from)
        + check_reason(reason)
    )
    moves.move(row, "merged", why=reason)
    row.successor, row.valid_to = other, since
    door.save(row)
    tasks.settle(row, "place.confirm", done=False)
    door.event(row, {"into": str(into), "since": str(since)})
    return row
