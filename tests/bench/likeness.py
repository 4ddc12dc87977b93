"""Whether two sets of rows say the same: ids by what they name, days counted from the first, sealed values opened."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db import models

from pokpong.areas.protection.models import Case, Referral
from pokpong.foundation.actions.models import Change
from pokpong.foundation.kernel.paths import cut
from pokpong.foundation.vault import aes, keyring
from pokpong.foundation.vault.fields import SealedField, SealedReference
from pokpong.foundation.vault.models import DataKey
from pokpong.registers.people.models import Person
from pokpong.registers.people.rules.numbers import record_number
from tests.bench.copying import LABELS, TOKEN
from tests.bench.stories import Outline
from tests.bench.tracing import Trace, Values

ROUNDS = 4  # how far a name travels from row to row; a story's rows stand no further apart
NUMBER_OF_A_CASE = re.compile(r"[A-Z]{2}\d\d-\d{4}-C\d{5}")
LETTERS: dict[type[models.Model], str] = {Person: "P", Referral: "R"}
# The data base counts these by itself.
LEFT_OUT = {(Change, "seq"), (Change, "xact")}


class NotAsItShouldBe(Exception):
    """A value that does not fit its own row: a number of another id, a key that does not open."""


@dataclass(frozen=True)
class Told:
    """The id of a row of the story."""

    id: UUID


def likeness(outline: Outline, trace: Trace) -> Counter[str]:
    """Every row in words that are the same for equal stories; rows that say the same are counted."""
    return _Reader(outline, trace).rows()


class _Reader:
    def __init__(self, outline: Outline, trace: Trace):
        self.outline, self.trace = outline, trace
        self.own = {row["id"] for rows in trace.rows.values() for row in rows if "id" in row}
        name, district = re.escape(outline.name), re.escape(outline.district)
        province = re.escape(cut(outline.district, 1))
        escaped = re.escape(json.dumps(outline.name)[1:-1])
        self.pattern = re.compile(
            f"{TOKEN.pattern}|(?P<name>{name}|{escaped})|(?P<district>{district})|(?P<province>{province})"
        )

    def rows(self) -> Counter[str]:
        said = [(model, row, self._row(model, row)) for model, rows in self.trace.rows.items() for row in rows]
        names: dict[UUID, str] = dict.fromkeys(self.own, "")
        for _ in range(ROUNDS):
            names = {
                row["id"]: hashlib.sha256(_written(model, cells, names).encode()).hexdigest()[:12]
                for model, row, cells in said
                if "id" in row
            }
        return Counter(_written(model, cells, names) for model, _row, cells in said)

    def _row(self, model: type[models.Model], row: Values) -> list[tuple[str, list[Any]]]:
        return [
            (column.attname, list(self._cell(model, column, row)))
            for column in model._meta.concrete_fields
            if (model, column.name) not in LEFT_OUT and not column.primary_key
        ]

    def _cell(self, model: type[models.Model], column: Any, row: Values) -> Iterator[Any]:
        value = row[column.attname]
        if value is None:
            yield "nothing"
        elif model is DataKey and column.name == "wrapped":
            keyring.unwrap(row["id"], bytes(value))
            yield "a key that opens"
        elif column.name == "number":
            yield self._number(model, row)
        elif isinstance(column, SealedField) or (model in LABELS and LABELS[model][0] == column.name):
            yield from self._opened(model, column, row)
        elif isinstance(value, UUID):
            yield self._id(value)
        elif isinstance(value, datetime):
            yield str(value - datetime.combine(self.outline.day, time(0), UTC))
        elif isinstance(value, date):
            yield str((value - self.outline.day).days)
        else:
            yield from self._text(json.dumps(value) if isinstance(column, models.JSONField) else str(value))

    def _number(self, model: type[models.Model], row: Values) -> str:
        fits = (
            NUMBER_OF_A_CASE.fullmatch(row["number"]) is not None
            if model is Case
            else row["number"] == LETTERS[model] + record_number(row["id"])[1:]
        )
        if not fits:
            raise NotAsItShouldBe(f"{model.__name__}.number {row['number']}")
        return "a number"

    def _opened(self, model: type[models.Model], column: Any, row: Values) -> Iterator[Any]:
        table = f"{model._meta.db_table}|{column.column}|{row['id']}"
        label = LABELS[model][1](row["id"]) if model in LABELS and LABELS[model][0] == column.name else table
        key = keyring.data_key(row["key_id"])
        plain = aes.unpad(aes.open_sealed(key, bytes(row[column.attname]), label.encode()))
        if isinstance(column, SealedReference):
            yield self._id(UUID(bytes=plain))
        else:
            yield from self._text(plain.decode())

    def _id(self, key: UUID) -> Any:
        whose = {self.outline.lead: "the lead", self.outline.supervisor: "the supervisor"}
        return Told(key) if key in self.own else whose.get(key, str(key))

    def _text(self, text: str) -> Iterator[Any]:
        end = 0
        for found in self.pattern.finditer(text):
            yield text[end : found.start()]
            yield self._token(found)
            end = found.end()
        yield text[end:]

    def _token(self, found: re.Match[str]) -> Any:
        sort = str(found.lastgroup)
        if sort == "id":
            return self._id(UUID(found[0]))
        if sort == "day":
            return f"day {(date.fromisoformat(found[0]) - self.outline.day).days}"
        return f"<{sort}>"


def _written(model: type[models.Model], cells: list[tuple[str, list[Any]]], names: dict[UUID, str]) -> str:
    told = (
        f"{name}={''.join(names[part.id] if isinstance(part, Told) else str(part) for part in parts)}"
        for name, parts in cells
    )
    return f"{model.__name__}: {' '.join(told)}"
