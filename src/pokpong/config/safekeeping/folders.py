"""Where the archives of a backup folder lie, and which belong together."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from pokpong.config.safekeeping.manifest import DATA, KEYS
from pokpong.config.safekeeping.refusing import BackupRefused

NAME = re.compile(r"pokpong-(\d{8}T\d{6}\.\d{6}Z)-[0-9a-f]{6}")
STAMP = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, order=True)
class Archive:
    """One archive on disk; sorted by the microsecond it was made in."""

    name: str
    path: Path

    @property
    def made(self) -> dt.datetime:
        found = NAME.fullmatch(self.name)
        return dt.datetime.strptime(found.group(1) if found else "", STAMP).replace(tzinfo=dt.UTC)


def new_name(now: dt.datetime, random: str) -> str:
    """Sorts by time; `random` is six hexadecimal digits."""
    return f"pokpong-{now.astimezone(dt.UTC):{STAMP}}-{random}"


def path_for(folder: Path, kind: str, name: str) -> Path:
    return folder / kind / f"{name}.{kind}.age"


def archives(folder: Path, kind: str) -> list[Archive]:
    """Whole archives of one kind, the oldest first; what bears another name is left alone."""
    ending = f".{kind}.age"
    found = (folder / kind).glob(f"*{ending}")
    named = (Archive(path.name.removesuffix(ending), path) for path in found)
    return sorted(archive for archive in named if NAME.fullmatch(archive.name))


def chosen_data(folder: Path, name: str = "") -> Path:
    """The data archive called `name`; the newest when empty. Raises BackupRefused."""
    found = [archive for archive in archives(folder, DATA) if name in {"", archive.name}]
    if not found:
        raise BackupRefused(f"there is no backup {name or 'of the data'} in {folder}")
    return found[-1].path


def newest_keys(folder: Path) -> Path:
    """It fits every older backup, and leaves out whom was erased since. Raises BackupRefused."""
    found = archives(folder, KEYS)
    if not found:
        raise BackupRefused(f"there is no key archive in {folder / KEYS}: name one with --keys FILE")
    return found[-1].path
