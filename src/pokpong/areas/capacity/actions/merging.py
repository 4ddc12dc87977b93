"""Two records of one trainee: asked for by one person, confirmed by another, and taken apart again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from pokpong.areas.capacity.models import Trainee
from pokpong.areas.capacity.queries.trainees import circle
from pokpong.areas.capacity.rules import trainees as rules
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Refused, refuse

DAYS = 7


@action("trainee.ask_merge")
def ask_merge(*, by: Actor, trainee: UUID, into: UUID, why: str, call_id: UUID) -> Trainee:
    """Asks that `trainee` is joined to `into`, the record that goes on. Nothing is joined yet.

    Raises Refused, NotAllowed, NotThere.
    """
    row, other = _locked(by, trainee), _locked(by, into)
    refuse(rules.check_asking(row.pk, other.pk, why, into_state=other.state, circle=circle(row, other)))
    moves.move(row, "merge_asked", why=why.strip())
    row.asked_into, row.asked_by = other, by.id
    door.save(row)
    wanted = tasks.Wanted(
        kind="trainee.merge_asked",
        permission="trainee.confirm_merge",
        place_path=row.place_path,
        due=clock.now() + timedelta(days=DAYS),
    )
    tasks.ask(row, wanted)
    door.event(row, {"into": str(other.pk)})
    return row


@action("trainee.confirm_merge")
def confirm_merge(*, by: Actor, trainee: UUID, call_id: UUID) -> Trainee:
    """Joins both records: counted as one person from now on, in the past too. Both stay as they are.

    Raises Refused for whoever asked; NotAllowed, NotThere.
    """
    row = _locked(by, trainee)
    other = _asked(row)
    refuse(rules.check_confirming(row.asked_by, by.id, other.state, circle=circle(row, other)))
    moves.move(row, "merged")
    row.merged_into = other
    return _settled(row, {"into": str(other.pk)})


@action("trainee.refuse_merge")
def refuse_merge(*, by: Actor, trainee: UUID, why: str, call_id: UUID) -> Trainee:
    """They are two people, or whoever asked takes it back. Raises Refused, NotAllowed, NotThere."""
    row = _locked(by, trainee)
    refuse([] if why.strip() and len(why) <= 300 else [rules.WHY_MISSING("why")])
    moves.move(row, "known", why=why.strip())
    return _settled(row, {})


@action("trainee.part")
def part_trainee(*, by: Actor, trainee: UUID, why: str, call_id: UUID) -> Trainee:
    """Takes a joined record apart again: two people, in the past too. Raises Refused, NotAllowed, NotThere."""
    row = _locked(by, trainee)
    refuse([] if why.strip() and len(why) <= 300 else [rules.WHY_MISSING("why")])
    moves.move(row, "known", why=why.strip())
    row.merged_into = None
    return _settled(row, {})


def _locked(by: Actor, trainee: UUID) -> Trainee:
    row: Trainee = door.locked(Trainee.objects.visible_to(by), trainee)
    return row


def _asked(row: Trainee) -> Trainee:
    if row.asked_into is None:
        raise Refused([rules.SAME("into")])
    other: Trainee = row.asked_into
    return other


def _settled(row: Trainee, detail: dict[str, str]) -> Trainee:
    row.asked_into, row.asked_by = None, None
    door.save(row)
    tasks.settle(row, "trainee.merge_asked")
    door.event(row, detail)
    return row
