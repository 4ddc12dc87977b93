"""What other areas show beside a person. They register here; this register knows none of them.

beside.register("cases", beside_person)    # beside_person(request, person) -> Beside | None
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.ui.parts import Link, StatusWord
from pokpong.registers.people.models import Person


@dataclass(frozen=True)
class Line:
    """A record that belongs to the person, with its state."""

    link: Link
    status: StatusWord
    hint: str = ""


@dataclass(frozen=True)
class Beside:
    """One card on the page of a person: records in the reader's sight, and what may be begun."""

    title: str | Promise
    icon: str
    lines: Sequence[Line] = field(default_factory=tuple)
    empty: str | Promise = ""
    begin: Link | None = None


Giver = Callable[[PageRequest, Person], Beside | None]
_givers: dict[str, Giver] = {}


def register(key: str, give: Giver) -> None:
    """Raises ValueError when another function has this key already."""
    if _givers.setdefault(key, give) is not give:
        raise ValueError(f"{key!r} is registered by another function")


def beside(request: PageRequest, person: Person) -> list[Beside]:
    """The cards of all areas for this reader."""
    found = (give(request, person) for _key, give in sorted(_givers.items()))
    return [card for card in found if card is not None]
