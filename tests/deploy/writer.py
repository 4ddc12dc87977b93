"""Writes concerns without a pause and notes what was acknowledged: `python -m tests.deploy.writer NOTES USER`."""

from __future__ import annotations

import os
import sys
import time
from importlib import import_module
from pathlib import Path

import django


def main(notes: Path, username: str) -> None:
    """Each line: the moment of the answer (seconds since 1970) and the id. Runs until killed."""
    # Models can only be imported after the set-up.
    factories = import_module("pokpong.areas.protection.tests.factories")
    models = import_module("pokpong.foundation.access.models")
    user = models.User.objects.get(username=username)
    handle = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    while True:
        row = factories.a_concern(user)
        os.write(handle, f"{time.time():.6f} {row.pk}\n".encode())


if __name__ == "__main__":
    django.setup()
    main(Path(sys.argv[1]), sys.argv[2])
