"""Starts guards quickly: the libraries are imported once, then every run is a fork that imports only our own code.

    python tests/guards/bites/zygote.py

reads one JSON object a line, {"arguments": [...], "environment": {...}, "output": path, "seconds": n}, runs pytest with
these arguments in a child that has this environment besides its own and writes to `output`, and answers each with one
line: its exit code, or -1 when the time was over.
Started in a copy of the project; it must import nothing of the project itself, or a run would see an older state.
"""

import contextlib
import importlib
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

LIBRARIES = (
    "_pytest.pytester",
    "argon2",
    "babel.dates",
    "babel.messages.mofile",
    "babel.messages.pofile",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.kdf.hkdf",
    "cryptography.x509",
    "django.contrib.auth.hashers",
    "django.contrib.messages.storage.fallback",
    "django.core.mail",
    "django.core.management",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.autodetector",
    "django.db.migrations.loader",
    "django.forms",
    "django.template.defaultfilters",
    "django.template.loader_tags",
    "django.templatetags.i18n",
    "django.test.client",
    "django.test.testcases",
    "django.urls",
    "filetype",
    "hypothesis.strategies",
    "icu4py.breakers",
    "lao2ipa",
    "PIL.Image",
    "playwright.sync_api",
    "psutil",
    "psycopg",
    "pydantic",
    "pytest",
    "pytest_django.plugin",
    "pytest_playwright.pytest_playwright",
    "pyuca",
    "rapidfuzz",
    "segno",
    "uuid_utils.compat",
    "xdist.plugin",
)
STEP = 0.01  # seconds between two looks at a child


def main() -> None:
    own_folder = str(Path(__file__).resolve().parent)
    sys.path[:] = [entry for entry in sys.path if entry != own_folder]
    for name in LIBRARIES:
        # What is missing or wants settings first is imported by each run instead: slower, not wrong.
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    print("ready", flush=True)
    for line in sys.stdin:
        print(run(json.loads(line)), flush=True)


def run(wish: dict[str, Any]) -> int:
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        work(wish)
    until = time.monotonic() + float(wish["seconds"])
    while time.monotonic() < until:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(STEP)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -1


def work(wish: dict[str, Any]) -> None:
    """In the child: never returns."""
    code = 70
    try:
        written = os.open(wish["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(written, 1)
        os.dup2(written, 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.environ.update(wish["environment"])
        code = int(importlib.import_module("pytest").main(wish["arguments"]))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
