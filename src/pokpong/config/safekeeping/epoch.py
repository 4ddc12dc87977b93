"""Which life of the data this is: a new one begins with every restore, and devices that know the old one must ask."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings

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


def renew(before: str, backup: str) -> str:
    """Writes a new epoch; `before` is the one the backup was made in."""
    fresh = str(new_id())
    said = {"epoch": fresh, "before": before, "backup": backup, "restored": clock.now().isoformat()}
    write_safely(path(), json.dumps(said, indent=1) + "\n")
    return fresh
