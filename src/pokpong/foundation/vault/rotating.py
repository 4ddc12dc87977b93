"""Rotating data keys: every record gets a fresh key, and what stands in it is sealed anew; in the background, in steps.

    start() -> int                  every living key is due; how many. Goes on with a rotation that is under way
    step(batch, after) -> Step      some keys in one transaction: all their rows, or nothing
    run(batch, progress) -> Done    until nothing is due
    pass_over(seconds) -> int       for a while, as the worker does
    standing() -> Standing          how far it is

A key's id stays, so no row and no index of digests is touched beyond its sealed columns. The fresh key stands before
the old ones in one bundle: what may never be changed (events, earlier values, notes, consents, files) goes on opening
under the key it was sealed with. Nothing new is sealed under an old key, and no row that may be changed keeps one: a
writer holds the key until its transaction ends, and the rotation passes over keys and rows that somebody holds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.models import QuerySet

from pokpong.foundation.kernel import writing
from pokpong.foundation.vault import aes, key_source, keyring, ring
from pokpong.foundation.vault.alone import alone
from pokpong.foundation.vault.fields import Sealed, SealedField, SealedRow
from pokpong.foundation.vault.models import DataKey

BATCH = 50
PAUSE = 0.5  # seconds before keys that somebody held are tried again
PATIENCE = 20  # passes in a row that move nothing
Progress = Callable[[int, int], None]


class StillInUse(RuntimeError):
    """Some keys were held by others all the time; the rest is done."""


@dataclass(frozen=True)
class Standing:
    """Living keys, and those of them that wait for a fresh key."""

    living: int
    due: int


@dataclass(frozen=True)
class Step:
    """`last`: the last key looked at, None when there was none. `broken`: keys that do not unwrap, and are left."""

    last: UUID | None = None
    moved: int = 0
    broken: int = 0


@dataclass(frozen=True)
class Done:
    moved: int
    broken: int


@dataclass
class Found:
    """The rows of one model under the keys of a step: (row, key, sealed values by column)."""

    model: Any
    rows: list[tuple[UUID, UUID, dict[str, Sealed]]] = field(default_factory=list)


def standing() -> Standing:
    living = _living()
    return Standing(living.count(), living.filter(is_due=True).count())


def is_under_way() -> bool:
    return _living().filter(is_due=True).exists()


def _living() -> QuerySet[DataKey]:
    return DataKey.objects.exclude(wrapped=b"")


def start() -> int:
    """Every living key that opens is due, unless a rotation is under way. Raises Busy, ImproperlyConfigured."""
    path = key_source.epochs_file()
    with alone(path) if path else nullcontext():
        if not is_under_way():
            with transaction.atomic(), writing.opened("keys.rotate"):
                DataKey.objects.exclude(wrapped=b"").filter(epoch__in=ring.present().epochs).update(is_due=True)
    return standing().due


def run(*, batch: int = BATCH, progress: Progress = lambda done, all_of_them: None) -> Done:
    """Goes on until nothing is due. Raises StillInUse."""
    total, moved, broken, in_vain = standing().due, 0, 0, 0
    while is_under_way():
        before = moved
        for done in steps(batch):
            moved, broken = moved + done.moved, broken + done.broken
            progress(moved + broken, max(total, moved + broken))
        in_vain = 0 if moved > before else in_vain + 1
        if in_vain >= PATIENCE:
            raise StillInUse(f"{standing().due} keys are in use: the rest is done, run it again later")
        if is_under_way():
            time.sleep(PAUSE)
    return Done(moved, broken)


def pass_over(*, seconds: float, batch: int = BATCH) -> int:
    """One pass that ends after so many seconds; how many keys it changed."""
    until, moved = time.monotonic() + seconds, 0
    for done in steps(batch):
        moved += done.moved + done.broken
        if time.monotonic() > until:
            break
    return moved


def steps(batch: int = BATCH) -> Iterator[Step]:
    """One pass over all keys that are due."""
    done = step(batch)
    while done.last is not None:
        yield done
        done = step(batch, done.last)


def step(batch: int = BATCH, after: UUID | None = None) -> Step:
    """The next keys that are due and that nobody holds, in one transaction: a kill leaves each old or new, not half."""
    with transaction.atomic(), writing.opened("keys.rotate"):
        due = _living().filter(is_due=True).order_by("pk")
        later = due if after is None else due.filter(pk__gt=after)
        rows = list(later.select_for_update(skip_locked=True)[:batch])
        if not rows:
            return Step()
        bundles = dict(_opened(rows))
        found = [_rows_under(model, bundles) for model in _models()]
        free = bundles.keys() - _in_use(found, bundles)
        fresh = {key: aes.new_key() for key in free}
        for one in found:
            _seal_anew(one, fresh, bundles)
        _keep(rows, fresh, bundles)
    for row in rows:
        keyring.forget(row.pk)
    return Step(rows[-1].pk, len(free), len(rows) - len(bundles))


def _opened(rows: Iterable[DataKey]) -> Iterator[tuple[UUID, bytes]]:
    for row in rows:
        try:
            yield row.pk, keyring.unwrap(row.pk, bytes(row.wrapped), row.epoch)
        except aes.SealBroken:
            continue


def _models() -> list[Any]:
    """What may be changed; the data base itself refuses it of the rest."""
    return [model for model in apps.get_models() if issubclass(model, SealedRow) and model.lasting != "append_only"]


def _columns(model: Any) -> list[SealedField]:
    return [column for column in model._meta.concrete_fields if isinstance(column, SealedField)]


def _rows_under(model: Any, bundles: Mapping[UUID, bytes]) -> Found:
    """The rows that nobody else holds, locked."""
    names = [column.attname for column in _columns(model)]
    rows = model.objects.filter(key_id__in=list(bundles)).order_by("pk").select_for_update(skip_locked=True)
    found = Found(model)
    for pk, key, *values in rows.values_list("pk", "key_id", *names):
        sealed = {name: value for name, value in zip(names, values, strict=True) if value is not None}
        found.rows.append((pk, key, sealed))
    return found


def _in_use(found: Iterable[Found], bundles: Mapping[UUID, bytes]) -> set[UUID]:
    """Keys with a row that somebody else holds. SQLite has one writer, and this transaction is it."""
    if not connection.features.has_select_for_update:
        return set()
    held: set[UUID] = set()
    for one in found:
        ours = {pk for pk, _key, _values in one.rows}
        every = one.model.objects.filter(key_id__in=list(bundles)).values_list("pk", "key_id")
        held |= {key for pk, key in every if pk not in ours}
    return held


def _seal_anew(found: Found, fresh: Mapping[UUID, bytes], bundles: Mapping[UUID, bytes]) -> None:
    """A value that does not open stays as it is: `keys check` names it."""
    columns = {column.attname: column for column in _columns(found.model)}
    for pk, key, values in found.rows:
        if key not in fresh:
            continue
        anew = {}
        for name, value in values.items():
            place = columns[name].place_of(pk)
            padded = keyring.under_any(bundles[key], value, place)
            if padded is not None:
                anew[name] = Sealed(aes.seal(fresh[key], padded, place))
        if anew:
            found.model.objects.filter(pk=pk).update(**anew)


def _keep(rows: Iterable[DataKey], fresh: Mapping[UUID, bytes], bundles: Mapping[UUID, bytes]) -> None:
    for row in rows:
        if row.pk in fresh:
            epoch = ring.present().current
            wrapped = keyring.wrap(row.pk, fresh[row.pk] + bundles[row.pk], epoch)
            DataKey.objects.filter(pk=row.pk).update(epoch=epoch, wrapped=wrapped, is_due=False)
        elif row.pk not in bundles:
            DataKey.objects.filter(pk=row.pk).update(is_due=False)
