"""What runs here: the file the supervisor keeps about its parts, and the signs of life the parts leave beside it.

    DATA/run/status.json   {"version", "supervisor": {"pid", "since"}, "parts": {name: {"pid", "since", "restarts"}}}
    DATA/run/web.life      touched at every sign of life; the same for worker and clock

Standard library only: the supervisor reads and writes this without loading the program.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PARTS = ("web", "worker", "clock")
SILENT_AFTER = 120.0  # seconds without a sign of life


@dataclass(frozen=True)
class Part:
    """One part as it stands now; moments are seconds since 1970, 0 when there is none."""

    name: str
    pid: int = 0
    since: float = 0.0
    restarts: int = 0
    life: float = 0.0

    def state(self, now: float) -> str:
        """`running`, `silent` (no sign of life for two minutes) or `stopped`."""
        if not self.pid or not is_alive(self.pid):
            return "stopped"
        return "silent" if now - max(self.life, self.since) > SILENT_AFTER else "running"


def folder(data: Path) -> Path:
    return data / "run"


def write_whole(path: Path, text: str, *, mode: int = 0o600) -> None:
    """Writes beside and moves, so that a reader sees the old file or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    partial.replace(path)


def write_status(data: Path, status: dict[str, Any]) -> None:
    write_whole(folder(data) / "status.json", json.dumps(status, indent=1))


def read_status(data: Path) -> dict[str, Any]:
    """The supervisor's file; empty when nothing was started here, or the file cannot be read."""
    try:
        found = json.loads((folder(data) / "status.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def beat(data: Path, name: str) -> None:
    """Leaves a sign of life."""
    path = folder(data) / f"{name}.life"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    os.utime(path)


def life(data: Path, name: str) -> float:
    try:
        return (folder(data) / f"{name}.life").stat().st_mtime
    except OSError:
        return 0.0


def parts(data: Path) -> list[Part]:
    """Web, worker and clock, whether they were started or not."""
    noted = read_status(data).get("parts", {})
    return [_part(data, name, noted.get(name, {})) for name in PARTS]


def _part(data: Path, name: str, noted: dict[str, Any]) -> Part:
    return Part(
        name,
        pid=int(noted.get("pid") or 0),
        since=float(noted.get("since") or 0.0),
        restarts=int(noted.get("restarts") or 0),
        life=life(data, name),
    )


def is_alive(pid: int) -> bool:
    """Whether a process of this number runs on this machine."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def present() -> float:
    return time.time()
