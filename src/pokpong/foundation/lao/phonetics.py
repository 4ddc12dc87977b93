"""The phonetic key of a name: one key for the many Latin spellings of one Lao name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pokpong.foundation.lao.data import rows
from pokpong.foundation.lao.romanise import romanise_word
from pokpong.foundation.lao.script import has_lao
from pokpong.foundation.lao.syllables import syllables


def _rules(table: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["replacement"]) for row in rows(table))


_CONSONANTS: Final = _rules("name_spellings")
_VOWELS: Final = _rules("name_vowels")
_VOWEL_LETTERS: Final = tuple("aeiouy")
_VOWEL_RUN: Final = re.compile("[aeiouy]+")
# One sound written twice, also around a silent e: Bounnyong, Phonenavanh. Two syllables of one
# consonant (Sisouphanh) stay two.
_DOUBLED: Final = re.compile(r"([^aeiouy])(?:e?\1)+")
_NOT_A_LETTER: Final = re.compile("[^a-z]+")
# Letters that NFKD does not take apart.
_LATIN: Final = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "e", "œ": "e"})


# Stands between Lao syllables, so that "n|h" of two is not read as the one sound "nh".
_BORDER: Final = "|"


def latin_letters(token: str) -> str:
    """`token` of a name in plain a-z: Lao is romanised, accents and all other characters go."""
    return _plain(romanise_word(token) if has_lao(token) else token)


# Syllables are few and say nothing about anybody: nothing longer is kept in memory.
_syllable_letters = lru_cache(maxsize=4_000)(latin_letters)


def _plain(latin: str) -> str:
    plain = unicodedata.normalize("NFKD", latin.casefold().translate(_LATIN))
    return _NOT_A_LETTER.sub("", plain)


def _readings(parts: tuple[str, ...]) -> tuple[str, ...]:
    """`parts` in plain letters, run together and, where they are more than one syllable, kept apart."""
    together = "".join(map(latin_letters, parts))
    apart = _BORDER.join(map(_apart, parts))
    return (together, apart) if _BORDER in apart else (together,)


def _apart(token: str) -> str:
    found = syllables(token) if has_lao(token) else None
    return _BORDER.join(map(_syllable_letters, found)) if found else latin_letters(token)


def _sounds(letters: str) -> str:
    """Plain letters with one sign for each consonant sound; vowels as they were written."""
    for pattern, replacement in _CONSONANTS:
        letters = pattern.sub(replacement, letters)
    return letters.replace(_BORDER, "")


@dataclass(frozen=True, slots=True)
class Sound:
    """How tokens of a name sound when read as one; each text in ASCII capitals."""

    keys: tuple[str, ...]
    """Consonant sounds, an initial vowel being A; two, the likelier first, where letters can be read
    in two ways. Names sound alike when they share one. Empty when there is no letter to read."""
    vowel_form: str
    """One sign for each sound, vowels included: tells apart names of one key."""


def sound(*parts: str) -> Sound:
    """The sound of canonical tokens of a name, Lao or Latin, read as one."""
    readings = [_sounds(letters) for letters in _readings(parts)]
    keys = dict.fromkeys(key for reading in readings if (key := _key(reading)))
    return Sound(tuple(keys), _vowel_form(readings[-1]))


def _key(sounds: str) -> str:
    if sounds[:1] in _VOWEL_LETTERS:
        sounds = _VOWEL_RUN.sub("A", sounds, count=1)
    return _capitals(_VOWEL_RUN.sub("", _DOUBLED.sub(r"\1", sounds)))


def _vowel_form(sounds: str) -> str:
    for pattern, replacement in _VOWELS:
        sounds = pattern.sub(replacement, sounds)
    return _capitals(sounds)


def _capitals(sounds: str) -> str:
    # In the tables N is "ng" and n is "n"; capitals tell them apart as G and N.
    return sounds.replace("N", "G").upper()
