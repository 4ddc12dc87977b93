"""What a call leaves in the data base: every new row of every table, and of every keyed digest what it was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from pokpong.foundation.kernel.rows import Gated
from pokpong.foundation.vault import blind
from pokpong.registers.places.models import Level, Place

# Nine thousand places that no case adds to; looking at each of them would cost more than the story.
REFERENCE = (Place, Level)
Made = tuple[str, tuple[str, ...]]  # purpose and parts of a digest
Values = dict[str, Any]  # by the name of the column's attribute, as Django reads it; sealed ones stay sealed


@dataclass
class Trace:
    """New rows by model, oldest first, and digests by their 32 bytes."""

    rows: dict[type[models.Model], list[Values]] = field(default_factory=dict)
    digests: dict[bytes, Made] = field(default_factory=dict)

    def count(self, model: type[models.Model]) -> int:
        return len(self.rows.get(model, []))


@cache
def kept_models() -> list[type[models.Model]]:
    """Every model that the actions of a case may write."""
    return [model for model in apps.get_models() if issubclass(model, Gated) and model not in REFERENCE]


def columns_of(model: type[models.Model]) -> list[str]:
    return [column.attname for column in model._meta.concrete_fields]


def keys() -> dict[type[models.Model], set[Any]]:
    """The keys of all rows there are."""
    return {model: set(model._base_manager.values_list("pk", flat=True)) for model in kept_models()}


@contextmanager
def traced() -> Iterator[Trace]:
    """Whatever is written inside is in the trace afterwards."""
    before, trace = keys(), Trace()
    with _digests_into(trace.digests):
        yield trace
    for model in kept_models():
        rows = model._base_manager.order_by("pk").values(*columns_of(model))
        fresh = [row for row in rows if row[model._meta.pk.attname] not in before[model]]
        if fresh:
            trace.rows[model] = fresh


@contextmanager
def _digests_into(found: dict[bytes, Made]) -> Iterator[None]:
    real: Callable[..., bytes] = blind.digest

    def noting(purpose: str, *parts: str) -> bytes:
        made = real(purpose, *parts)
        found[made] = (purpose, parts)
        return made

    blind.digest = noting
    try:
        yield
    finally:
        blind.digest = real


def inner_calls(digests: dict[bytes, Made]) -> dict[UUID, Made]:
    """Ids of calls that were made inside calls: the first half of a digest each."""
    return {UUID(bytes=made[:16]): parts for made, parts in digests.items() if parts[0] == "inner"}
