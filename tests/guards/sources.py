"""The program's own files, as the guards read them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "pokpong"

# Higher stands first. A package of one floor may lean on those after it, never on those before it.
FLOORS = (
    ("config", "demo"),
    ("doors.office",),
    ("doors.exchange",),
    ("insight.reports",),
    ("insight.indicators",),
    ("insight.disclosure",),
    ("areas.partnership",),
    ("areas.protection", "areas.capacity"),
    ("registers.people",),
    ("registers.programme",),
    ("registers.institutions",),
    ("registers.places",),
    ("foundation.wording",),
    ("foundation.access",),
    ("foundation.agenda",),
    ("foundation.actions",),
    ("foundation.audit",),
    ("foundation.vault", "foundation.papers"),
    ("foundation.ui",),
    ("foundation.kernel",),
    ("foundation.lao",),
)


@dataclass(frozen=True)
class Source:
    """One Python file of the program."""

    path: Path

    @property
    def name(self) -> str:
        return str(self.path.relative_to(SRC))

    @property
    def package(self) -> str:
        return package_of(self.path)

    @property
    def tree(self) -> ast.Module:
        return parsed(self.path)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def package_of(path: Path) -> str:
    """`registers.places` for a file in it; an empty text for the top."""
    name = ".".join(path.relative_to(SRC).with_suffix("").parts)
    found = re.match(r"(config|demo|(?:doors|insight|areas|registers|foundation)\.(?!__init__$)[^.]+)", name)
    return found.group(1) if found else ""


def level(package: str) -> int:
    """The floor's number, 0 on top. Raises ValueError for a package that stands on no floor."""
    for number, floor in enumerate(FLOORS):
        if package in floor:
            return number
    raise ValueError(f"{package!r} stands on no floor: add it to FLOORS")


def may_lean_on(upper: str, lower: str) -> bool:
    return upper == lower or level(upper) < level(lower)


def python_files(*, tests: bool = False, migrations: bool = False) -> Iterator[Source]:
    for path in sorted(SRC.rglob("*.py")):
        parts = path.relative_to(SRC).parts
        if ("tests" in parts and not tests) or ("migrations" in parts and not migrations):
            continue
        yield Source(path)


def templates() -> Iterator[Path]:
    yield from sorted(path for path in SRC.rglob("*.html") if "vendor" not in path.parts)


def catalogues() -> list[Path]:
    return sorted(SRC.rglob("locale/lo/LC_MESSAGES/django.po"))
