"""Names as people type them, made ready to be kept; and what stands beside every change of a place."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.lao.romanise import romanise
from pokpong.foundation.lao.text import canon
from pokpong.registers.places.models import Level, Place
from pokpong.registers.places.queries import by_path
from pokpong.registers.places.rules import Standing

FALLBACK = "en"


def cleaned(names: Mapping[str, str], level: Level | None) -> dict[str, str]:
    """Canonical names without the word of their level (`ບ້ານໂພນໄຊ` is ໂພນໄຊ); empty ones left out."""
    texts = {language: canon(name).strip() for language, name in names.items()}
    return {language: bare(text, level) for language, text in texts.items() if text}


def bare(name: str, level: Level | None) -> str:
    """`name` without a word of its level in front of it, unless nothing would be left."""
    for word in level.before if level else ():
        # A Latin word ends at a space; Lao has none.
        beginning = f"{word} " if word.isascii() else word
        rest = name[len(beginning) :].strip()
        if rest and name.casefold().startswith(beginning.casefold()):
            return rest
    return name


def with_romanisation(names: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """The names with a Latin one, and whether that was made by rule because nobody gave one."""
    if names.get(FALLBACK):
        return dict(names), False
    return {**names, FALLBACK: romanise(names["lo"])}, True


def standing(place: Place | None) -> Standing | None:
    """What rules ask of a place; None for none."""
    return None if place is None else standing_of(place)


def standing_of(place: Place) -> Standing:
    """What rules ask of a place."""
    return Standing(
        path=place.path,
        level=place.level,
        state=place.state,
        parent=str(place.parent_id or ""),
        places_below=Place.objects.in_use().filter(parent=place).count(),
    )


def locked(by: Actor, place: UUID) -> Place:
    """The place, locked. Raises NotThere."""
    row: Place = door.locked(Place.objects.visible_to(by), place)
    return row


def locked_parent(by: Actor, path: str) -> Place | None:
    """The place in which another one is added: locked, so that two people do not add the same one at once."""
    parent = by_path(path)
    try:
        return None if parent is None else locked(by, parent.pk)
    except NotThere:
        return None
