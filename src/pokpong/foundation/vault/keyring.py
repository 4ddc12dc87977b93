"""Data keys: made, wrapped, unwrapped, destroyed, and kept for a while in memory, never on disk in clear.

One id stands for a bundle: the key that seals now, and behind it those that sealed before (see `rotating`).
"""

import time
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction

from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault import aes, ledger, ring

KEPT = 4096
# Another process may destroy a key: no process opens anything with it for longer than this.
KEPT_SECONDS = 60
_opened: OrderedDict[UUID, tuple[bytes, float]] = OrderedDict()
_lock = Lock()


class KeyGone(aes.SealBroken):
    """The key was destroyed or never existed: what it sealed is gone for good."""


def new_data_key() -> UUID:
    """Makes and stores a key inside the present transaction; returns its id."""
    key_id, key = new_id(), aes.new_key()
    epoch = ring.present().current
    row = apps.get_model("vault", "DataKey")(id=key_id, epoch=epoch, wrapped=wrap(key_id, key, epoch))
    row.save(force_insert=True)
    # The epoch may have been turned between wrapping and writing. From here on the turn waits for this transaction.
    while (now := ring.present().current) != row.epoch:
        row.epoch, row.wrapped = now, wrap(key_id, key, now)
        row.save(update_fields=["epoch", "wrapped"])
    _keep(key_id, key)
    _hold(key_id, key)
    return key_id


def wrap(key_id: UUID, key: bytes, epoch: int | None = None) -> bytes:
    """Under the present epoch key, or that of `epoch`. Raises KeyGone for an epoch that was destroyed."""
    present = ring.present()
    return aes.seal(_epoch_key(present, epoch or present.current), key, key_id.bytes)


def unwrap(key_id: UUID, wrapped: bytes, epoch: int | None = None) -> bytes:
    """Under the key of `epoch`, or whichever epoch key opens it. Raises SealBroken, KeyGone."""
    present = ring.present()
    if epoch is not None:
        return aes.open_sealed(_epoch_key(present, epoch), wrapped, key_id.bytes)
    for key in present.epochs.values():
        try:
            return aes.open_sealed(key, wrapped, key_id.bytes)
        except aes.SealBroken:
            continue
    raise aes.SealBroken("no epoch key opens this data key: it was moved, altered, or its epoch is over")


def _epoch_key(present: ring.Ring, epoch: int) -> bytes:
    try:
        return present.epochs[epoch]
    except KeyError:
        raise KeyGone(f"epoch {epoch} is over: its key was destroyed") from None


def data_key(key_id: UUID) -> bytes:
    """The 32 bytes that sealed last, as far as this process knows. Raises KeyGone, SealBroken."""
    return _bundle(key_id)[: aes.KEY_BYTES]


def _bundle(key_id: UUID) -> bytes:
    found = _kept(key_id)
    if found is None:
        preload([key_id])
        found = _kept(key_id)
    if found is None:
        raise KeyGone(str(key_id))
    return found


def keys_in(bundle: bytes) -> list[bytes]:
    """The key that seals now, then the older ones."""
    return [bundle[start : start + aes.KEY_BYTES] for start in range(0, len(bundle), aes.KEY_BYTES)]


def opened(key_id: UUID, sealed: bytes, bound_to: bytes) -> bytes:
    """What was sealed under this key, or under one that it followed. Raises KeyGone, SealBroken."""
    bundle = _bundle(key_id)
    plain = under_any(bundle, sealed, bound_to)
    if plain is None:
        forget(key_id)  # another process may have given it a new key since
        fresh = _bundle(key_id)
        plain = None if fresh == bundle else under_any(fresh, sealed, bound_to)
    if plain is None:
        raise aes.SealBroken("the value was altered, moved, or sealed under another key")
    return plain


def under_any(bundle: bytes, sealed: bytes, bound_to: bytes) -> bytes | None:
    """The opened bytes, or None when no key of the bundle opens them."""
    for key in keys_in(bundle):
        try:
            return aes.open_sealed(key, sealed, bound_to)
        except aes.SealBroken:
            continue
    return None


def held(key_id: UUID) -> bytes:
    """The bundle as it stands now, for sealing; no rotation changes it before the present transaction has ended.

    Read once in each transaction: what memory keeps may be a minute old, and a value that was sealed under a key just
    rotated away would stay behind. Raises KeyGone, SealBroken.
    """
    for block in connection.atomic_blocks:
        if key_id in (known := _held_by(block)):
            return known[key_id]
    epoch, wrapped = _read_held(key_id)
    if not wrapped:
        forget(key_id)
        raise KeyGone(str(key_id))
    bundle = unwrap(key_id, wrapped, epoch)
    _keep(key_id, bundle)
    _hold(key_id, bundle)
    return bundle


def _read_held(key_id: UUID) -> tuple[int, bytes]:
    if connection.vendor == "postgresql":
        # The weakest lock of a row: writers share it, a turn of the epoch passes it, only a rotation waits.
        with connection.cursor() as cursor:
            cursor.execute("SELECT epoch, wrapped FROM vault_datakey WHERE id = %s FOR KEY SHARE", [key_id])
            found = cursor.fetchone()
    else:
        rows = apps.get_model("vault", "DataKey").objects.filter(pk=key_id)
        found = rows.values_list("epoch", "wrapped").first()
    return (found[0], bytes(found[1])) if found else (0, b"")


def _held_by(block: Any) -> dict[UUID, bytes]:
    """What one block of the transaction holds; it is forgotten with the block, as its locks are."""
    known: dict[UUID, bytes] = vars(block).setdefault("held_keys", {})
    return known


def _hold(key_id: UUID, bundle: bytes) -> None:
    if connection.atomic_blocks:
        _held_by(connection.atomic_blocks[-1])[key_id] = bundle


def preload(key_ids: Iterable[UUID | None]) -> None:
    """Opens many keys with one query, so that a list of fifty sealed rows costs one and not fifty."""
    missing = {key_id for key_id in key_ids if key_id is not None and _kept(key_id) is None}
    if not missing:
        return
    rows = apps.get_model("vault", "DataKey").objects.filter(id__in=missing).values_list("id", "epoch", "wrapped")
    for key_id, epoch, wrapped in rows:
        if wrapped:
            _keep(key_id, unwrap(key_id, bytes(wrapped), epoch))


def destroy(key_ids: Iterable[UUID]) -> int:
    """Empties these keys inside the present transaction and enters them in the ledger; returns how many were living.

    A key archive of before still opens them until the epoch is turned.
    """
    wanted = set(key_ids)
    known = apps.get_model("vault", "DestroyedKey").objects
    fresh = wanted - set(known.filter(pk__in=wanted).values_list("pk", flat=True))
    known.bulk_create([known.model(id=key_id) for key_id in sorted(fresh)])
    living = apps.get_model("vault", "DataKey").objects.filter(pk__in=wanted).exclude(wrapped=b"")
    emptied = int(living.update(wrapped=b""))
    for key_id in wanted:
        forget(key_id)
    transaction.on_commit(lambda: _destroyed_for_good(wanted))
    return emptied


def _destroyed_for_good(key_ids: set[UUID]) -> None:
    for key_id in key_ids:
        forget(key_id)  # another thread may have opened it again before the commit
    ledger.enter(key_ids)


def _kept(key_id: UUID) -> bytes | None:
    found = _opened.get(key_id)
    if found is None or time.monotonic() - found[1] > KEPT_SECONDS:
        return None
    return found[0]


def _keep(key_id: UUID, key: bytes) -> None:
    with _lock:
        _opened[key_id] = (key, time.monotonic())
        _opened.move_to_end(key_id)
        while len(_opened) > KEPT:
            _opened.popitem(last=False)


def forget(key_id: UUID | None = None) -> None:
    """Drops one opened key, or all of them, from memory."""
    for block in connection.atomic_blocks:
        known = _held_by(block)
        for one in [key_id] if key_id is not None else list(known):
            known.pop(one, None)
    with _lock:
        if key_id is None:
            _opened.clear()
        else:
            _opened.pop(key_id, None)
