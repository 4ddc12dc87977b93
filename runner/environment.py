"""The virtual environment: made once, filled from a lock with hashes, left alone until the lock changes."""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path

from runner import bootstrap, catalogues
from runner.layout import DEV_LOCK, ROOT, RUNTIME_LOCK, SOURCE, VAR, VENV, Refused, say, venv_python

STAMP = VENV / "pokpong-stamp.json"

Stamp = Mapping[str, str]


def ready(*, dev: bool = False) -> None:
    """Makes the environment fit the lock and the catalogues fit their sources. Instant when both already do.

    Raises Refused with what to do when something cannot be installed.
    """
    lock = DEV_LOCK if dev else RUNTIME_LOCK
    if needs_install(read_stamp(), wanted_stamp(), dev=dev) or not venv_python().exists():
        with one_at_a_time():
            if needs_install(read_stamp(), wanted_stamp(), dev=dev) or not venv_python().exists():
                make_environment()
                install(lock)
                write_stamp(dev=dev)
    catalogues.compile_stale(venv_python())


def wanted_stamp() -> dict[str, str]:
    return {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "at": str(VENV),
        "runtime": digest(RUNTIME_LOCK),
        "dev": digest(DEV_LOCK),
    }


def digest(path: Path) -> str:
    if not path.is_file():
        raise Refused(f"{path.name} is missing; `git status` shows what else is.")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def needs_install(found: Stamp, wanted: Stamp, *, dev: bool) -> bool:
    """The development lock holds the runtime lock: an environment for development also serves the program."""
    if any(found.get(key) != wanted[key] for key in ("python", "at", "runtime")):
        return True
    return dev and found.get("dev") != wanted["dev"]


def read_stamp() -> Stamp:
    try:
        found = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_stamp(*, dev: bool) -> None:
    stamp = wanted_stamp()
    if not dev:
        del stamp["dev"]
    STAMP.write_text(json.dumps(stamp, indent=1))


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two commands started together must not fill the same environment at once."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "environment.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def make_environment() -> None:
    if venv_python().exists() and fits(venv_python()):
        return
    say(f"Making {VENV.name} ...")
    shutil.rmtree(VENV, ignore_errors=True)
    bootstrap.make(VENV, uv=uv())


def fits(python: Path) -> bool:
    """Whether an environment made earlier still runs, with the Python version of today."""
    probe = "import sys; print('%d.%d' % sys.version_info[:2]); import encodings, ssl, sqlite3"
    try:
        found = subprocess.run([python, "-c", probe], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return found.returncode == 0 and found.stdout.strip() == wanted_stamp()["python"]


def uv() -> str | None:
    return shutil.which("uv")


def install_command(lock: Path, *, uv_path: str | None) -> list[str]:
    if uv_path:
        command = [uv_path, "pip", "install", "--quiet", "--python", str(venv_python())]
    else:
        command = [str(venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return [*command, "--require-hashes", "-r", str(lock)]


def install(lock: Path) -> None:
    say(f"Installing what {lock.name} names (about a minute the first time) ...")
    finished = subprocess.run(install_command(lock, uv_path=uv()), cwd=ROOT, check=False)
    if finished.returncode:
        raise Refused("the packages could not be installed; the lines above say why. Is there a network?")
    make_source_importable()


def make_source_importable() -> None:
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV), "platbase": str(VENV)}))
    packages.mkdir(parents=True, exist_ok=True)
    (packages / "pokpong-checkout.pth").write_text(f"{SOURCE}{os.linesep}")
