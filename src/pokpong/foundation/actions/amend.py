"""Edits: fields that nobody else touched since are merged; a field both touched becomes a conflict, never a loss."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Max

from pokpong.foundation.actions import door
from pokpong.foundation.actions.models import Conflict, FieldChange
from pokpong.foundation.actions.problems import UNKNOWN_FIELD
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import open_beside, seal_beside


def amend(row: MutableRow, changes: Mapping[str, Any], *, base: int, fields: Collection[str]) -> list[Conflict]:
    """Applies `changes` to a locked row that the editor saw at version `base`; saves it; returns the conflicts.

    A field changed by somebody else after `base` is not overwritten: the offered value is kept, sealed, for one
    person to choose. Raises Refused for a name outside `fields`.
    """
    refuse(UNKNOWN_FIELD(name, name=name) for name in changes if name not in fields)
    wanted = {name: value for name, value in changes.items() if getattr(row, name) != value}
    later = _changed_after(row, base, wanted)
    conflicts = [_keep_conflict(row, name, wanted[name], base) for name in sorted(later)]
    apply(row, {name: value for name, value in wanted.items() if name not in later})
    return conflicts


def apply(row: MutableRow, values: Mapping[str, Any]) -> None:
    """Sets the values, keeps the old ones sealed, raises the version by one and saves. Nothing to set: only a touch."""
    if not values:
        door.touch(row)
        return
    row.version += 1
    for name, value in values.items():
        _keep_old(row, name)
        setattr(row, name, value)
    door.save(row)


def _changed_after(row: MutableRow, base: int, names: Collection[str]) -> set[str]:
    if base >= row.version or not names:
        return set()
    last = FieldChange.objects.filter(row=row.pk, field__in=list(names)).values("field").annotate(last=Max("version"))
    return {found["field"] for found in last if found["last"] > base}


def _keep_old(row: MutableRow, name: str) -> None:
    change_id = new_id()
    old, key_id = seal_beside(row, old_label(change_id), getattr(row, name))
    FieldChange(
        id=change_id,
        kind=row.noun,
        row=row.pk,
        field=name,
        version=row.version,
        key_id=key_id,
        old=old,
        who=door.under_way().by.id,
    ).save(force_insert=True)


def _keep_conflict(row: MutableRow, name: str, value: Any, base: int) -> Conflict:
    conflict_id = new_id()
    offered, key_id = seal_beside(row, offered_label(conflict_id), value)
    return door.add(
        Conflict(
            id=conflict_id,
            kind=row.noun,
            row=row.pk,
            field=name,
            action=door.under_way().action,
            base=base,
            key_id=key_id,
            offered=offered,
            who=door.under_way().by.id,
        )
    )


def old_label(change_id: UUID) -> str:
    return f"actions_fieldchange|old|{change_id}"


def offered_label(conflict_id: UUID) -> str:
    return f"actions_conflict|offered|{conflict_id}"


def old_value(change: FieldChange) -> Any:
    """The value before that edit, as JSON gives it back (dates are text). Raises SealBroken, KeyGone."""
    return open_beside(change.key_id, old_label(change.pk), change.old)


def offered_value(conflict: Conflict) -> Any:
    """The value that was not applied, as JSON gives it back. Raises SealBroken, KeyGone."""
    return open_beside(conflict.key_id, offered_label(conflict.pk), conflict.offered)


def values_at(row: MutableRow, version: int) -> dict[str, Any]:
    """The fields that were changed since `version`, with the values they had then. Raises SealBroken, KeyGone."""
    later = FieldChange.objects.filter(row=row.pk, version__gt=version).order_by("-version", "-id")
    columns: dict[str, Any] = {change.field: row._meta.get_field(change.field) for change in later}
    return {change.field: columns[change.field].to_python(old_value(change)) for change in later}
