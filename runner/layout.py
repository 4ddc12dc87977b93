"""Where things stand in the checkout."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "pokpong"
TESTS = ROOT / "tests"
VENV = ROOT / ".venv"
VAR = ROOT / "var"
RUNTIME_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"


class Refused(Exception):
    """Something is missing or wrong; its text tells the person at the terminal what to do."""


def venv_python() -> Path:
    return VENV / "bin" / "python"


def say(words: str) -> None:
    """To standard error, so that a command's own output (JSON, tables) stays clean."""
    print(words, file=sys.stderr, flush=True)
