"""What this installation remembers of its backups: files that `backup` and `restore` write, and that pages read.

DATA/backups.json          when the last backup was made, and which one was last tried, or failed to be restored
POKPONG_EPOCH_FILE         which life of the data this is, and the backup that it was restored from
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.dateparse import parse_datetime

from pokpong.foundation.kernel import clock
from pokpong.foundation.vault.key_source import write_safely

OLDEST_BACKUP: Final = dt.timedelta(days=2)
OLDEST_DRILL: Final = dt.timedelta(days=35)


@dataclass(frozen=True)
class Note:
    """Moments are ISO texts in UTC, empty for never. `verified`: the last drill that passed; `failed`: that did not."""

    made: str = ""
    name: str = ""
    folder: str = ""
    verified: str = ""
    verified_name: str = ""
    failed: str = ""


@dataclass(frozen=True)
class Life:
    """Of the last restore here: `mark` is the moment whose data came back, `lost` how many closed batches did not."""

    restored: str = ""
    backup: str = ""
    mark: str = ""
    lost: int = 0


def path() -> Path:
    return Path(settings.DATA_DIR) / "backups.json"


def read() -> Note:
    """An empty note when there was no backup, or the file cannot be read."""
    return Note(**_fitting(path(), asdict(Note())))


def write(note: Note) -> None:
    write_safely(path(), json.dumps(asdict(note), indent=1) + "\n")


def life() -> Life:
    """Empty where nothing was ever restored."""
    return Life(**_fitting(Path(settings.POKPONG_EPOCH_FILE), asdict(Life())))


def _fitting(file: Path, empty: dict[str, Any]) -> dict[str, Any]:
    """What the file says under the names of `empty`, where it is of the same kind."""
    try:
        said = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    found = said if isinstance(said, dict) else {}
    return {name: found[name] for name in empty if type(found.get(name)) is type(empty[name])}


def moment(text: str) -> dt.datetime | None:
    """None for an empty text, and for one that is no moment."""
    try:
        return parse_datetime(text) if text else None
    except (TypeError, ValueError):
        return None


def is_older(text: str, age: dt.timedelta) -> bool:
    """Whether it was longer ago than `age`, or never."""
    found = moment(text)
    return found is None or clock.now() - found > age


def drill_failed(note: Note) -> bool:
    """Whether the last drill did not pass; ISO moments of one zone sort as they follow each other."""
    return note.failed > note.verified
