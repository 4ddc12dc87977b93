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


def library(*names: str) -> Callable[[], bool]:
    """Whether a library is there, under one of its names (they differ between systems)."""

    def found() -> bool:
        return any(opens(name) for name in names)

    return found


def opens(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


POSTGRESQL = Part("PostgreSQL 15 or newer (initdb, postgres)", "postgresql", postgresql_folder)
CHROMIUM = Part("the browser Chromium", "chromium", chromium)
# The driver of the browser, in Playwright's wheel, is linked against it.
LIBATOMIC = Part("the library libatomic.so.1, for the browser's driver", "libatomic1", library("libatomic.so.1"))
# What WeasyPrint documents as its needs: https://doc.courtbouillon.org/weasyprint/stable/first_steps.html
PANGO = (
    Part("Pango, for papers as PDF", "libpango-1.0-0", library("libpango-1.0.so.0", "libpango-1.0.dylib")),
    Part("Pango for FreeType", "libpangoft2-1.0-0", library("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib")),
    Part(
        "HarfBuzz's library for parts of fonts",
        "libharfbuzz-subset0",
        library("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib"),
    ),
)


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
