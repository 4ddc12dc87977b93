"""The same program without its cipher: what is read comes from memory as if it had never been sealed.

Whatever is opened inside `remembered` is kept in clear; inside `without_sealing` it is handed out again, no key is
fetched, and what is written stands in clear. Only for measuring what sealing costs, on invented data.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch
from uuid import UUID

from pokpong.foundation.vault import aes, keyring

PLAIN = b"\x00 in clear"


@dataclass
class Memory:
    """Plain values by their sealed bytes. `missed`: values that had to be opened after all."""

    plain: dict[bytes, bytes] = field(default_factory=dict)
    missed: int = 0


@contextmanager
def remembered(memory: Memory) -> Iterator[None]:
    """As always, and every value that is opened is kept."""
    real = aes.open_sealed

    def opened(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
        found = memory.plain[bytes(sealed)] = real(key, sealed, bound_to)
        return found

    with patch.object(aes, "open_sealed", opened):
        yield


@contextmanager
def without_sealing(memory: Memory) -> Iterator[None]:
    real, real_opened, real_preload = aes.open_sealed, keyring.opened, keyring.preload

    def opened(sealed: bytes) -> bytes | None:
        raw = bytes(sealed)
        found = raw[len(PLAIN) :] if raw.startswith(PLAIN) else memory.plain.get(raw)
        memory.missed += found is None
        return found

    def opened_under(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
        found = opened(sealed)
        return real(key, sealed, bound_to) if found is None else found

    def opened_of(key_id: UUID, sealed: bytes, bound_to: bytes) -> bytes:
        found = opened(sealed)
        if found is not None:
            return found
        with patch.object(keyring, "preload", real_preload), patch.object(aes, "open_sealed", real):
            return real_opened(key_id, sealed, bound_to)

    replaced: list[tuple[Any, str, Any]] = [
        (aes, "open_sealed", opened_under),
        (aes, "seal", lambda key, plain, bound_to: PLAIN + plain),
        (keyring, "opened", opened_of),
        (keyring, "held", lambda key_id: bytes(aes.KEY_BYTES)),
        (keyring, "preload", lambda key_ids: None),
    ]
    with ExitStack() as changed:
        for module, name, other in replaced:
            changed.enter_context(patch.object(module, name, other))
        yield
