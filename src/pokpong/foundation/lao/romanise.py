"""Lao written in Latin letters, after the romanisation of the Ministry of Health (2020)."""

from __future__ import annotations

import re
from typing import Final

from lao2ipa import transliterate

from pokpong.foundation.lao.digits import to_arabic_digits
from pokpong.foundation.lao.script import CONSONANT, FOLLOWER, LETTER, PRE_VOWEL, TONE, has_lao
from pokpong.foundation.lao.text import canon

_RUN: Final = re.compile(f"[{LETTER}]+")
# In ຫວ before a final consonant, ວ is the vowel "oua", not a cluster: read ຮ instead of ຫ.
_HO_VOWEL: Final = re.compile(f"(?<![{PRE_VOWEL}])ຫ(?=[{TONE}]?ວ[{CONSONANT}](?![{FOLLOWER}]))")
# In ແກ້ວ and ເລວ, ວ closes the syllable; a tone before it, or the end of the word behind it, shows it.
_CLOSING_WO: Final = re.compile(f"([ເແ](?:ຫ[{CONSONANT}]|[{CONSONANT}]))(?:[{TONE}]ວ(?![{FOLLOWER}])|ວ(?![{LETTER}]))")
_SILENCED: Final = re.compile(f"[{CONSONANT}][\u0eb4-\u0eb9]?\u0ecc")
_BORDER: Final = "|"


def romanise_word(run: str) -> str:
    """Romanise one run of Lao letters, in lower case. Letters without a sound in the table vanish."""
    plain = canon(run).replace("ຫຼ", "ລ").replace("\u0ebc", "ລ")
    plain = _SILENCED.sub("", plain).replace("ໆ", "").replace("ຯ", "")
    plain = _HO_VOWEL.sub("ຮ", plain)
    pieces = _CLOSING_WO.sub(rf"\1{_BORDER}", plain).split(_BORDER)
    latin = "o".join(_transliterate(piece) for piece in pieces)
    return "".join(letter for letter in latin if letter.isascii() and letter.isalpha())


def _transliterate(piece: str) -> str:
    return str(transliterate(piece, output="moh", ignore_tones=True)) if piece else ""


def romanise(text: str) -> str:
    """`text` with its Lao words in Latin letters, each beginning with a capital; the rest stays.

    For display beside the Lao, never stored as somebody's name: one Lao spelling has many Latin ones.
    """
    plain = canon(text)
    if not has_lao(plain):
        return plain
    return to_arabic_digits(_RUN.sub(lambda run: romanise_word(run[0]).capitalize(), plain))
