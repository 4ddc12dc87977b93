"""What the tests need from the system: a browser and PostgreSQL. Missing means failing, never skipping."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from runner.layout import Refused, say
from tests.engines.binaries import chromium, postgresql_folder


@dataclass(frozen=True)
class Part:
    """One thing the tests need that pip cannot bring."""

    words: str
    package: str
    found: Callable[[], object]


def libatomic() -> bool:
    """Whether the library is there that the driver of the browser (in Playwright's wheel) is linked against."""
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


POSTGRESQL = Part("PostgreSQL 15 or newer (initdb, postgres)", "postgresql", postgresql_folder)
CHROMIUM = Part("the browser Chromium", "chromium", chromium)
LIBATOMIC = Part("the library libatomic.so.1, for the browser's driver", "libatomic1", libatomic)


def provide(parts: Sequence[Part]) -> None:
    """Installs what is missing by apt where this user may. Raises Refused naming what is still missing."""
    missing = [part for part in parts if not part.found()]
    if missing and may_install():
        apt_install([part.package for part in missing])
    still = [part for part in missing if not part.found()]
    if still:
        raise Refused(complaint(still))


def complaint(missing: Sequence[Part]) -> str:
    names = "".join(f"\n  - {part.words}" for part in missing)
    packages = " ".join(part.package for part in missing)
    return f"the tests need parts of the system that are missing:{names}\nAs root: apt install {packages}"


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: Sequence[str]) -> None:
    say(f"Installing from the system's packages: {' '.join(packages)} ...")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    )
    for step in steps:
        finished = subprocess.run(
            step, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if finished.returncode:
            say(finished.stdout[-2000:] + finished.stderr[-2000:])
