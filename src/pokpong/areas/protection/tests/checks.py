"""What every action must leave, and reading the whole data base."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.rows import Row


def assert_left_its_traces(action: str, call_id: UUID, row: Row) -> Event:
    """One event, the receipt of the call, a change of the row. Answers the event."""
    event: Event = Event.objects.get(name=action, subject=row.pk)
    assert Receipt.objects.get(pk=call_id).answer == {"noun": row.noun, "id": str(row.pk)}
    assert Change.objects.filter(kind=row.noun, row=row.pk).exists()
    return event


def codes(refused: Any) -> set[str]:
    """The codes of all reasons of a refused call (pytest's `ExceptionInfo`)."""
    return {problem.code for problem in refused.value.problems}


def everything_stored() -> dict[str, str]:
    """Every value of every table as text, as a thief would read it: table name, and all its rows."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = " ".join(_plain(value) for row in cursor.fetchall() for value in row)
    return found


def _plain(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex() + bytes(value).decode("utf-8", "replace")
    if isinstance(value, dict | list):
        return DjangoJSONEncoder().encode(value)
    return str(value).replace("-", "")
