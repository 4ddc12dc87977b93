"""Mappings kept by name, and taken away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.doors.exchange.mapping.shapes import field_problems, mapping_said
from pokpong.doors.exchange.models import SavedMapping
from pokpong.doors.exchange.targets import PERMISSIONS, TARGET_UNKNOWN, target_named
from pokpong.foundation.actions import amend, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import ProblemKind, refuse
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.text import canon

LONGEST_NAME = 60
MOST_KEPT = 50

NAME_MISSING = ProblemKind("mapping_name_missing", _("Write a name for the mapping."))
NAME_TOO_LONG = ProblemKind("mapping_name_too_long", _("A name has at most 60 letters."))
TOO_MANY = ProblemKind("mapping_too_many", _("At most 50 mappings can be kept. Take one away first."))


@action("mapping.save")
def save_mapping(*, by: Actor, id: UUID, name: str, content: dict[str, Any], call_id: UUID) -> SavedMapping:
    """Keeps a mapping under a name; one of the same name is replaced. Raises Refused."""
    name, mapping = canon(name).strip(), mapping_said(content)
    kept = SavedMapping.objects.visible_to(by).filter(ended_at=None)
    same: SavedMapping | None = kept.filter(name=name).select_for_update().first()
    known = mapping.target in PERMISSIONS
    checks = (
        (not name, NAME_MISSING("save_as")),
        (len(name) > LONGEST_NAME, NAME_TOO_LONG("save_as")),
        (not known, TARGET_UNKNOWN("target")),
        (same is None and kept.count() >= MOST_KEPT, TOO_MANY("save_as")),
    )
    strange = field_problems(mapping, target_named(mapping.target)) if known else []
    refuse([*(problem for wrong, problem in checks if wrong), *strange])
    if same is None:
        row = SavedMapping(id=id, user=by.id, name=name, target=mapping.target, content=mapping.as_json())
        door.add(row)
    else:
        row = door.locked(kept, same.pk)
        amend.apply(row, {"target": mapping.target, "content": mapping.as_json()})
    door.event(row)
    return row


@action("mapping.drop")
def drop_mapping(*, by: Actor, mapping: UUID, call_id: UUID) -> SavedMapping:
    """Takes a kept mapping away. Raises NotThere."""
    row: SavedMapping = door.locked(SavedMapping.objects.visible_to(by).filter(ended_at=None), mapping)
    amend.apply(row, {"ended_at": clock.now()})
    door.event(row)
    return row
