"""Where the system keeps PostgreSQL and Chromium. Standard library only: ./run asks before installing."""

import os
import re
import shutil
import subprocess
from pathlib import Path

OLDEST_POSTGRESQL = 15
DEBIAN_FOLDERS = Path("/usr/lib/postgresql")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium() -> str | None:
    """The browser: POKPONG_TEST_CHROMIUM, or what the system has."""
    named = os.environ.get("POKPONG_TEST_CHROMIUM")
    candidates = [named] if named else CHROMIUM_NAMES
    return next((path for path in map(shutil.which, candidates) if path), None)


def postgresql_folder() -> Path | None:
    """The newest folder that holds initdb and postgres of a version we support."""
    folders = [path / "bin" for path in DEBIAN_FOLDERS.glob("*")]
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    usable = [folder for folder in folders if version(folder) >= OLDEST_POSTGRESQL]
    return max(usable, key=version, default=None)


def version(folder: Path) -> int:
    """The major version of the server in that folder; 0 when there is none."""
    server = folder / "postgres"
    if not (server.exists() and (folder / "initdb").exists()):
        return 0
    said = subprocess.run([server, "--version"], capture_output=True, text=True, check=False).stdout
    return major_version(said)


def major_version(said: str) -> int:
    """Out of `postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)`: 15; 0 when the text is another."""
    found = re.search(r"\(PostgreSQL\) ([0-9]+)", said)
    return int(found.group(1)) if found else 0
