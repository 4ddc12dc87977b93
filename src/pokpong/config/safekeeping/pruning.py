"""Old archives go: data beyond a number, keys beyond an age. The newest of each stays, whatever its age."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pokpong.config.safekeeping.folders import Archive, archives
from pokpong.config.safekeeping.manifest import DATA, KEYS


def prune(folder: Path, *, keep: int, key_days: int, now: dt.datetime) -> list[Path]:
    """Deletes what is too old; answers what went."""
    data, keys = archives(folder, DATA), archives(folder, KEYS)
    gone = [*too_many(data, keep), *too_old(keys, key_days, now)]
    for archive in gone:
        archive.path.unlink(missing_ok=True)
    return [archive.path for archive in gone]


def too_many(data: list[Archive], keep: int) -> list[Archive]:
    """`data` oldest first."""
    return data[: -max(keep, 1)]


def too_old(keys: list[Archive], days: int, now: dt.datetime) -> list[Archive]:
    limit = now - dt.timedelta(days=days)
    return [archive for archive in keys[:-1] if archive.made < limit]
