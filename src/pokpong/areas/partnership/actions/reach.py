"""Finding the record that a call names, in the caller's sight and places; and making typed texts ready to be kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from pokpong.areas.partnership.models import Meeting, Visit
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.kernel.rows import Row
from pokpong.foundation.lao.text import canon
from pokpong.registers.institutions.models import Official, Organisation
from pokpong.registers.places.queries import by_path
from pokpong.registers.programme.models import Activity

M = TypeVar("M", bound=Row)


def meeting_of(by: Actor, meeting: UUID) -> Meeting:
    """The meeting, locked. Raises NotThere, NotAllowed."""
    row: Meeting = door.locked(Meeting.objects.visible_to(by).select_related("committee"), meeting)
    door.check(place=row.place_path)
    return row


def visit_of(by: Actor, visit: UUID) -> Visit:
    """The visit, locked. Raises NotThere, NotAllowed."""
    row: Visit = door.locked(Visit.objects.visible_to(by).select_related("host"), visit)
    door.check(place=row.place_path)
    return row


def seen(rows: QuerySet[M], key: UUID) -> M:
    """The row in the caller's sight. Raises NotThere."""
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotThere(str(key))
    return found


def official_of(by: Actor, official: UUID | None) -> Official | None:
    """An official in the caller's sight, or None where none was chosen. Raises NotThere."""
    return seen(Official.objects.visible_to(by), official) if official is not None else None


def organisation_of(by: Actor, organisation: UUID | None) -> Organisation | None:
    return seen(Organisation.objects.visible_to(by), organisation) if organisation is not None else None


def activity_of(by: Actor, activity: UUID | None) -> Activity | None:
    """An activity of a plan in the caller's sight. Raises NotThere."""
    return seen(Activity.objects.visible_to(by), activity) if activity is not None else None


def plain(text: str) -> str:
    """Canonical, without spaces around."""
    return canon(text).strip()


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Every text of these values made canonical."""
    return {name: plain(value) if isinstance(value, str) else value for name, value in values.items()}


def place_in_use(path: str) -> bool:
    found = by_path(path)
    return found is not None and found.state in ("confirmed", "proposed")


def end_of(day: date) -> datetime:
    """When a day is over in the office: late in the evening."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
