"""Reading the audit tables: for an auditor without content, for a record its own history."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pokpong.foundation.audit.log import detail_label
from pokpong.foundation.audit.models import Event, Reading
from pokpong.foundation.vault.fields import open_beside


def history(subject: UUID) -> QuerySet[Event]:
    """The events of one record, oldest first."""
    return Event.objects.filter(subject=subject).order_by("at", "id")


def detail(event: Event) -> dict[str, Any]:
    """What an event says beyond its name; empty when it says nothing more. Raises SealBroken, KeyGone."""
    if event.detail is None:
        return {}
    opened: dict[str, Any] = open_beside(event.key_id, detail_label(event.pk), event.detail)
    return opened


def latest() -> QuerySet[Event]:
    return Event.objects.order_by("-at", "-id")


def readings() -> QuerySet[Reading]:
    return Reading.objects.order_by("-at", "-id")
