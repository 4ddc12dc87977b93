"""Names of people: their tokens, the keys under which they are found, and how close two of them are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from rapidfuzz.distance import JaroWinkler

from pokpong.foundation.lao.data import rows
from pokpong.foundation.lao.phonetics import Sound, sound
from pokpong.foundation.lao.syllables import grapheme_ends, syllables
from pokpong.foundation.lao.text import canon, fold
from pokpong.foundation.lao.words import break_points

KEY_VERSION: Final = 1

_LONGEST_NAME: Final = 400
_SEPARATOR: Final = re.compile(r"[\s,;/|()\[\]\"“”«»‐-]+")
_TITLES: Final = frozenset(row["title"] for row in rows("titles"))
# (title, fewest syllables behind it), longer titles first.
_ATTACHED: Final = tuple(
    (row["title"], int(row["attached_before"]))
    for row in sorted(rows("titles"), key=lambda row: -len(row["title"]))
    if row["attached_before"]
)
_FIRST: Final = re.compile(r"(?P<first>[^\s.]+)(?:\.\s*|\s+)(?=\S)")
_MOST_TOKENS: Final = 8
_MOST_TITLES: Final = 4
_BEGINNING_LENGTHS: Final = (2, 3, 4)
_KEY_WEIGHT: Final = 0.6
_VOWEL_WEIGHT: Final = 0.4
# A given name alone says less than a whole name, as family names are optional in Laos.
_PART_OF_NAME: Final = 0.9


@dataclass(frozen=True, slots=True)
class NameKeys:
    """What a name can be found by. Each tuple is sorted, without duplicates, and holds no empty text."""

    version: int
    tokens: tuple[str, ...]
    """Folded: each token, the whole without spaces, and where that is how it was typed, its likely parts."""
    phonetic: tuple[str, ...]
    """Consonant sounds of the tokens and of the whole, the same for Lao and Latin, in ASCII capitals."""
    vowel_forms: tuple[str, ...]
    """Sounds with vowels, in ASCII capitals: for ranking."""
    beginnings: tuple[str, ...]
    """First 2, 3 and 4 graphemes of each folded token that is longer than that."""


def tokens(name: str) -> list[str]:
    """The parts of `name` in canonical spelling, split at spaces and punctuation, without titles.

    Only the first 400 characters are read.
    """
    return _split(strip_titles(name[:_LONGEST_NAME]))


def _split(name: str) -> list[str]:
    return [token for token in _SEPARATOR.split(name) if any(map(str.isalnum, token))]


def strip_titles(name: str) -> str:
    """Canonical `name` without the titles in front (ທ່ານ ທ້າວ ນາງ Mr Ms …), which are no part of it.

    What is nothing but a title stays. Written onto the name, ນາງ is taken off only before two or more
    syllables: ນາງຟ້າ is a name.
    """
    plain = canon(name).strip()
    for _ in range(_MOST_TITLES):
        plain = _after_title(plain) or plain
    return plain


def _after_title(name: str) -> str:
    """What follows the title at the start of `name`; empty when there is no title or nothing follows."""
    match = _FIRST.match(name)
    if match and match["first"].casefold() in _TITLES:
        return name[match.end() :]
    return name[len(title) :] if (title := _attached_title(name)) else ""


def _attached_title(name: str) -> str:
    first = _SEPARATOR.split(name, maxsplit=1)[0]
    for title, fewest in _ATTACHED:
        if first.startswith(title) and len(syllables(first[len(title) :]) or ()) >= fewest:
            return title
    return ""


def name_keys(name: str, version: int = KEY_VERSION) -> NameKeys:
    """The keys of `name`; keep `version` beside them, so that names can be keyed anew later.

    Raises ValueError for a version that is not known. A name without letters has no keys.
    """
    if version != KEY_VERSION:
        raise ValueError(f"unknown version of name keys: {version}")
    parts = tokens(name)
    whole = "".join(parts)
    # The title is kept in one more token: it may be part of the name after all.
    untouched = _split(canon(name[:_LONGEST_NAME]))[:1] if _attached_title(canon(name).strip()) else []
    indexed = [*parts, *untouched, *(_cuts(whole) if len(parts) == 1 else ())]
    readings = [tuple(parts), *((token,) for token in indexed)] if parts else []
    sounds = [sound(*reading) for reading in readings]
    folded = _distinct(map(fold, [whole, *indexed]))
    return NameKeys(
        version=version,
        tokens=folded,
        phonetic=_distinct(key for heard in sounds for key in heard.keys),
        vowel_forms=_distinct(heard.vowel_form for heard in sounds),
        beginnings=_distinct(beginning for token in folded for beginning in beginnings(token)),
    )


def _cuts(token: str) -> Iterator[str]:
    """Both sides of each border between words, for a given and a family name typed as one token.

    Sides of one syllable are left out: they would make ສົມສັກ and ສົມພອນ alike.
    """
    for border in break_points(token)[:_MOST_TOKENS]:
        sides = token[:border], token[border:]
        if all(len(syllables(side) or ()) > 1 for side in sides):
            yield from sides


def beginnings(token: str) -> list[str]:
    """The first 2, 3 and 4 graphemes of a folded token, as far as it is that long."""
    ends = list(islice(grapheme_ends(token), max(_BEGINNING_LENGTHS)))
    return [token[: ends[length - 1]] for length in _BEGINNING_LENGTHS if length <= len(ends)]


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({text for text in texts if text}))


def similarity(a: str, b: str) -> float:
    """How close two names sound, 0.0 to 1.0, in Lao or Latin letters; symmetric, 1.0 for equals.

    0.6 Jaro-Winkler of the phonetic keys and 0.4 of the forms with vowels: of the whole names, or of
    the tokens that fit best, whichever is more. Only for ranking: no value makes two people one.
    """
    return Ear(tokens(a)).similarity(tokens(b))


class Ear:
    """Compares many names with one. What it heard is forgotten with it: no name stays in memory."""

    def __init__(self, wanted: list[str]) -> None:
        self._wanted = wanted[:_MOST_TOKENS]
        self._folded = list(map(fold, self._wanted))
        self._heard: dict[tuple[str, ...], Sound] = {}

    def similarity(self, name: list[str]) -> float:
        """`similarity` of two names that are in `tokens` already."""
        first, second = self._wanted, name[:_MOST_TOKENS]
        if not first or not second:
            return 0.0
        if self._folded == list(map(fold, second)):
            return 1.0
        whole = _closeness(self._sound(*first), self._sound(*second))
        return max(whole, _by_tokens([*map(self._sound, first)], [*map(self._sound, second)]))

    def _sound(self, *parts: str) -> Sound:
        if parts not in self._heard:
            self._heard[parts] = sound(*parts)
        return self._heard[parts]


def _by_tokens(first: list[Sound], second: list[Sound]) -> float:
    """Mean closeness of the tokens that fit best, each taken once."""
    shorter, longer = sorted((first, second), key=len)
    scores = [(_closeness(a, b), i, j) for i, a in enumerate(shorter) for j, b in enumerate(longer)]
    total, used_i, used_j = 0.0, set[int](), set[int]()
    for score, i, j in sorted(scores, key=lambda scored: -scored[0]):
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            total += score
    return total / len(shorter) * (1.0 if len(shorter) == len(longer) else _PART_OF_NAME)


def _closeness(a: Sound, b: Sound) -> float:
    """Closeness of two sounds; what has no readable letter is close to nothing."""
    if not a.keys or not b.keys:
        return 0.0
    key = max(JaroWinkler.similarity(x, y) for x in a.keys for y in b.keys)
    return _KEY_WEIGHT * key + _VOWEL_WEIGHT * JaroWinkler.similarity(a.vowel_form, b.vowel_form)
