"""Where the master key comes from: a command, the environment or a file. All three give the same one line of text.

The line is 32 bytes in base64. `ring:` before it says that an epochs file belongs to it: without that file nothing is
read or sealed, so that a lost file is noticed before anything is written under the wrong key.
"""

from __future__ import annotations

import base64
import binascii
import os
import shlex
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from pokpong.foundation.vault import aes

RING = "ring:"
COMMAND_SECONDS = 20
EPOCHS_SUFFIX = ".epochs"


@dataclass(frozen=True)
class Master:
    """The master key; `has_ring` when an epochs file must stand beside it."""

    key: bytes
    has_ring: bool = False

    def line(self) -> str:
        return (RING if self.has_ring else "") + base64.b64encode(self.key).decode() + "\n"


def decode(text: str) -> bytes:
    """32 bytes. Raises ImproperlyConfigured, without showing the text."""
    return parsed(text).key


def parsed(text: str) -> Master:
    """Raises ImproperlyConfigured, without showing the text."""
    plain = text.strip()
    try:
        key = base64.b64decode(plain.removeprefix(RING), validate=True)
    except (binascii.Error, ValueError):
        raise ImproperlyConfigured("the master key is not base64") from None
    if len(key) != aes.KEY_BYTES:
        raise ImproperlyConfigured(f"the master key must be {aes.KEY_BYTES} bytes long")
    return Master(key, plain.startswith(RING))


def current() -> Master:
    """The master key of this installation, as its source says now. Raises ImproperlyConfigured."""
    if settings.POKPONG_KEY_COMMAND:
        return parsed(_answer(settings.POKPONG_KEY_COMMAND))
    if settings.POKPONG_MASTER_KEY:
        return _parsed_once(settings.POKPONG_MASTER_KEY)
    path = str(settings.POKPONG_KEY_FILE)
    if not path:
        raise ImproperlyConfigured("no master key: set POKPONG_KEY_FILE (see docs/threats.md)")
    return _of_file(path, *stamp(path))


def key_file() -> Path | None:
    """The key file, where the key comes from one."""
    if settings.POKPONG_KEY_COMMAND or settings.POKPONG_MASTER_KEY or not settings.POKPONG_KEY_FILE:
        return None
    return Path(settings.POKPONG_KEY_FILE)


def epochs_file() -> Path | None:
    """Where the epoch keys stand: the setting, or beside the key file. None: nowhere, so no epoch can be turned."""
    if settings.POKPONG_EPOCHS_FILE:
        return Path(settings.POKPONG_EPOCHS_FILE)
    beside = settings.POKPONG_KEY_FILE
    return Path(f"{beside}{EPOCHS_SUFFIX}") if beside else None


def stamp(path: str) -> tuple[int, int, int]:
    """Changes whenever the file is replaced; (0, 0, 0) while it is not there."""
    try:
        found = os.stat(path)  # noqa: PTH116  asked for with every key
    except OSError:
        return (0, 0, 0)
    return (found.st_ino, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4)
def _parsed_once(text: str) -> Master:
    return parsed(text)


@lru_cache(maxsize=4)
def _of_file(path: str, *_stamp: int) -> Master:
    try:
        return parsed(Path(path).read_text("ascii"))
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"the key file {path} cannot be read") from None


@lru_cache(maxsize=4)
def _answer(command: str) -> str:
    """What the key service says; asked once by each process. Raises ImproperlyConfigured, never with its output."""
    try:
        done = subprocess.run(
            shlex.split(command), capture_output=True, text=True, timeout=COMMAND_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise ImproperlyConfigured(f"POKPONG_KEY_COMMAND gave no key within {COMMAND_SECONDS} seconds") from None
    except (OSError, ValueError):
        raise ImproperlyConfigured("POKPONG_KEY_COMMAND cannot be run") from None
    if done.returncode:
        raise ImproperlyConfigured(f"POKPONG_KEY_COMMAND ended with code {done.returncode} and gave no key")
    return done.stdout


def ask_again() -> None:
    """Forgets what the key service answered: its key may have been rotated."""
    _answer.cache_clear()


def write_safely(path: Path, text: str) -> None:
    """Replaces a file whole or not at all, readable by its owner only, on the disk before this returns."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    before = _bytes_of(path)
    os.replace(fresh, path)  # noqa: PTH105  the atomic one
    _sync_folder(path.parent)
    if before is not None:
        _overwrite(*before)


def _bytes_of(path: Path) -> tuple[int, int] | None:
    """The open old file and its size, to be overwritten once its name is gone."""
    try:
        handle = os.open(path, os.O_WRONLY)
    except OSError:
        return None
    return handle, os.fstat(handle).st_size


def _overwrite(handle: int, size: int) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(os.urandom(size))
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
