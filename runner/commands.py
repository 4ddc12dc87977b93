"""The words one can say after ./run, and what each leads to."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from types import FrameType

from runner import checking, locks, testing
from runner.environment import ready
from runner.layout import ROOT, Refused, venv_python

Arguments = Sequence[str]

HELP = """\
Pokpong: the ledger of a counter-trafficking programme.

  ./run demo [--port N] [--data DIR] [--no-browser] [--https]
                            a whole installation with invented people, on this machine
  ./run serve [...]         web, worker and clock of a real installation
  ./run pokpong COMMAND     one command of the program: migrate, create-first-users, import-places, doctor ...

  ./run test [--all] [--engine sqlite|postgresql] [-k EXPRESSION] [-x] [WHAT ...]
                            every test on SQLite and PostgreSQL; WHAT is a path or the name of a package
  ./run check               format, lint, types, contracts and guards, in under two minutes
  ./run bench [NAME] [--engine sqlite|postgresql] [--size small|full] [--json]
                            a measurement; without a name: which there are
  ./run pictures [...]      takes the pictures of docs/pictures/ again
  ./run lock                resolves the dependencies again and writes both lock files
  ./run help                this page
"""


def hand_over(module: str, arguments: Arguments, *, dev: bool = False) -> int:
    """Becomes `python -m module arguments` of the environment, so that signals reach it directly.

    It stays in the caller's folder: `--data DIR` means what it says.
    """
    ready(dev=dev)
    sys.stdout.flush()
    python = str(venv_python())
    os.execv(python, [python, "-m", module, *arguments])


def run_module(module: str, arguments: Arguments) -> int:
    ready(dev=True)
    return subprocess.run([venv_python(), "-m", module, *arguments], cwd=ROOT, check=False).returncode


def help_page(arguments: Arguments) -> int:
    print(HELP, end="")
    return 0


COMMANDS: dict[str, Callable[[Arguments], int]] = {
    "demo": lambda arguments: hand_over("pokpong.config.commands", ["demo", *arguments]),
    "serve": lambda arguments: hand_over("pokpong.config.commands", ["serve", *arguments]),
    "pokpong": lambda arguments: hand_over("pokpong.config.commands", arguments),
    "test": testing.main,
    "check": checking.main,
    "bench": lambda arguments: run_module("tests.bench", arguments),
    "pictures": lambda arguments: run_module("tests.journeys.pictures", arguments),
    "lock": locks.main,
    "help": help_page,
    "--help": help_page,
    "-h": help_page,
}


def main(arguments: Arguments) -> int:
    """The exit code of the command named first; 2 when there is no such command."""
    # A polite stop must still end the servers a command started.
    signal.signal(signal.SIGTERM, stop)
    name = arguments[0] if arguments else "help"
    if name not in COMMANDS:
        print(f"There is no command {name!r}.\n\n{HELP}", end="", file=sys.stderr)
        return 2
    try:
        return COMMANDS[name](arguments[1:])
    except Refused as refusal:
        print(f"./run {name}: {refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
