"""./run check: everything that can be said about the code without running its stories, side by side."""

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from runner.environment import ready
from runner.layout import ROOT, TESTS, VENV, Refused

# That each guard bites is proved by ./run test: it runs every guard again over planted breaches.
NOT_THE_BITES = ("--ignore", str(TESTS / "guards" / "test_guards_bite.py"))


@dataclass(frozen=True)
class Step:
    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    step: Step
    code: int
    output: str
    seconds: float


def steps() -> list[Step]:
    """The longest first, so that the short ones fill the second processor."""
    return [
        Step("types", program("mypy")),
        Step("guards", (*program("python"), "-m", "pytest", "-q", "-n", "2", *NOT_THE_BITES, str(TESTS / "guards"))),
        Step("contracts", program("lint-imports")),
        Step("lint", program("ruff", "check", "--quiet")),
        Step("format", program("ruff", "format", "--check", "--quiet")),
    ]


def program(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(VENV / "bin" / name), *arguments)


def main(arguments: Sequence[str]) -> int:
    chosen = choose(steps(), arguments)
    ready(dev=True)
    began = time.monotonic()
    with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        findings = list(pool.map(take, chosen))
    for finding in findings:
        if finding.code:
            print(f"--- {finding.step.name}\n{finding.output.strip()}\n")
    print("\n".join(line(finding) for finding in findings))
    failed = sum(1 for finding in findings if finding.code)
    print(f"{len(findings) - failed} passed, {failed} failed in {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


def choose(known: Sequence[Step], names: Sequence[str]) -> list[Step]:
    """All steps, or those named. Raises Refused for a name that is none."""
    unknown = set(names) - {step.name for step in known}
    if unknown:
        raise Refused(f"no such step: {', '.join(sorted(unknown))}; there are {', '.join(s.name for s in known)}.")
    return [step for step in known if not names or step.name in names]


def take(step: Step) -> Finding:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="pokpong-check-") as folder:
        own = {**os.environ, "POKPONG_TEST_ENGINE": "sqlite", "POKPONG_DATA": folder}
        finished = subprocess.run(
            step.command,
            cwd=ROOT,
            env=own,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    return Finding(step, finished.returncode, finished.stdout, time.monotonic() - began)


def line(finding: Finding) -> str:
    return f"{'FAILED' if finding.code else 'ok':<7}{finding.step.name:<10} {finding.seconds:5.1f} s"
