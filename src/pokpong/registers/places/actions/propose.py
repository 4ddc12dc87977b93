"""A place that is missing is typed where it is needed, and used at once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import cut
from pokpong.foundation.kernel.problems import refuse
from pokpong.registers.places.actions.naming import cleaned, locked_parent, standing, with_romanisation
from pokpong.registers.places.models import Place
from pokpong.registers.places.queries import levels, look_alikes
from pokpong.registers.places.rules import check_alike, check_names, check_parent

DAYS_TO_CONFIRM = 7
DAYS_TO_ESCALATE = 21


@action("place.propose", doors=("office", "device"))
def propose_place(
    *,
    by: Actor,
    id: UUID,
    parent: str,
    names: dict[str, str],
    although_alike: bool = False,
    anonymous: bool = False,
    call_id: UUID,
) -> Place:
    """Adds a place missing below the place with the path `parent`; usable at once, and waits to be confirmed.

    `anonymous` keeps nobody's name: for a place typed inside an anonymous report. Raises Refused.
    """
    above, known = locked_parent(by, parent), levels()
    level = known.get(above.level + 1) if above else None
    wanted = cleaned(names, level)
    problems = check_names(wanted) + check_parent(standing(above), levels=[max(known) - 1])
    if above is not None and not problems:
        alike = [place.name for place in look_alikes(above, wanted)]
        problems = check_alike(alike, although_alike=although_alike)
    refuse(problems)
    row = door.add(_proposal(id, above, wanted, None if anonymous else by.id))
    moves.begin(row, anonymous=anonymous)
    _ask_to_confirm(row)
    door.event(row, {"names": row.names}, anonymous=anonymous)
    return row


def _proposal(row_id: UUID, parent: Place | None, names: dict[str, str], proposed_by: UUID | None) -> Place:
    assert parent is not None  # noqa: S101  refused above; says so to the type checker
    full, romanised = with_romanisation(names)
    code = proposed_code(parent, row_id)
    return Place(
        id=row_id,
        code=code,
        path=f"{parent.path}{code}/",
        level=parent.level + 1,
        parent=parent,
        names=full,
        romanised=romanised,
        proposed_by=proposed_by,
    )


def proposed_code(parent: Place, row_id: UUID) -> str:
    """A code that follows from the row's id, so that a device without signal can name the place already."""
    return f"{parent.code}-P{row_id.hex[-10:].upper()}"


def _ask_to_confirm(row: Place) -> None:
    now = clock.now()
    tasks.ask(
        row,
        tasks.Wanted(
            kind="place.confirm",
            permission="place.confirm",
            place_path=row.path,
            due=now + timedelta(days=DAYS_TO_CONFIRM),
            escalates_at=now + timedelta(days=DAYS_TO_ESCALATE),
            escalates_to="task.take_escalated",
            escalates_path=cut(row.path, 1),
        ),
    )
