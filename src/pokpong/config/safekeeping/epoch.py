"""Which life of the data this is: a new one begins with every restore, and devices that know the old one must ask."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings

from pokpong.config.safekeeping.manifest import Manifest
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault.key_source import write_safely

FIRST = "first"


def path() -> Path:
    return Path(settings.POKPONG_EPOCH_FILE)


def current() -> str:
    """`first` until something was restored here."""
    try:
        return str(json.loads(path().read_text("utf-8"))["epoch"])
    except (OSError, ValueError, KeyError, TypeError):
        return FIRST


def renew(head: Manifest, lost: int) -> str:
    """Writes a new epoch after a restore; `head` is of the backup, `lost` how many closed batches are gone by it."""
    fresh = str(new_id())
    came_from = {"before": head.epoch, "backup": head.name, "mark": head.mark, "lost": lost}
    said = {"epoch": fresh, **came_from, "restored": clock.now().isoformat()}
    write_safely(path(), json.dumps(said, indent=1) + "\n")
    return fresh
