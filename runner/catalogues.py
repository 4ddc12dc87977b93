"""Translated words are compiled when their source is newer; the compiled files are not kept in git."""

import subprocess
from pathlib import Path

from runner.layout import PACKAGE, ROOT, Refused


def stale(package: Path = PACKAGE) -> list[Path]:
    """The .po files whose .mo file is missing or older."""
    return [path for path in sorted(package.glob("**/locale/*/LC_MESSAGES/*.po")) if is_stale(path)]


def is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_stale(python: Path) -> None:
    """Looks only at dates where there is nothing to do: starting Babel for nothing costs half a second."""
    if not stale():
        return
    finished = subprocess.run([python, "-m", "pokpong.config.catalogues"], cwd=ROOT, check=False)
    if finished.returncode:
        raise Refused("a catalogue of translated words is broken; the lines above say where.")
