"""A copy of the epoch keys and the erasure ledger in a second place, always the newest only.

Neither is in any archive: an old copy of the epoch keys would open what was erased since. Both are replaced there, so
that a lost disk does not lose everything. The copy opens nothing without the master key.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from pokpong.config.safekeeping.refusing import BackupRefused
from pokpong.foundation.vault import key_source, ledger


def sources() -> list[Path]:
    """The files that are there."""
    return [path for path in (key_source.epochs_file(), ledger.path()) if path is not None and path.is_file()]


def copy() -> list[Path]:
    """Replaces the copies; answers where they are. Raises BackupRefused when the place cannot be written to."""
    folder = settings.POKPONG_EPOCHS_COPY
    if not folder:
        return []
    made = []
    try:
        for source in sources():
            target = Path(folder) / source.name
            key_source.write_safely(target, source.read_text("ascii"))
            made.append(target)
    except OSError as reason:
        raise BackupRefused(f"the epoch keys cannot be copied to {folder}: {reason.strerror}") from None
    return made


def behind() -> list[Path]:
    """Files whose copy is missing or another than they are."""
    folder = settings.POKPONG_EPOCHS_COPY
    return [source for source in sources() if not folder or not _same(source, Path(folder) / source.name)]


def _same(one: Path, other: Path) -> bool:
    try:
        return one.read_bytes() == other.read_bytes()
    except OSError:
        return False
