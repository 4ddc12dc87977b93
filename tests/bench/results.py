"""What a bench answers, and how it is shown."""

import json
import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

Size = Literal["small", "full"]
Better = Literal["lower", "higher"]

HEAD = ("what", "value", "unit", "aim", "", "baseline")


@dataclass(frozen=True)
class Result:
    """One measured number.

    `aim` is the number we want to reach, or None; `rows` is what was seen in the answer, so that a fast wrong
    answer shows; `baseline` are numbers of other ways or other programs, by their name, in the same unit.
    """

    name: str
    value: float
    unit: str
    better: Better
    aim: float | None = None
    rows: Any = None
    baseline: dict[str, float] = field(default_factory=dict)

    def reached(self) -> bool | None:
        """Whether the aim is reached; None where there is no aim."""
        if self.aim is None:
            return None
        return self.value >= self.aim if self.better == "higher" else self.value <= self.aim


def machine() -> dict[str, str | int]:
    """What a number depends on and a reader must know."""
    return {
        "processor": processor(),
        "cores": os.cpu_count() or 1,
        "memory_mib": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def processor() -> str:
    """Its name where the system tells it."""
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text(encoding="utf-8").splitlines() if listing.exists() else []
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "unknown")


def as_json(bench: str, size: Size, results: Sequence[Result]) -> str:
    """The one object a bench ends with, on one line."""
    whole = {
        "bench": bench,
        "size": size,
        "machine": machine(),
        "results": [asdict(result) for result in results],
    }
    return json.dumps(whole, ensure_ascii=False)


def as_table(results: Sequence[Result]) -> str:
    lines = [HEAD, *(cells(result) for result in results)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(row(line, widths) for line in lines)


def row(line: Sequence[str], widths: Sequence[int]) -> str:
    """Numbers stand to the right, words to the left."""
    numbers = {1, 3}
    padded = (
        cell.rjust(width) if column in numbers else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(line, widths, strict=True))
    )
    return "  ".join(padded).rstrip()


def cells(result: Result) -> tuple[str, ...]:
    verdict = {None: "", True: "reached", False: "MISSED"}[result.reached()]
    aim = "" if result.aim is None else number(result.aim)
    others = ", ".join(f"{name} {number(value)}" for name, value in result.baseline.items())
    return (result.name, number(result.value), result.unit, aim, verdict, others)


def number(value: float) -> str:
    """Enough digits to compare by: 12,345 or 123 or 12.3 or 0.0123."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
