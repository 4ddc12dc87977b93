"""What this installation remembers of its backups, for the doctor: when the last was, and whether one was tried."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from pokpong.foundation.vault.key_source import write_safely


@dataclass(frozen=True)
class Note:
    """Moments are ISO texts in UTC, empty for never."""

    made: str = ""
    name: str = ""
    folder: str = ""
    verified: str = ""
    verified_name: str = ""


def path() -> Path:
    return Path(settings.DATA_DIR) / "backups.json"


def read() -> Note:
    """An empty note when there was no backup, or the file cannot be read."""
    try:
        return Note(**json.loads(path().read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Note()


def write(note: Note) -> None:
    write_safely(path(), json.dumps(asdict(note), indent=1) + "\n")
