"""Looks at every sealed value: whether it opens where it stands, and whether it is the one that was written last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps

from pokpong.foundation.vault import aes
from pokpong.foundation.vault.fields import Sealed, SealedField, SealedRow
from pokpong.foundation.vault.keyring import KeyGone

AT_ONCE = 500
BROKEN, REPLAYED = "broken", "replayed"
# The version in which each field of some rows was edited last, as the history of edits says.
LastEdits = Callable[[str, Sequence[UUID]], Mapping[tuple[UUID, str], int]]


@dataclass(frozen=True)
class Fault:
    """`broken`: altered, or moved here from elsewhere. `replayed`: an earlier value was put back past every action."""

    kind: str
    noun: str
    row: UUID
    column: str


def faults(last_edits: LastEdits) -> Iterator[Fault]:
    """Of all rows that are not erased. Values written before versions were kept beside them count as the last ones."""
    for model in apps.get_models():
        if issubclass(model, SealedRow):
            for rows in _parts(model):
                edited = last_edits(model.noun, [row.pk for row in rows])
                for row in rows:
                    yield from _of_row(row, edited)


def _parts(model: Any) -> Iterator[list[Any]]:
    last: UUID | None = None
    while True:
        rows = model.objects.living().order_by("pk")
        found = list((rows if last is None else rows.filter(pk__gt=last))[:AT_ONCE])
        if not found:
            return
        yield found
        last = found[-1].pk


def _of_row(row: Any, edited: Mapping[tuple[UUID, str], int]) -> Iterator[Fault]:
    for field in row._meta.concrete_fields:
        value = row.__dict__.get(field.attname)
        if not isinstance(field, SealedField) or not isinstance(value, Sealed):
            continue
        try:
            stamp = aes.stamp_of(field.padded(row, value))
        except KeyGone:
            continue
        except aes.SealBroken:
            yield Fault(BROKEN, row.noun, row.pk, field.attname)
            continue
        if stamp is not None and stamp < edited.get((row.pk, field.attname), 0):
            yield Fault(REPLAYED, row.noun, row.pk, field.attname)
