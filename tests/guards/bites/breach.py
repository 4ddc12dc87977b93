"""Breaches: for each guard at least one way to break its rule, and what the guard must say about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.guards.bites.copies import Copy

Planting = Callable[[Copy], None]
BREACHES: list[Breach] = []


@dataclass(frozen=True)
class Breach:
    """`guard` is "test_docs.py::test_name" below tests/guards, or "contract:ID" of import-linter.

    `shows` must stand among the reasons the guard gives: it failed because of this breach and of nothing else.
    `walls`: only PostgreSQL shows it, where requests and scopes are held by row security; else SQLite is enough.
    """

    guard: str
    shows: str
    plant: Planting
    walls: bool = False

    @property
    def name(self) -> str:
        return f"{self.guard.rpartition('/')[2]}-{self.plant.__name__}"


def breach(guard: str, shows: str, *, walls: bool = False) -> Callable[[Planting], Planting]:
    """Marks a function that breaks the rule of `guard` in a copy."""

    def note(plant: Planting) -> Planting:
        BREACHES.append(Breach(guard, shows, plant, walls))
        return plant

    return note
