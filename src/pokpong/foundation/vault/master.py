"""Keys by purpose. The master key stands outside the data base; every other key hangs from it (see `ring`)."""

import os
from pathlib import Path

from pokpong.foundation.vault import aes, ring
from pokpong.foundation.vault.key_source import Master, decode

__all__ = ["decode", "purpose_key", "write_key_file"]


def write_key_file(path: Path, master: Master | None = None) -> None:
    """Makes a key file at `path`, by default with a fresh key, readable by its owner only.

    Raises FileExistsError, never overwrites.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write((master or Master(aes.new_key())).line())
        file.flush()
        os.fsync(file.fileno())


def purpose_key(purpose: str) -> bytes:
    """The key for one purpose (`beside`, `digest:receipt` …). Raises ImproperlyConfigured without a master key."""
    return ring.present().of_purpose(purpose)
