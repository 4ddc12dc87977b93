"""The ring of keys: epoch keys that wrap data keys, and the keys of single purposes, in one sealed file.

Each line of the epochs file holds the whole ring, sealed under one master key: two lines while the master key is being
rotated, so that a crash between two files loses nothing. Without a file there is epoch 1 only, derived from the master
key, as every installation begins.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from pokpong.foundation.vault import aes, key_source
from pokpong.foundation.vault.key_source import Master
from pokpong.foundation.vault.purposes import PURPOSES

PLACE = b"pokpong epochs"
FIRST = 1


@dataclass(frozen=True, repr=False)
class Ring:
    """`current` wraps what is new; `epochs` opens what is there. `root` derives every purpose not in `purposes`."""

    root: bytes
    current: int = FIRST
    epochs: dict[int, bytes] = field(default_factory=dict)
    purposes: dict[str, bytes] = field(default_factory=dict)

    def of_purpose(self, purpose: str) -> bytes:
        return self.purposes.get(purpose) or _derived(self.root, purpose)


@lru_cache(maxsize=256)
def _derived(root: bytes, purpose: str) -> bytes:
    return aes.derive(root, purpose)


def first_epoch(master: bytes) -> bytes:
    return _derived(master, "wrap")


def plain(master: Master) -> Ring:
    """The ring of an installation that has no epochs file yet."""
    return Ring(root=master.key, epochs={FIRST: first_epoch(master.key)})


def begun(ring: Ring) -> Ring:
    """The same keys, but none of them derived from the master key any more, so that the first epoch can be destroyed.

    What purposes sealed and digested so far must be found again: their keys are kept one by one.
    """
    kept = {purpose: ring.of_purpose(purpose) for purpose in PURPOSES}
    return replace(ring, root=aes.new_key(), purposes=kept)


def present() -> Ring:
    """The ring as it stands now, read anew when a file changed. Raises ImproperlyConfigured."""
    master = key_source.current()
    path = key_source.epochs_file()
    if path is None:
        return _without_file(master, "POKPONG_EPOCHS_FILE is not set")
    stamp = key_source.stamp(str(path))
    if stamp == (0, 0, 0):
        return _without_file(master, f"the epochs file {path} is not there")
    try:
        return _opened(path, stamp, master.key)
    except ImproperlyConfigured:
        key_source.ask_again()
        return _opened(path, stamp, key_source.current().key)


def _without_file(master: Master, why: str) -> Ring:
    if master.has_ring:
        raise ImproperlyConfigured(f"the epoch keys of this master key are missing: {why}")
    return _plain_once(master)


@lru_cache(maxsize=4)
def _plain_once(master: Master) -> Ring:
    return plain(master)


@lru_cache(maxsize=4)
def _opened(path: Path, _stamp: tuple[int, int, int], master: bytes) -> Ring:
    for line in lines_of(path):
        found = opened_line(line, master)
        if found is not None:
            return found
    raise ImproperlyConfigured(f"the epochs file {path} does not open with this master key, or is damaged")


def opened_line(line: bytes, master: bytes) -> Ring | None:
    """The ring in one line, or None when this master key does not open it."""
    try:
        return decoded(aes.open_sealed(aes.derive(master, "epochs"), line, PLACE))
    except aes.SealBroken:
        return None


def lines_of(path: Path) -> list[bytes]:
    """The sealed rings of a file. Raises ImproperlyConfigured for a file that cannot be read."""
    try:
        return [base64.b64decode(line, validate=True) for line in path.read_text("ascii").splitlines() if line]
    except (OSError, ValueError):
        raise ImproperlyConfigured(f"the epochs file {path} cannot be read") from None


def write(path: Path, ring: Ring, *masters: Master) -> None:
    """Replaces the file: the ring, once for each master key that shall open it."""
    plain_text = aes.pad(encoded(ring))
    sealed = (aes.seal(aes.derive(master.key, "epochs"), plain_text, PLACE) for master in masters)
    key_source.write_safely(path, "".join(base64.b64encode(line).decode() + "\n" for line in sealed))


def encoded(ring: Ring) -> bytes:
    """JSON; the inverse of `decoded`."""
    return json.dumps(
        {
            "root": _text(ring.root),
            "current": ring.current,
            "epochs": {str(number): _text(key) for number, key in ring.epochs.items()},
            "purposes": {purpose: _text(key) for purpose, key in ring.purposes.items()},
        }
    ).encode()


def decoded(raw: bytes) -> Ring:
    """Raises SealBroken for what `encoded` did not make."""
    try:
        read: dict[str, Any] = json.loads(aes.unpad(raw))
        return Ring(
            root=base64.b64decode(read["root"]),
            current=int(read["current"]),
            epochs={int(number): base64.b64decode(key) for number, key in read["epochs"].items()},
            purposes={purpose: base64.b64decode(key) for purpose, key in read["purposes"].items()},
        )
    except (KeyError, ValueError, AttributeError, TypeError):
        raise aes.SealBroken("the ring of keys cannot be read") from None


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()
