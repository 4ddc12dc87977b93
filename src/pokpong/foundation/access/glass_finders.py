"""Which records can be opened by breaking glass: each area says how a number that people know leads to its row.

glass_finders.register("concern", _("Concern"), find)    # find(number) -> Found | None
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True)
class Found:
    """The record's id and the path of the place whose supervisors hear of it. `url` is its page."""

    row: UUID
    place_path: str
    url: str = ""


@dataclass(frozen=True)
class Finder:
    """`find` gets the number as typed, in canonical form, and answers without regard to who asks."""

    kind: str
    words: str | Promise
    find: Callable[[str], Found | None]


FINDERS: dict[str, Finder] = {}


def register(kind: str, words: str | Promise, find: Callable[[str], Found | None]) -> None:
    """Raises ValueError when the kind is registered by another function already."""
    if kind in FINDERS and FINDERS[kind].find is not find:
        raise ValueError(f"{kind!r} has a finder already")
    FINDERS[kind] = Finder(kind, words, find)


def choices() -> list[tuple[str, str | Promise]]:
    return [(finder.kind, finder.words) for finder in FINDERS.values()]
