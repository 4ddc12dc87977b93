"""Data keys: made, wrapped, unwrapped and kept for a while in memory, never on disk in clear."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from uuid import UUID

from django.apps import apps

from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault import aes, master

KEPT = 4096
_opened: OrderedDict[UUID, bytes] = OrderedDict()
_lock = Lock()


class KeyGone(aes.SealBroken):
    """The key was destroyed or never existed: what it sealed is gone for good."""


def new_data_key() -> UUID:
    """Makes and stores a key inside the present transaction; returns its id."""
    key_id, key = new_id(), aes.new_key()
    apps.get_model("vault", "DataKey")(id=key_id, wrapped=wrap(key_id, key)).save(force_insert=True)
    _keep(key_id, key)
    return key_id


def wrap(key_id: UUID, key: bytes) -> bytes:
    return aes.seal(master.purpose_key("wrap"), key, key_id.bytes)


def unwrap(key_id: UUID, wrapped: bytes) -> bytes:
    """Raises SealBroken."""
    return aes.open_sealed(master.purpose_key("wrap"), wrapped, key_id.bytes)


def data_key(key_id: UUID) -> bytes:
    """The 32 bytes of a key. Raises KeyGone, SealBroken."""
    found = _opened.get(key_id)
    if found is None:
        preload([key_id])
        found = _opened.get(key_id)
    if found is None:
        raise KeyGone(str(key_id))
    return found


def preload(key_ids: Iterable[UUID | None]) -> None:
    """Opens many keys with one query, so that a list of fifty sealed rows costs one and not fifty."""
    missing = {key_id for key_id in key_ids if key_id is not None} - _opened.keys()
    if not missing:
        return
    rows = apps.get_model("vault", "DataKey").objects.filter(id__in=missing).values_list("id", "wrapped")
    for key_id, wrapped in rows:
        if wrapped:
            _keep(key_id, unwrap(key_id, bytes(wrapped)))


def _keep(key_id: UUID, key: bytes) -> None:
    with _lock:
        _opened[key_id] = key
        while len(_opened) > KEPT:
            _opened.popitem(last=False)


def forget(key_id: UUID | None = None) -> None:
    """Drops one opened key, or all of them, from memory."""
    with _lock:
        if key_id is None:
            _opened.clear()
        else:
            _opened.pop(key_id, None)
