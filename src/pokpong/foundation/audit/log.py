"""The only two ways a line gets into the audit tables."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pokpong.foundation.audit.models import Event, Reading
from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.inserting import insert
from pokpong.foundation.kernel.rows import Row
from pokpong.foundation.vault.fields import seal_beside


def event(
    name: str,
    *,
    subject: Row,
    call: str,
    actor: UUID | None,
    actor_kind: str,
    device: UUID | None = None,
    detail: dict[str, Any] | None = None,
) -> Event:
    """Adds the event of an action, in its transaction."""
    event_id = new_id()
    sealed, key_id = seal_beside(subject, detail_label(event_id), detail) if detail else (None, None)
    row = Event(
        id=event_id,
        name=name,
        actor=actor,
        actor_kind=actor_kind,
        device=device,
        subject_kind=subject.noun,
        subject=subject.pk,
        call=call,
        key_id=key_id,
        detail=sealed,
    )
    insert(row)
    return row


def detail_label(event_id: UUID) -> str:
    return f"audit_event|detail|{event_id}"


def reading(*, actor: UUID, kind: str, place: str, shown: Sequence[UUID], device: UUID | None = None) -> None:
    """Notes that `actor` saw these rows. An empty list leaves nothing: nothing was seen."""
    if not shown:
        return
    with writing.opened("reading"):
        insert(Reading(actor=actor, device=device, kind=kind, place=place, shown=[str(row) for row in shown]))
