"""Canonical Lao text, its search key, and cutting it short without spoiling a syllable."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from pokpong.foundation.lao.script import AM, CANCELLATION, CONSONANT, LETTER, MARK, TONE, has_lao
from pokpong.foundation.lao.syllables import cut_points

__all__ = ["canon", "fold", "has_lao", "truncate"]

_INVISIBLE: Final = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x200E, 0x200F))
_EDGE_TABLE: Final = {**_INVISIBLE, 0x00A0: " ", 0x202F: " "}

# A syllable's marks from the letter outwards: semivowel, below, above, tone, cancellation. Inside
# "below" the order is that of NFC (canonical combining classes 9 and 118), so that both agree.
_RANK: Final = {
    mark: rank
    for rank, marks in enumerate(
        (
            "\u0ebc",
            "\u0eba",
            "\u0eb8\u0eb9",
            "\u0eb1\u0eb4\u0eb5\u0eb6\u0eb7\u0ebb\u0ecd",
            "\u0ec8\u0ec9\u0eca\u0ecb",
            "\u0ecc",
        )
    )
    for mark in marks
}
_MARK_RUN: Final = re.compile(f"[{MARK}]{{2,}}")
_SPLIT_AM: Final = re.compile(f"\u0ecd([{TONE}]*)\u0eb2")
_TONE_AFTER_AM: Final = re.compile(f"(?<!{AM}){AM}++(?:[{TONE}]++{AM}*+)++")
_DOUBLE_E: Final = re.compile("\u0ec0\u0ec0")

_SILENCED: Final = re.compile(f"[{CONSONANT}][{MARK}]*{CANCELLATION}")
_SPACE: Final = re.compile(r"\s+")
_INNER_SPACE: Final = re.compile(rf"(?<=[{LETTER}])\s+(?=[{LETTER}])")
_FOREIGN: Final = re.compile("[^\u0e80-\u0eff\x20-\x7e]+")
_FOLD_TABLE: Final = {
    **{0x0ED0 + digit: str(digit) for digit in range(10)},
    **dict.fromkeys(range(0x0EC8, 0x0ECC)),
    0x0EBC: "ລ",
    0x0EA3: "ລ",
}


def canon(text: str) -> str:
    """Return the one spelling in which Lao is stored: idempotent and the same to the eye.

    Invisible characters go, no-break spaces become spaces, the rest is NFC (never NFKC, which
    splits ຳ ໜ ໝ), two ເ become ແ, marks stand in one order without duplicates, and ຳ is one
    character behind its tone mark.
    """
    if text.isascii():
        return text
    while True:
        settled = _settle(text)
        if settled == text:
            return settled
        text = settled


def _settle(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(_EDGE_TABLE))
    text = _DOUBLE_E.sub("\u0ec1", text)
    text = _MARK_RUN.sub(_order_marks, text)
    text = _SPLIT_AM.sub(rf"\1{AM}", text)
    return _TONE_AFTER_AM.sub(_tones_before_am, text)


def _order_marks(run: re.Match[str]) -> str:
    return "".join(sorted(set(run[0]), key=lambda mark: (_RANK[mark], mark)))


def _tones_before_am(run: re.Match[str]) -> str:
    tones = [character for character in run[0] if character != AM]
    return "".join(dict.fromkeys(tones)) + AM * run[0].count(AM)


def fold(text: str) -> str:
    """Return the search key of `text`: texts that read alike fold alike. Idempotent.

    On top of `canon`: ຫນ ຫມ are ໜ ໝ, Lao digits are 0-9, silenced consonants (with ໌) and tones are
    gone, ຼ and ຣ are ລ, Lao stands without spaces, other scripts are NFKC and casefolded, runs of
    white space are one space. Different words may fold alike: rank exact hits above folded ones.
    """
    if text.isascii():
        return _SPACE.sub(" ", text.casefold()).strip()
    while True:
        folded = _fold_once(text)
        if folded == text:
            return folded
        text = folded


def _fold_once(text: str) -> str:
    text = _FOREIGN.sub(_fold_foreign, canon(text)).lower()
    text = _SILENCED.sub("", text)
    text = canon(text.translate(_FOLD_TABLE))
    text = _INNER_SPACE.sub("", text)
    text = text.replace("ຫນ", "ໜ").replace("ຫມ", "ໝ")
    return _SPACE.sub(" ", text).strip()


def _fold_foreign(run: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", run[0]).casefold())


def truncate(text: str, n_graphemes: int, ellipsis: str = "…") -> str:
    """Return canonical `text` cut to at most `n_graphemes` user-perceived characters.

    A cut text ends in `ellipsis`, which is counted, and is never cut inside a Lao syllable; where
    not even the first syllable fits, only the ellipsis is left. Raises ValueError when
    `n_graphemes` is smaller than the ellipsis.
    """
    room = n_graphemes - len(ellipsis)
    if room < 0:
        raise ValueError("n_graphemes must leave room for the ellipsis")
    text = canon(text)
    points, complete = cut_points(text, n_graphemes)
    if complete:
        return text
    fitting = [offset for offset, count in points if count <= room]
    return text[: fitting[-1] if fitting else 0].rstrip() + ellipsis
