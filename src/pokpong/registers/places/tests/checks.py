"""What every action must leave."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.rows import Row


def assert_left_its_traces(action: str, call_id: UUID, row: Row) -> None:
    """The event, the receipt of the call and a change of the row."""
    assert Event.objects.filter(name=action, subject=row.pk).count() == 1
    assert Receipt.objects.get(pk=call_id).answer == {"noun": row.noun, "id": str(row.pk)}
    assert Change.objects.filter(kind=row.noun, row=row.pk).exists()


def codes_of(refused: BaseException) -> set[str]:
    """The codes of all reasons."""
    return {problem.code for problem in getattr(refused, "problems", [])}
