"""What other areas keep about one person alone: they put it here, and it is destroyed with the person's record.

alone.register("protection", alone.Area(...))    # this register knows none of them
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.kernel.words import Words


@dataclass(frozen=True)
class Part:
    """Records of one kind that go, in words, how many, and what stands open about each of them."""

    words: Words
    count: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Area:
    """Every function is asked about one person: the ids of their record and of those merged into it.

    `in_the_way`: why nothing may be erased yet. `keys`: of what is theirs alone, besides their own key. `apart`: rows
    that must not be touched in one call with a person (a stolen data base would join them); `erase_apart(row, call_id)`
    destroys one of them later, in a call of its own, and may be called again. `parts`: open facts, before and after.
    """

    in_the_way: Callable[[Sequence[UUID]], list[Problem]]
    keys: Callable[[Sequence[UUID]], set[UUID]]
    apart: Callable[[Sequence[UUID]], list[UUID]]
    erase_apart: Callable[[UUID, UUID], object]
    parts: Callable[[Sequence[UUID]], list[Part]]


_areas: dict[str, Area] = {}


def register(key: str, area: Area) -> None:
    """Raises ValueError when another area has this key already."""
    if _areas.setdefault(key, area) is not area:
        raise ValueError(f"{key!r} is registered by another area")


def areas() -> list[tuple[str, Area]]:
    return sorted(_areas.items())


def area(key: str) -> Area:
    """Raises KeyError."""
    return _areas[key]
