"""A place that the administration knows to exist."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.registers.places.actions.naming import cleaned, locked_parent, standing, with_romanisation
from pokpong.registers.places.actions.propose import proposed_code
from pokpong.registers.places.models import Place
from pokpong.registers.places.queries import levels, look_alikes
from pokpong.registers.places.rules import check_alike, check_code, check_names, check_parent, check_since


@action("place.add")
def add_place(
    *,
    by: Actor,
    id: UUID,
    parent: str,
    names: dict[str, str],
    code: str = "",
    since: date | None = None,
    although_alike: bool = False,
    call_id: UUID,
) -> Place:
    """Adds a confirmed place below the place with the path `parent`; without a `code` it gets one of its own.

    Raises Refused, NotAllowed.
    """
    above, known = locked_parent(by, parent), levels()
    door.check(place=above.path if above else parent)
    wanted = cleaned(names, known.get(above.level + 1) if above else None)
    problems = check_names(wanted) + check_parent(standing(above), levels=range(max(known)))
    problems += check_code(code, taken=bool(code) and Place.objects.filter(code=code).exists())
    problems += check_since(since, today=clock.today()) if since else []
    if above is not None and not problems:
        problems = check_alike([place.name for place in look_alikes(above, wanted)], although_alike=although_alike)
    refuse(problems)
    row = door.add(_place(id, above, wanted, code, since))
    moves.begin(row)
    moves.move(row, "confirmed")
    door.save(row)
    door.event(row, {"names": row.names, "code": row.code})
    return row


def _place(row_id: UUID, parent: Place | None, names: dict[str, str], code: str, since: date | None) -> Place:
    assert parent is not None  # noqa: S101  refused above; says so to the type checker
    full, romanised = with_romanisation(names)
    own = code or proposed_code(parent, row_id).replace("-P", "-A", 1)
    return Place(
        id=row_id,
        code=own,
        path=f"{parent.path}{own}/",
        level=parent.level + 1,
        parent=parent,
        names=full,
        romanised=romanised,
        valid_from=since,
    )
