"""A copy of the project in which a breach can be planted, guards run, and the breach taken out again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.engines.databases import TEMPLATES
from tests.guards.sources import ROOT

FOLDERS = ("src", "tests", "docs", "runner", ".ci")
LEFT_OUT = shutil.ignore_patterns("*.sqlite3", ".hypothesis", ".pytest_cache")
LONGEST = 240  # seconds a guard may take
# What pytest, its plugins and ./run leave in the environment for their own processes.
NOT_PASSED_ON = ("PYTEST_", "COV_", "COVERAGE_", "POKPONG_")


@dataclass(frozen=True)
class Finding:
    """What came of a run: pytest's exit code (-1: too slow) and what it wrote."""

    code: int
    output: str

    @property
    def reasons(self) -> str:
        """Only what failed and why: not the names of files and tests that the head of the output lists."""
        _, _, after = self.output.partition("= FAILURES =")
        return after.partition("short test summary info")[0]


@dataclass
class Copy:
    """One project folder of a worker. `changed` keeps what stood in a file before, None for a file that was not."""

    folder: Path
    changed: dict[Path, tuple[bytes, int] | None] = field(default_factory=dict)

    # --- planting ----------------------------------------------------------------------------------------

    def path(self, name: str) -> Path:
        """A file below src/pokpong, or of the project when the name begins with a slash."""
        return self.folder / name[1:] if name.startswith("/") else self.folder / "src" / "pokpong" / name

    def text(self, name: str) -> str:
        return self.path(name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Writes the whole file, and makes the folders on the way into packages."""
        path = self.path(name)
        for folder in reversed([parent for parent in path.parents if not parent.exists()]):
            folder.mkdir()
            if path.suffix == ".py":
                self._put(folder / "__init__.py", "")
        self._put(path, text)

    def append(self, name: str, text: str) -> None:
        self.write(name, f"{self.text(name)}\n\n{text}\n")

    def replace(self, name: str, old: str, new: str) -> None:
        """Raises LookupError when `old` is not in the file: the breach would not be one."""
        text = self.text(name)
        if old not in text:
            raise LookupError(f"{old!r} does not stand in {name}")
        self.write(name, text.replace(old, new, 1))

    def _put(self, path: Path, text: str) -> None:
        if path not in self.changed:
            self.changed[path] = (path.read_bytes(), path.stat().st_mtime_ns) if path.exists() else None
        path.write_text(text, encoding="utf-8")

    def restore(self) -> None:
        """Every file as before, with its time: what was compiled from it stays good."""
        for path, before in self.changed.items():
            if before is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(before[0])
                os.utime(path, ns=(before[1], before[1]))
            if path.suffix == ".po":
                path.with_suffix(".mo").unlink(missing_ok=True)
        for folder in sorted({path.parent for path in self.changed}, key=lambda one: -len(one.parts)):
            if not any(entry.name != "__pycache__" for entry in folder.iterdir()):
                shutil.rmtree(folder)
        self.changed.clear()

    @contextmanager
    def planted(self) -> Iterator[None]:
        try:
            yield
        finally:
            self.restore()

    # --- running -----------------------------------------------------------------------------------------

    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(NOT_PASSED_ON)}
        return {
            **kept,
            "PYTHONPATH": f"{self.folder / 'src'}{os.pathsep}{self.folder}",
            "DJANGO_SETTINGS_MODULE": "pokpong.config.settings.test",
            "POKPONG_TEST_ENGINE": "sqlite",
            "POKPONG_DATA": str(self.folder / "data"),
            "COLUMNS": "120",
        }

    def lint(self, contract: str) -> Finding:
        """import-linter on one contract."""
        command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
        done = subprocess.run(
            [*command, "--no-cache", "--no-logo", "--contract", contract],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
        return Finding(done.returncode, done.stdout + done.stderr)


class Runner:
    """Runs pytest in a copy, each time in a fresh fork of one process that has the libraries already."""

    def __init__(self, copy: Copy):
        self.copy = copy
        self.output = copy.folder / "output.txt"
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("zygote.py"))],
            cwd=copy.folder,
            env=copy.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def pytest(self, *arguments: str, environment: Mapping[str, str] | None = None) -> Finding:
        """`environment` is what this run has besides, or otherwise, than the copy's own."""
        wish = {
            "arguments": [
                "-vv",
                "--no-header",
                "--disable-warnings",
                "--show-capture=stdout",
                "-p",
                "no:cacheprovider",
                *arguments,
            ],
            "environment": dict(environment or {}),
            "output": str(self.output),
            "seconds": LONGEST,
        }
        assert self.process.stdin is not None
        print(json.dumps(wish), file=self.process.stdin, flush=True)
        code = int(self._answer())
        return Finding(code, self.output.read_text(encoding="utf-8", errors="replace"))

    def _answer(self) -> str:
        """Raises RuntimeError when the process is gone."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the runner of guards ended with {self.process.wait()}")
        return line.strip()

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(LONGEST)


def make_copy(folder: Path) -> Copy:
    """Everything guards read. Template data bases are shared: a breach that changes no migration needs no new one."""
    for name in FOLDERS:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name, ignore=LEFT_OUT, symlinks=True)
    for path in ROOT.iterdir():
        if path.is_file() and not path.name.startswith("."):
            shutil.copy2(path, folder / path.name)
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    (folder / "var").mkdir()
    (folder / "var" / "test-templates").symlink_to(TEMPLATES)
    return Copy(folder)
