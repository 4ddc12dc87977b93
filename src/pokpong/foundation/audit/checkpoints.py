"""How many batches there were and the keyed digest of the last: kept in a file, and in a second place if one is set.

A thief of the data base who cuts off its end would also have to reach these files. They are never lowered, and never
written over when they say something else than the data base: that is for a person to see, and to accept.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from pokpong.foundation.audit.chain import Head, keyed
from pokpong.foundation.audit.models import Batch
from pokpong.foundation.kernel import clock

logger = logging.getLogger(__name__)


class Unreadable(Exception):
    """A checkpoint file that is no checkpoint, or that nobody with the key wrote."""


@dataclass(frozen=True)
class Mark:
    """What a checkpoint file says."""

    number: int
    mac: str
    at: str

    @property
    def written_at(self) -> datetime:
        return datetime.fromisoformat(self.at)


def places() -> list[Path]:
    """The file and the second one, as far as they are set."""
    found = (settings.POKPONG_CHECKPOINT_FILE, settings.POKPONG_CHECKPOINT_SECOND)
    return [Path(path) for path in found if str(path)]


def read(path: Path) -> Mark | None:
    """None where there is no file. Raises Unreadable; OSError when it is there and cannot be opened."""
    try:
        said: Any = json.loads(path.read_text("utf-8"))
        mark = Mark(int(said["batches"]), str(said["mac"]), str(said["at"]))
        seal = str(said["seal"])
        mark.written_at  # noqa: B018  raises for what is no moment
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):
        raise Unreadable(path.name) from None
    if seal != _seal(mark):
        raise Unreadable(path.name)
    return mark


def begin(head: Head) -> None:
    """Makes the files before the first batch is closed: from then on one that is missing was taken away."""
    if head.number == 0:
        for path in places():
            if not path.exists():
                _write(path, head)


def is_behind(head: Head) -> bool:
    """Whether some file could not be written the last time."""
    return any(mark.number < head.number for mark in map(readable, places()) if mark)


def keep(head: Head) -> None:
    """Writes the last batch down where the file says nothing else than the data base."""
    for path in places():
        mark = readable(path)
        if mark is not None and mark.number <= head.number and _fits(mark):
            _write(path, head)
        else:
            logger.error("a checkpoint does not fit the audit: run `pokpong audit verify`")


def accept(head: Head) -> None:
    """Writes the files anew, whatever they say: after a restore, or for a second place that is new. Raises OSError."""
    for path in places():
        _put(path, head)


def _fits(mark: Mark) -> bool:
    """Whether the data base still has the batch that was the last one then."""
    if mark.number == 0:
        return not mark.mac
    return Batch.objects.filter(number=mark.number, mac=mark.mac).exists()


def readable(path: Path) -> Mark | None:
    """None also for a file that cannot be read."""
    try:
        return read(path)
    except (Unreadable, OSError):
        return None


def _seal(mark: Mark) -> str:
    return keyed({"checkpoint": mark.number, "mac": mark.mac, "at": mark.at})


def _write(path: Path, head: Head) -> None:
    try:
        _put(path, head)
    except OSError as reason:
        # The next run tries again, and verifying says that the file is behind.
        logger.error("a checkpoint could not be written: %s", type(reason).__name__)  # noqa: TRY400  no path in logs


def _put(path: Path, head: Head) -> None:
    """Writes beside and moves: a reader sees the old file or the new one. For its owner only."""
    mark = Mark(head.number, head.mac, clock.now().isoformat())
    text = json.dumps({"batches": mark.number, "mac": mark.mac, "at": mark.at, "seal": _seal(mark)}, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text + "\n")
        out.flush()
        os.fsync(out.fileno())
    partial.replace(path)
