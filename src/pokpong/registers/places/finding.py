"""Finding places by what people type: a part of a name in any language, with or without its level, often misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from django.db.models import Case, IntegerField, Q, Value, When

from pokpong.foundation.kernel.paths import under, under_any
from pokpong.foundation.lao.keyboard import candidates
from pokpong.foundation.lao.text import canon, fold
from pokpong.registers.places.models import Level, Place
from pokpong.registers.places.models.place import EDGE, PlaceQuerySet
from pokpong.registers.places.queries import levels

LONGEST = 120  # letters read of what was typed
READINGS = 3  # other keyboard layouts tried when nothing is found
LARGER = 50  # larger places with the name after a comma
_PARTS = re.compile(r"[,;/،]+")
_SPACES = re.compile(r"\s+")


def find(text: str, under_path: str = "", level: int | None = None, limit: int = 20) -> list[Place]:
    """Places in use, and merged ones with their `successor`, whose name resembles `text`; best first.

    A whole name comes before the beginning of one, that before the inside; present names before former ones; within
    that, larger places first, in Lao order. `ໂພນໄຊ, ປາກເຊ` narrows by the larger place. When nothing is found the
    text is read as typed with another keyboard layout.
    """
    typed = canon(text[:LONGEST]).strip()
    rows = _offered(under_path, level)
    known = levels()
    for reading in _readings(typed):
        if found := _found(reading, rows, known, limit):
            return found
    return []


def _offered(under_path: str, level: int | None) -> PlaceQuerySet:
    rows = Place.objects.filter(under("path", under_path)).exclude(state="refused")
    return rows if level is None else rows.filter(level=level)


def _readings(typed: str) -> Iterator[str]:
    if fold(typed):
        yield typed
        yield from islice(candidates(typed), READINGS)


def _found(typed: str, rows: PlaceQuerySet, known: dict[int, Level], limit: int) -> list[Place]:
    head, *larger = [part.strip() for part in _PARTS.split(typed) if part.strip()] or [""]
    if found := _named(head, _within(rows, larger, known), known, limit):
        return found
    first, *others = _SPACES.split(typed)
    if larger or not others:
        return []
    return _named(first, _within(rows, [" ".join(others)], known), known, limit)


def _within(rows: PlaceQuerySet, larger: list[str], known: dict[int, Level]) -> PlaceQuerySet:
    for name in larger:
        around = Place.objects.filter(level__lt=max(known, default=0))
        rows = rows.filter(under_any("path", [place.path for place in _named(name, around, known, LARGER)]))
    return rows


def _named(name: str, rows: PlaceQuerySet, known: dict[int, Level], limit: int) -> list[Place]:
    """Places called `name`; when it says a level (`ເມືອງປາກເຊ`), those of that level come first."""
    found: dict[UUID, None] = {}
    for number, bare in _without_level(name, known):
        found |= _matching(bare, rows.filter(level=number), limit)
    found |= _matching(fold(name), rows, limit)
    # Ranking touches thousands of rows: it carries their ids only, and what is shown is fetched afterwards.
    places = Place.objects.in_bulk(list(found)[:limit])
    return [places[key] for key in list(found)[:limit]]


def _without_level(name: str, known: dict[int, Level]) -> Iterator[tuple[int, str]]:
    folded = fold(name)
    for number, level in known.items():
        for word in map(fold, level.before):
            if folded.startswith(word) and _parted(folded, word) and (bare := folded.removeprefix(word).strip()):
                yield number, bare
                break
        for word in map(fold, level.after):
            if folded.endswith(f" {word}"):
                yield number, folded.removesuffix(word).strip()


def _parted(folded: str, word: str) -> bool:
    # Latin words end at a space ("ban x"); Lao has none, and an abbreviation ends in its dot.
    return not word.isascii() or folded.startswith(f"{word} ")


def _matching(folded: str, rows: PlaceQuerySet, limit: int) -> dict[UUID, None]:
    """The ids of the best `limit` rows, in order."""
    wanted = folded.replace(EDGE, " ").strip()
    return dict.fromkeys(_ranked(rows, wanted).values_list("pk", flat=True)[:limit]) if wanted else {}


def _ranked(rows: PlaceQuerySet, wanted: str) -> PlaceQuerySet:
    whole, beginning = f"{EDGE}{wanted}{EDGE}", f"{EDGE}{wanted}"
    conditions = [
        Q(search__contains=whole),
        Q(search__contains=beginning),
        Q(search__contains=wanted),
        Q(search_former__contains=whole),
        Q(search_former__contains=beginning),
    ]
    rank = Case(
        *(When(condition, then=Value(number)) for number, condition in enumerate(conditions)),
        default=Value(len(conditions)),
        output_field=IntegerField(),
    )
    matching = rows.filter(Q(search__contains=wanted) | Q(search_former__contains=wanted))
    ranked: PlaceQuerySet = matching.annotate(rank=rank).order_by("rank", "level", "sort_key", "pk")
    return ranked
