"""How one call of an action is described for the sweep.

`about` says what decides who may: a kind of record (seen or not seen), `here` (the place of the call must be covered),
`own` (oneself, always), `any` (the permission alone), `program` (no user ever).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pokpong.foundation.kernel.ids import new_id
from tests.guards.reach.positions import Stand
from tests.guards.reach.records import World

Arguments = Callable[[World, Stand], dict[str, Any]]


@dataclass(frozen=True)
class Sample:
    about: str
    arguments: Arguments


def of(about: str, **fixed: Any) -> Sample:
    """Arguments that are the same for everybody; a text like "@concern" stands for that record of the world."""

    def fill(world: World, stand: Stand) -> dict[str, Any]:
        names = {**world.texts, **world.ids}
        return {
            name: names[value[1:]] if isinstance(value, str) and value.startswith("@") else value
            for name, value in fixed.items()
        }

    return Sample(about, fill)


def new(about: str, **fixed: Any) -> Sample:
    """As `of`, for an action that adds a row under a fresh id."""
    base = of(about, **fixed)
    return Sample(about, lambda world, stand: {"id": new_id(), **base.arguments(world, stand)})
