"""Cards of higher floors on the page of a committee. They put themselves here when the program starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.parts import Link, StatusWord
from pokpong.registers.institutions.models import Committee


@dataclass(frozen=True)
class CardLine:
    """One row of a card: where it leads, what stands small below, its state."""

    link: Link
    hint: Words
    status: StatusWord


@dataclass(frozen=True)
class CommitteeCard:
    """Without lines it says `empty`; `links` lead on."""

    title: Words
    icon: str
    lines: Sequence[CardLine]
    empty: Words
    links: Sequence[Link] = ()


Source = Callable[[PageRequest, Committee], CommitteeCard | None]
_sources: list[Source] = []


def register(source: Source) -> None:
    """`source` answers what this reader may see of the committee, or None when that is nothing of its kind."""
    if source not in _sources:
        _sources.append(source)


def cards_of(request: PageRequest, committee: Committee) -> list[CommitteeCard]:
    """In the order in which the floors registered."""
    return [card for source in _sources if (card := source(request, committee)) is not None]
