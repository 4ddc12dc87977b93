"""Turning the epoch and rotating the master key.

A turn adds a new epoch key, wraps every living data key anew in batches, and destroys the old epoch key: from then on
a key archive of before opens nothing. Both epochs are readable until the last key is moved, so a turn that was cut off
is simply gone on with. Rotating the master key seals the ring anew and touches no row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from pokpong.foundation.kernel import writing
from pokpong.foundation.vault import aes, key_source, keyring, master, ring
from pokpong.foundation.vault.alone import alone
from pokpong.foundation.vault.key_source import Master
from pokpong.foundation.vault.models import DataKey
from pokpong.foundation.vault.ring import Ring

BATCH = 500
Progress = Callable[[int, int], None]


class CannotTurn(RuntimeError):
    """The epoch cannot be turned here; says what to do."""


@dataclass(frozen=True)
class Status:
    """`by_epoch`: living data keys by the number of their epoch. `epochs`: the epochs whose key is still there."""

    current: int
    epochs: tuple[int, ...]
    by_epoch: dict[int, int]
    masters: int
    destroyed: int

    @property
    def turning(self) -> bool:
        return len(self.epochs) > 1


def status() -> Status:
    """Raises ImproperlyConfigured."""
    present, path = ring.present(), key_source.epochs_file()
    masters = len(ring.lines_of(path)) if path is not None and path.exists() else 1
    counted: dict[int, int] = {}
    for epoch in DataKey.objects.exclude(wrapped=b"").values_list("epoch", flat=True).iterator():
        counted[epoch] = counted.get(epoch, 0) + 1
    destroyed = DataKey.objects.filter(wrapped=b"").count()
    return Status(present.current, tuple(sorted(present.epochs)), counted, masters, destroyed)


def can_turn() -> bool:
    """Whether `turn` has a place for epoch keys and a master key from which none of them follows."""
    path = key_source.epochs_file()
    return path is not None and (key_source.key_file() is not None or not _follows(ring.present()))


def turn(*, batch: int = BATCH, progress: Progress = lambda done, all_of_them: None) -> int:
    """Turns the epoch, or goes on with a turn that was cut off; returns the number of the present epoch.

    Raises CannotTurn, ImproperlyConfigured.
    """
    path = key_source.epochs_file()
    if path is None:
        raise CannotTurn("set POKPONG_EPOCHS_FILE: the epoch keys need a file of their own, outside every backup")
    with alone(path):
        _not_half_way(path)
        present = ring.present()
        if len(present.epochs) == 1:
            present = _opened(path, present)
        _move(present, batch, progress)
        _close(path, present)
    return present.current


def _not_half_way(path: Path) -> None:
    """A ring sealed for two masters is written anew under the second one only: under the first the second would not
    open it any more. Raises CannotTurn.
    """
    lines = ring.lines_of(path) if path.exists() else []
    if len(lines) > 1 and ring.opened_line(lines[-1], key_source.current().key) is None:
        raise CannotTurn(
            "the master key is being rotated: name the new key in the settings, then run "
            "`pokpong keys rotate-master --finish` (with the old key it gives the new one up)"
        )


def _opened(path: Path, present: Ring) -> Ring:
    """A ring with one epoch key more, which wraps from now on."""
    if _follows(present):
        present = _replaced_master(path, present)
    number = present.current + 1
    fresh = replace(present, current=number, epochs={**present.epochs, number: aes.new_key()})
    ring.write(path, fresh, key_source.current())
    return fresh


def _follows(present: Ring) -> bool:
    """Whether the first epoch key can still be derived from the master key, and so outlives being destroyed."""
    return ring.first_epoch(key_source.current().key) in present.epochs.values()


def _replaced_master(path: Path, present: Ring) -> Ring:
    """A new master key in the same key file. Two lines in the ring meanwhile: no crash locks anybody out."""
    file, old = key_source.key_file(), key_source.current()
    if file is None:
        raise CannotTurn("the first epoch key follows from this master key: run `pokpong keys rotate-master` first")
    fresh = Master(aes.new_key(), has_ring=True)
    separate = ring.begun(present) if not present.purposes else present
    ring.write(path, separate, old, fresh)
    key_source.write_safely(file, fresh.line())
    ring.write(path, separate, fresh)
    return separate


def _move(present: Ring, batch: int, progress: Progress) -> None:
    """Wraps every key of an older epoch anew. Each batch is a transaction: what is moved stays moved."""
    waiting = DataKey.objects.exclude(wrapped=b"").exclude(epoch=present.current)
    total, done = waiting.count(), 0
    while moved := _move_batch(present, batch):
        done += moved
        progress(done, max(total, done))


def _move_batch(present: Ring, batch: int) -> int:
    with transaction.atomic(), writing.opened("keys.turn"):
        living = DataKey.objects.exclude(wrapped=b"")
        rows = list(living.exclude(epoch=present.current).select_for_update(no_key=True).order_by("pk")[:batch])
        for row in rows:
            key = keyring.unwrap(row.pk, bytes(row.wrapped), row.epoch)
            row.wrapped = keyring.wrap(row.pk, key, present.current)
            row.epoch = present.current
        DataKey.objects.bulk_update(rows, ["epoch", "wrapped"], batch_size=100)
    return len(rows)


def _close(path: Path, present: Ring) -> None:
    """Destroys the older epoch keys once nothing is wrapped under them, not even by a transaction still under way."""
    with transaction.atomic():
        _wait_for_writers()
        if DataKey.objects.exclude(wrapped=b"").exclude(epoch=present.current).exists():
            raise CannotTurn("keys were written under the old epoch meanwhile: run it again, it goes on")
        only = replace(present, epochs={present.current: present.epochs[present.current]})
        ring.write(path, only, key_source.current())


def _wait_for_writers() -> None:
    """SQLite has one writer, and this transaction is it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE vault_datakey IN SHARE MODE")


def rotate_master(new_file: Path) -> None:
    """Writes a new master key to `new_file` and seals the ring for both; no row is touched.

    The old one opens the ring until `finish_rotation`, or the next turn. Raises CannotTurn, FileExistsError.
    """
    path = key_source.epochs_file()
    if path is None:
        raise CannotTurn("set POKPONG_EPOCHS_FILE: the epoch keys need a file of their own, outside every backup")
    with alone(path):
        _not_half_way(path)
        present, old = ring.present(), key_source.current()
        fresh = Master(aes.new_key(), has_ring=True)
        master.write_key_file(new_file, fresh)
        ring.write(path, present if present.purposes else ring.begun(present), old, fresh)


def finish_rotation() -> None:
    """Only the present master key opens the ring from now on. Raises ImproperlyConfigured."""
    path = key_source.epochs_file()
    if path is None or not path.exists():
        raise ImproperlyConfigured("there is no epochs file yet: nothing was rotated")
    with alone(path):
        ring.write(path, ring.present(), key_source.current())
