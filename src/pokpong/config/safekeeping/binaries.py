"""PostgreSQL's own programs: the newest that this machine has."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.conf import settings

from pokpong.config.safekeeping.refusing import BackupRefused

DEBIAN_FOLDERS = Path("/usr/lib/postgresql")


def postgresql(name: str) -> Path:
    """`pg_dump` or `pg_restore`: from POKPONG_POSTGRESQL_BIN, Debian's folders, or the PATH. Raises BackupRefused."""
    named = settings.POKPONG_POSTGRESQL_BIN
    folders = [Path(named)] if named else [path / "bin" for path in DEBIAN_FOLDERS.glob("*")]
    on_path = None if named else shutil.which(name)
    candidates = [folder / name for folder in folders] + ([Path(on_path)] if on_path else [])
    usable = [path for path in candidates if os.access(path, os.X_OK) and version(path)]
    if not usable:
        raise BackupRefused(f"{name} is not on this machine: install the client programs of PostgreSQL")
    return max(usable, key=version)


def version(program: Path) -> int:
    """The major version; 0 when the program does not say one."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\(PostgreSQL\) ([0-9]+)", said)
    return int(found.group(1)) if found else 0
