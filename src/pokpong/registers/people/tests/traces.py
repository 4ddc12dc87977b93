"""What every action must leave behind."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.audit.models import Event


def left_traces(call_id: UUID, action: str, subject: UUID, touched: UUID) -> bool:
    """Whether the call left its receipt, its event about `subject`, and a change of `touched`."""
    return (
        Receipt.objects.filter(pk=call_id, action=action).count() == 1
        and Event.objects.filter(name=action, subject=subject).count() == 1
        and Change.objects.filter(row=touched).exists()
    )
