"""The one-time code of the set-up page: on the console of whoever started the server, and in a file only they can read.

Standard library only: the command that starts the server prints it.
"""

from __future__ import annotations

import fcntl
import hmac
import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pokpong.doors.office import running

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without those that look alike
GROUPS, GROUP = 3, 4
MOST_TRIES = 15


def current(data: Path) -> str:
    """The code in force, made when there is none."""
    with _locked(data):
        return _read(data)[0] or _renew(data)


def matches(data: Path, typed: str) -> bool:
    """Whether `typed` is the code. After fifteen wrong tries another code takes its place and is printed."""
    with _locked(data):
        code, wrong = _read(data)
        if not code:
            code = _renew(data)
        if hmac.compare_digest(plain(typed).encode(), plain(code).encode()):
            return True
        if wrong + 1 >= MOST_TRIES:
            sys.stderr.write(f"Too many wrong codes. The new code for the set-up page: {_renew(data)}\n")
        else:
            _write(data, code, wrong + 1)
        return False


def drop(data: Path) -> None:
    """Takes the code away once it has served."""
    _path(data).unlink(missing_ok=True)


def plain(code: str) -> str:
    """As it is compared: without case, spaces and hyphens."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _path(data: Path) -> Path:
    return running.folder(data) / "set-up-code.json"


def _new() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(GROUP)) for _group in range(GROUPS))


def _renew(data: Path) -> str:
    code = _new()
    _write(data, code, 0)
    return code


def _write(data: Path, code: str, wrong: int) -> None:
    running.write_whole(_path(data), json.dumps({"code": code, "wrong": wrong}))


def _read(data: Path) -> tuple[str, int]:
    try:
        found = json.loads(_path(data).read_text("utf-8"))
        return str(found["code"]), int(found["wrong"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", 0


@contextmanager
def _locked(data: Path) -> Iterator[None]:
    # Two web processes may check at once; a try must not go uncounted.
    folder = running.folder(data)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(folder / "set-up-code.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
