"""Choosing between two edits of one field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from pokpong.foundation.actions import amend, door, nouns
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.actions.problems import ALREADY_SETTLED, NOT_ALLOWED, UNKNOWN_CHOICE
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, refuse

CHOICES = ("offered", "kept")
AFTER: dict[str, Callable[[Any, str], None]] = {}


def after_choice(noun: str, do: Callable[[Any, str], None]) -> None:
    """What else follows, in the same transaction, when an offered value is taken: `do(row, field)`.

    For records of which one field decides others, as an edit of that field would. Raises ValueError for a second one.
    """
    if AFTER.setdefault(noun, do) is not do:
        raise ValueError(f"something else follows a choice for {noun!r} already")


def open_for(actor: Actor) -> list[Conflict]:
    """The open conflicts of rows this actor may see, oldest first; none is left out, however many wait elsewhere."""
    waiting = list(Conflict.objects.filter(state="open").order_by("at"))
    seen: dict[str, set[UUID]] = {}
    for kind in {conflict.kind for conflict in waiting}:
        rows = Conflict.objects.filter(state="open", kind=kind).values("row")
        visible = nouns.model_of(kind).objects.visible_to(actor).filter(pk__in=rows)
        seen[kind] = set(visible.values_list("pk", flat=True))
    return [conflict for conflict in waiting if conflict.row in seen[conflict.kind]]


def visible_conflict(actor: Actor, conflict_id: UUID) -> tuple[Conflict, Any]:
    """The conflict and its row. Raises NotThere."""
    conflict = Conflict.objects.filter(pk=conflict_id).first()
    if conflict is None:
        raise NotThere(str(conflict_id))
    row = nouns.model_of(conflict.kind).objects.visible_to(actor).filter(pk=conflict.row).first()
    if row is None:
        raise NotThere(str(conflict_id))
    return conflict, row


def _check_may_edit(by: Actor, conflict: Conflict, row: Any) -> None:
    """Who chooses must be somebody who could have made the edit, where the record lies. Raises NotAllowed."""
    places = [key.removeprefix("place:") for key in row.scope_keys() if key.startswith("place:")]
    if not any(by.may(conflict.action, place) for place in places or [None]):
        raise NotAllowed([NOT_ALLOWED("choice")])


@action("conflict.settle", doors=("office", "device"))
def settle_conflict(*, by: Actor, conflict: UUID, choice: str, call_id: UUID) -> Conflict:
    """Takes the offered value or keeps the present one; both stay in the history. Raises Refused, NotThere."""
    found: Conflict
    found, seen = visible_conflict(by, conflict)
    row = door.locked(nouns.model_of(found.kind).objects.visible_to(by), seen.pk)
    found = door.locked(Conflict.objects.all(), conflict)
    _check_may_edit(by, found, row)
    refuse(
        problem
        for wrong, problem in (
            (choice not in CHOICES, UNKNOWN_CHOICE("choice")),
            (found.state != "open", ALREADY_SETTLED("conflict")),
        )
        if wrong
    )
    if choice == "offered":
        field = row._meta.get_field(found.field)
        amend.apply(row, {found.field: field.to_python(amend.offered_value(found))})
        if found.kind in AFTER:
            AFTER[found.kind](row, found.field)
    found.state, found.settled_by, found.settled_at = choice, by.id, clock.now()
    door.save(found)
    door.event(row, {"field": found.field, "choice": choice})
    return found
