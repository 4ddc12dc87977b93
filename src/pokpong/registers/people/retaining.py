"""What says how long a person's record is needed: parts of the ledger put it here, this register knows none of them.

retaining.register("protection", facts)    # facts(persons) -> {person: Kept}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from pokpong.registers.people.rules.retention import SHIPPED, Kept, Rule, read

Facts = Callable[[Sequence[UUID]], Mapping[UUID, Kept]]
_parts: dict[str, Facts] = {}


def register(key: str, facts: Facts) -> None:
    """Raises ValueError when another part has this key already."""
    if _parts.setdefault(key, facts) is not facts:
        raise ValueError(f"{key!r} is registered by another part")


def parts() -> list[Facts]:
    return [_parts[key] for key in sorted(_parts)]


def rules() -> Mapping[str, Rule]:
    """Of this installation, or those that ship. Raises RulesBroken."""
    return _read(Path(settings.POKPONG_RETENTION_RULES or SHIPPED))


@lru_cache(maxsize=4)
def _read(path: Path) -> Mapping[str, Rule]:
    return read(path)
