"""Lao syllables: where one ends, and whether a text could be Lao at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice
from typing import Final

from icu4py.breakers import CharacterBreaker, WordBreaker

from pokpong.foundation.lao.script import (
    CANCELLATION,
    CONSONANT,
    ELLIPSIS,
    FOLLOWER,
    LETTER,
    PRE_VOWEL,
    REPETITION,
    TONE,
)

_C: Final = f"[{CONSONANT}]"
_T: Final = f"[{TONE}]?"
_ONSET: Final = f"(?:ຫ[ງຍນມລຣວ]|{_C}[ຣລວຼ]|{_C})"
_BARE_ONSET: Final = f"{_C}\u0ebc?"
_SILENT: Final = f"(?:{_C}[\u0eb4-\u0eb9]?{CANCELLATION})*"
# A consonant closes a syllable only when no vowel or mark of its own follows it.
_FINAL: Final = f"(?:{_C}(?![{FOLLOWER}]))"


def _syllable(onset: str, final: str) -> re.Pattern[str]:
    """Every way to write one syllable; `final` is the pattern of what may close an open vowel."""
    rhymes = (
        f"ເ{onset}(?:[ິີຶື]{_T}ອ?{final}|ົ{_T}າ|ັ{_T}[ຽວຍອ]?{_FINAL}?|{_T}(?:າະ|ະ|ຽ{final}|ຍ{final}|ອ{final}|{final}))",
        f"[ແໂ]{onset}(?:ັ{_T}{_FINAL}|{_T}(?:ະ|{final}))",
        f"[ໄໃ]{onset}{_T}(?:ຍ(?![{FOLLOWER}]))?",
        f"{onset}(?:ັ{_T}(?:ວະ|{_FINAL})|ົ{_T}(?:ວະ|ວ|{_FINAL})|[ິີຶືຸູ]{_T}ອ?{final}|ໍ{_T}{final})",
        f"{onset}{_T}(?:ະ|ຳ|າ{final}|ອ{final}|ຽ{final}|ວ(?:າ{final}|{_FINAL}))",
    )
    return re.compile(f"(?:{'|'.join(rhymes)}){_SILENT}{REPETITION}?")


# Greedy first: a cluster and a final; then ever shorter readings of the same letters.
_READINGS: Final = tuple(_syllable(onset, final) for onset in (_ONSET, _BARE_ONSET) for final in (f"{_FINAL}?", ""))
_ALONE: Final = re.compile(f"[{REPETITION}{ELLIPSIS}]")
_RUN: Final = re.compile(f"[{LETTER}]+")
_NO_CUT_BEFORE: Final = re.compile(f"[{FOLLOWER}{REPETITION}{ELLIPSIS}]")
_NO_CUT_AFTER: Final = re.compile(f"[{PRE_VOWEL}]")


def _ends(text: str, start: int) -> list[int]:
    """Offsets where a syllable that begins at `start` may end, longest first."""
    matches = (reading.match(text, start) for reading in (*_READINGS, _ALONE))
    return sorted({match.end() for match in matches if match}, reverse=True)


def syllables(run: str) -> list[str] | None:
    """Split a run of Lao letters into syllables, or return None when it cannot be read as Lao.

    Where letters can be read in two ways the longer syllable wins. Linear in the length of `run`.
    """
    ends = [_ends(run, start) for start in range(len(run))]
    readable = [False] * len(run) + [True]
    for start in range(len(run) - 1, -1, -1):
        readable[start] = any(readable[end] for end in ends[start])
    if not readable[0]:
        return None
    found, start = [], 0
    while start < len(run):
        end = next(end for end in ends[start] if readable[end])
        found.append(run[start:end])
        start = end
    return found


def well_formed(text: str) -> bool:
    """Whether every run of Lao letters in canonical `text` is a chain of whole syllables."""
    return all(syllables(run) is not None for run in _RUN.findall(text))


def _offsets(pieces: Iterable[str]) -> Iterator[int]:
    # ICU's own offsets count UTF-16 units; these count characters of a Python string.
    return accumulate(map(len, pieces))


def grapheme_ends(text: str) -> Iterator[int]:
    """Offsets behind each user-perceived character of `text`, in rising order."""
    return _offsets(CharacterBreaker(text, "lo"))


def word_ends(text: str) -> list[int]:
    """Offsets behind each ICU word of canonical `text`, in rising order, the last being its length.

    Boundaries that no Lao reader would accept (before a dependent vowel, a mark, ໆ or ຯ, or after a
    pre-posed vowel) are left out.
    """
    ends = list(_offsets(WordBreaker(text, "lo"))) if text else []
    return [end for end in ends if end == len(text) or may_cut(text, end)]


def may_cut(text: str, offset: int) -> bool:
    """Whether the letters around `offset` (0 < offset < len) allow a cut there."""
    return not (_NO_CUT_BEFORE.match(text, offset) or _NO_CUT_AFTER.match(text, offset - 1))


def cut_points(text: str, limit: int) -> tuple[list[tuple[int, int]], bool]:
    """Where canonical `text` may be cut within its first `limit` graphemes.

    Returns pairs (offset, graphemes before it) in rising order, and whether the whole text fits.
    """
    ends = list(islice(grapheme_ends(text), limit + 1))
    complete = len(ends) <= limit
    # A word may reach beyond the limit: some letters more are read so that it is broken rightly.
    window = text[: ends[-1] + 60] if ends else ""
    allowed = _syllable_ends(window)
    points = [(end, count) for count, end in enumerate(ends[:limit], start=1) if end in allowed]
    return points, complete


def _syllable_ends(text: str) -> set[int]:
    allowed: set[int] = set()
    start = 0
    for end in word_ends(text):
        word = text[start:end]
        parts = syllables(word) if _RUN.fullmatch(word) else [word] if _RUN.search(word) else list(word)
        for part in parts or [word]:
            start += len(part)
            allowed.add(start)
    return {offset for offset in allowed if offset >= len(text) or may_cut(text, offset)}
