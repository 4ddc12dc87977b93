"""Encrypting for a recipient (age, X25519) and opening again; streams, so that size does not matter."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import pyrage

from pokpong.config.safekeeping.refusing import BackupRefused

Recipient: TypeAlias = Any  # pyrage ships no types
TYPED = Path("-")


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def recipient(text: str) -> Recipient:
    """Raises BackupRefused when there is none, or it is not an age recipient."""
    if not text:
        raise BackupRefused("POKPONG_BACKUP_RECIPIENT is not set: make one with `pokpong backup --new-identity FILE`")
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise BackupRefused("POKPONG_BACKUP_RECIPIENT is not an age recipient (age1…)") from None


def identities(path: Path) -> list[pyrage.x25519.Identity]:
    """The identities in a file as `age-keygen` writes it: one on a line, `#` before remarks. Raises BackupRefused.

    `-` is the standard input: whoever runs this need not be allowed to open the file.
    """
    try:
        lines = (_typed() if path == TYPED else path.read_text("ascii")).splitlines()
    except (OSError, UnicodeDecodeError):
        raise BackupRefused(f"the identity file {path} cannot be read") from None
    wanted = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in wanted]
    except pyrage.IdentityError:
        raise BackupRefused(f"{path} holds something that is not an age identity") from None
    if not found:
        raise BackupRefused(f"there is no identity in {path}")
    return found


@cache
def _typed() -> str:
    """It can be read once only, and a backup that is tried asks twice."""
    return sys.stdin.read()


def new_identity(path: Path) -> str:
    """Writes a fresh identity to `path`, readable by its owner only, and answers its recipient. Never overwrites."""
    fresh = pyrage.x25519.Identity.generate()
    public = str(fresh.to_public())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as reason:
        raise BackupRefused(f"{path} cannot be made: {reason.strerror}") from None
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(f"# public key: {public}\n{fresh}\n")
    return public


def seal(source: Readable, target: Path, to: Recipient) -> None:
    """Writes beside and moves: an archive that bears its name is whole. Raises BackupRefused."""
    partial = target.with_name(f"{target.name}.partial")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            pyrage.encrypt_io(source, out, [to])
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
    except (pyrage.EncryptError, OSError) as reason:
        raise BackupRefused(f"{target.name} could not be written: {reason}") from None
    finally:
        partial.unlink(missing_ok=True)
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """A name that was moved is on the disk only once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def open_into(archive: Path, target: Path, keys: list[pyrage.x25519.Identity]) -> None:
    """Raises BackupRefused when the archive is cut short, altered, or sealed for somebody else."""
    try:
        with archive.open("rb") as source, target.open("xb") as out:
            pyrage.decrypt_io(source, out, keys)
    except FileNotFoundError:
        raise BackupRefused(f"there is no archive {archive}") from None
    except pyrage.DecryptError as reason:
        raise BackupRefused(_why(archive.name, str(reason))) from None
    except OSError as reason:
        raise BackupRefused(f"{archive.name} is cut short or was altered ({reason})") from None


def _why(name: str, reason: str) -> str:
    others = "no matching key" in reason.lower()
    return f"{name} was not sealed for this identity" if others else f"{name} is cut short or was altered ({reason})"
