"""Needs of a person: noted, corrected, settled, open again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case, locked_part
from pokpong.areas.protection.actions.plan.reach import settled, taken_up, typed
from pokpong.areas.protection.models import Need
from pokpong.areas.protection.rules import plan as rules
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon

AMENDABLE = ("domain", "urgency", "note")


@action("need.add", doors=("office", "device"))
def add_need(
    *, by: Actor, id: UUID, case: UUID, domain: str, urgency: str = "soon", note: str = "", call_id: UUID
) -> Need:
    """Notes what would have to be better. Raises NotThere, NotAllowed, Refused with all reasons."""
    row, note = locked_case(by, case), canon(note).strip()
    refuse(rules.wrong_need(domain=domain, urgency=urgency, note=note))
    need = Need(id=id, key_id=row.key_id, case=row, domain=domain, urgency=urgency, note=note or None, noted_by=by.id)
    door.add(need)
    moves.begin(need)
    door.event(need, {"domain": domain, "urgency": urgency})
    return need


@action("need.amend", doors=("office", "device"))
def amend_need(*, by: Actor, need: UUID, changes: dict[str, Any], base: int, call_id: UUID) -> Need:
    """Corrects a need seen at version `base`. Raises NotThere, NotAllowed, Refused."""
    row = locked_part(by, Need, need)
    changes = typed(row, changes)
    merged = {name: getattr(row, name) for name in AMENDABLE} | changes
    refuse(rules.wrong_need(domain=merged["domain"], urgency=merged["urgency"], note=merged["note"] or ""))
    amend.amend(row, changes, base=base, fields=AMENDABLE)
    door.event(row, {"fields": sorted(changes)})
    return row


@action("need.settle", doors=("office", "device"))
def settle_need(*, by: Actor, need: UUID, outcome: str, reason: str = "", call_id: UUID) -> Need:
    """Ends a need: `met`, or `not_wanted` by the person. Raises NotThere, NotAllowed, Refused."""
    row, reason = locked_part(by, Need, need), canon(reason).strip()
    refuse(rules.wrong_need_end(outcome, reason))
    return settled(row, outcome, reason)


@action("need.reopen", doors=("office", "device"))
def reopen_need(*, by: Actor, need: UUID, reason: str = "", call_id: UUID) -> Need:
    """The need stands again. Raises NotThere, NotAllowed, Refused."""
    row, reason = locked_part(by, Need, need), canon(reason).strip()
    refuse(rules.wrong_reason(reason, needed=False))
    return taken_up(row, reason)
