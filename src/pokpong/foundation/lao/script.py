"""Lao letters by what they do in a syllable (The Unicode Standard, block U+0E80..U+0EFF)."""

from __future__ import annotations

import re
from typing import Final

CONSONANT: Final = "\u0e81-\u0eae\u0edc-\u0edf"
PRE_VOWEL: Final = "\u0ec0-\u0ec4"
TONE: Final = "\u0ec8-\u0ecb"
CANCELLATION: Final = "\u0ecc"
MARK: Final = "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd"
REPETITION: Final = "\u0ec6"
ELLIPSIS: Final = "\u0eaf"
AM: Final = "\u0eb3"
DIGIT: Final = "\u0ed0-\u0ed9"

# Whatever can only stand behind a consonant: a cut in front of one of these splits a syllable.
FOLLOWER: Final = "\u0eb0-\u0ebd\u0ec8-\u0ecd"
# Letters of words: everything of the block but the digits.
LETTER: Final = "\u0e81-\u0ecf\u0eda-\u0eff"

_LAO = re.compile(r"[\u0e80-\u0eff]")


def has_lao(text: str) -> bool:
    """Whether `text` holds at least one character of the Lao block (digits and marks count)."""
    return _LAO.search(text) is not None
