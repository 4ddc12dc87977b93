"""Who saw a person: readings of, and deeds about, the person and everything that belongs to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, ForeignKey, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from pokpong.areas.protection.models import Case
from pokpong.foundation.actions import nouns
from pokpong.foundation.audit.models import Event, Reading
from pokpong.registers.people.models import Person

AT_ONCE: Final = 900  # ids asked for together: SQLite takes no longer chain of conditions


@dataclass(frozen=True)
class Look:
    """One reading (`deed` is empty) or deed, about one of the records."""

    at: dt.datetime
    who: UUID | None
    kind: str
    record: UUID
    place: str = ""
    deed: str = ""

    @property
    def what(self) -> str:
        return "done" if self.deed else "read"


def persons_of(person: UUID) -> list[UUID]:
    """The record and those that were merged into it."""
    return [person, *Person.objects.filter(canonical=person).values_list("pk", flat=True)]


def records_of(persons: list[UUID], cases: QuerySet[Case, Any]) -> set[UUID]:
    """Ids of the persons, of these cases and of every row that hangs on one of them by a readable id."""
    found: dict[type[Any], set[UUID]] = {Person: set(persons), Case: set(cases.values_list("pk", flat=True))}
    pending: list[type[Any]] = [Person, Case]
    while pending:
        parent = pending.pop(0)
        for model, name in _children(parent):
            if model is not Case and model is not Person and found[parent]:
                rows = set(model.objects.filter(**{f"{name}__in": found[parent]}).values_list("pk", flat=True))
                if rows - found.get(model, set()):
                    found[model] = found.get(model, set()) | rows
                    pending.append(model)
    return {row for rows in found.values() for row in rows}


def _children(parent: type[Any]) -> Iterator[tuple[type[Any], str]]:
    for model in nouns.by_name().values():
        for column in model._meta.local_concrete_fields:
            if isinstance(column, ForeignKey) and column.related_model is parent:
                yield model, column.name


def looks_at(records: Iterable[UUID], narrow: Any) -> list[Look]:
    """The latest first. `narrow(rows, kind_field)` answers the rows that the reader of the report asked for."""
    ids = sorted(records)
    found: list[Look] = []
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        wanted = {str(row) for row in part}
        for row in narrow(_readings(sorted(wanted)), "kind"):
            found += [Look(row.at, row.actor, row.kind, UUID(one), row.place) for one in row.shown if one in wanted]
        deeds = narrow(Event.objects.filter(subject__in=part), "subject_kind")
        found += [Look(row.at, row.actor, row.subject_kind, row.subject, deed=row.name) for row in deeds]
    return sorted(found, key=lambda look: look.at, reverse=True)


def _readings(ids: list[str]) -> QuerySet[Reading, Any]:
    """Readings that showed one of these ids."""
    if connection.vendor == "postgresql":
        return Reading.objects.filter(shown__has_any_keys=ids)
    # Each line is taken apart once and looked up in the ids; a LIKE for every id would read each line as many times.
    marks = ", ".join(["%s"] * len(ids))
    shown = f"EXISTS (SELECT 1 FROM json_each(audit_reading.shown) WHERE value IN ({marks}))"  # noqa: S608  marks only
    return Reading.objects.filter(RawSQL(shown, ids, output_field=BooleanField()))  # noqa: S611  ids are parameters


def person_ending_in(end: str) -> UUID | None:
    """The person whose id ends in these twelve hexadecimal digits, as the history shows ids."""
    rows = Person.objects.annotate(text=Cast("pk", TextField())).filter(text__endswith=end.casefold())
    return rows.values_list("pk", flat=True).first()
