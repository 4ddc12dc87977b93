"""Noting a presumed victim, and no longer."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case, locked_part
from pokpong.areas.protection.models import Identification, Screening
from pokpong.areas.protection.models.facts import facts_of
from pokpong.areas.protection.queries.identification import current_of
from pokpong.areas.protection.rules import identification as rules
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.people.actions.ties import untie


@action("identification.presume", doors=("office", "device"))
def presume_identification(
    *, by: Actor, id: UUID, case: UUID, why: str, screening: UUID | None = None, call_id: UUID
) -> Identification:
    """Notes that the person is presumed to be a victim, after a screening or by hand. It asks nobody.

    Raises NotThere, NotAllowed, Refused.
    """
    held = locked_case(by, case)
    if screening is not None and not Screening.objects.filter(case=held.pk, pk=screening).exists():
        raise NotThere(str(screening))
    why = canon(why).strip()
    again = [rules.ALREADY_PRESUMED("case")] if current_of(held.pk) else []
    refuse([*again, *rules.wrong_why(why)])
    row = Identification(
        id=id,
        key_id=held.key_id,
        case=held,
        screening_id=screening,
        presumed_by=by.id,
        why=why,
        **facts_of(held.person),
    )
    door.add(row)
    moves.begin(row)
    door.event(row)
    return row


@action("identification.set_aside")
def set_aside_identification(*, by: Actor, identification: UUID, why: str, call_id: UUID) -> Identification:
    """Notes that the person is no longer presumed to be a victim. The case goes on. Raises NotThere, Refused."""
    row = locked_part(by, Identification, identification)
    why = canon(why).strip()
    refuse(rules.wrong_why(why))
    moves.move(row, "set_aside", why=why)
    door.save(row)
    untie(because=row)
    door.event(row)
    return row
