"""A virtual environment with pip in it, also where Debian's python3-venv is not installed."""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from runner.layout import Refused, say

# The pip that is fetched when Python comes without one. The hash is that of the file on pypi.org.
PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"

TELL = (
    "this Python can make no virtual environment with pip. As root:\n"
    "    apt install python3-venv        (Debian, Ubuntu)\n"
    "and start again."
)


def make(venv: Path, *, uv: str | None) -> None:
    """Raises Refused, saying what to install, when none of the ways works."""
    if uv:
        run([uv, "venv", "--quiet", "--python", sys.executable, str(venv)])
    elif has("ensurepip"):
        run([sys.executable, "-m", "venv", str(venv)])
    else:
        run([sys.executable, "-m", "venv", "--without-pip", str(venv)])
        add_pip(venv / "bin" / "python")


def has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def add_pip(python: Path) -> None:
    """Debian splits ensurepip from Python: the wheel of pip can install itself."""
    say("This Python comes without ensurepip: fetching pip itself ...")
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder) / PIP_WHEEL
        wheel.write_bytes(verified(fetch_pip()))
        run([str(python), f"{wheel}/pip", "install", "--quiet", "--no-index", str(wheel)])


def verified(content: bytes) -> bytes:
    if hashlib.sha256(content).hexdigest() != PIP_SHA256:
        raise Refused(f"{PIP_WHEEL} is not the file it should be; {TELL}")
    return content


def fetch_pip() -> bytes:
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    accept = {"Accept": "application/vnd.pypi.simple.v1+json"}
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{index}/pip/", headers=accept), timeout=60) as page:
            address = address_of_pip(json.load(page))
        with urllib.request.urlopen(address, timeout=120) as wheel:
            content: bytes = wheel.read()
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise Refused(f"pip could not be fetched from {index} ({error}); {TELL}") from error
    return content


def address_of_pip(project: dict[str, Any]) -> str:
    """Out of a project's page of a package index (PEP 691). Raises Refused when the file is not listed."""
    for file in project["files"]:
        if file["filename"] == PIP_WHEEL:
            return str(file["url"])
    raise Refused(f"the package index does not list {PIP_WHEEL}; {TELL}")


def run(command: list[str]) -> None:
    finished = subprocess.run(command, check=False)
    if finished.returncode:
        raise Refused(TELL)
