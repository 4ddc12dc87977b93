"""The erasure ledger beside the epoch keys: ids of destroyed keys, one a line, so that a restore destroys them again.

It stands outside the data base because the data base that is restored is older than the erasure. The same ids stand in
the table of destroyed keys, for a machine that loses this folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from pokpong.foundation.vault import key_source

SUFFIX = ".erased"


def path() -> Path | None:
    """The setting, or beside the epochs file; None where neither has a place."""
    if settings.POKPONG_ERASURE_LEDGER:
        return Path(settings.POKPONG_ERASURE_LEDGER)
    beside = key_source.epochs_file()
    return beside.with_name(beside.name + SUFFIX) if beside else None


def enter(key_ids: Iterable[UUID]) -> None:
    """Appends the ids that are not there yet, on the disk before this returns."""
    file = path()
    fresh = set(key_ids) - entries()
    if file is None or not fresh:
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        # A line break first: a line that a crash cut short must not swallow the next one.
        out.write("".join(f"\n{key_id}" for key_id in sorted(fresh)) + "\n")
        out.flush()
        os.fsync(out.fileno())


def entries() -> set[UUID]:
    """Every id in the file; a line cut short by a crash is left out. Raises ImproperlyConfigured when unreadable."""
    file = path()
    if file is None or not file.exists():
        return set()
    try:
        lines = file.read_text("ascii").split()
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"the erasure ledger {file} cannot be read") from None
    return {found for found in map(_id, lines) if found is not None}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
