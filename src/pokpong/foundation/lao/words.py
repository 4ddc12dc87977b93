"""Lao words: Lao is written without spaces, so their borders come from ICU's dictionary."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from pokpong.foundation.lao.script import LETTER, has_lao
from pokpong.foundation.lao.syllables import word_ends
from pokpong.foundation.lao.text import canon

ZERO_WIDTH_SPACE: Final = "\u200b"

_BETWEEN_LAO: Final = re.compile(rf"(?<=[{LETTER}])(?=[{LETTER}])")


def break_points(text: str) -> list[int]:
    """Offsets in `canon(text)` between two words, without its two ends. Never before ໆ."""
    return word_ends(canon(text))[:-1]


def words(text: str) -> list[str]:
    """The words of `text` in canonical spelling; spaces and punctuation are left out."""
    plain = canon(text)
    borders = [0, *word_ends(plain)]
    pieces = (plain[start:end].strip() for start, end in pairwise(borders))
    return [piece for piece in pieces if any(character.isalnum() for character in piece)]


def with_breaks(text: str) -> str:
    """Canonical `text` with U+200B between adjoining Lao words, for a renderer that cannot break Lao.

    Only for rendering, never stored. `canon` of the result is `canon(text)`.
    """
    plain = canon(text)
    if not has_lao(plain):
        return plain
    pieces, start = [], 0
    for end in word_ends(plain):
        pieces.append(plain[start:end])
        if _BETWEEN_LAO.match(plain, end):
            pieces.append(ZERO_WIDTH_SPACE)
        start = end
    return "".join(pieces)
