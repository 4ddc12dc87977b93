"""The cards of the programme's own start page. Every area puts its card here when the program starts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Card:
    """One way on. It is shown to who holds one of `permissions`; `place` is where it stands among the others."""

    title: Words
    text: Words
    icon: str
    url_name: str
    permissions: tuple[str, ...]
    place: int = 50


_cards: dict[str, Card] = {}


def register(card: Card) -> None:
    """A card for the page; one address has one card."""
    _cards[card.url_name] = card


def cards() -> list[Card]:
    return sorted(_cards.values(), key=lambda card: (card.place, card.url_name))
