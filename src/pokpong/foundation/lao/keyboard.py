"""Text typed with the wrong keyboard layout, or pasted from a legacy Lao font, turned back.

Legacy fonts draw Lao letters on the ASCII codes of the Lao typewriter, so one table serves both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pokpong.foundation.lao.data import rows
from pokpong.foundation.lao.script import CONSONANT, FOLLOWER, LETTER, PRE_VOWEL, TONE, has_lao
from pokpong.foundation.lao.syllables import well_formed
from pokpong.foundation.lao.text import canon

_MOST_CHARACTERS: Final = 20_000
_FEWEST_KEYS: Final = 3
_LAO_SHARE: Final = 0.7


@dataclass(frozen=True)
class Layout:
    """One Lao keyboard: which text each ASCII key gives."""

    name: str
    by_key: dict[str, str]
    _to_lao: dict[int, str] = field(init=False, repr=False)
    _to_keys: dict[int, str] = field(init=False, repr=False)
    _pairs: dict[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_text = {given: key for key, given in reversed(self.by_key.items())}
        pairs = {given: key for given, key in by_text.items() if len(given) > 1}
        object.__setattr__(self, "_to_lao", str.maketrans(self.by_key))
        object.__setattr__(self, "_to_keys", str.maketrans({g: k for g, k in by_text.items() if len(g) == 1}))
        object.__setattr__(self, "_pairs", pairs)

    def lao_of(self, keys: str) -> str:
        """What pressing `keys` gives with this layout; other characters stay."""
        return keys.translate(self._to_lao)

    def keys_of(self, lao: str) -> str:
        """Which keys give `lao`; other characters stay. `lao_of(keys_of(x)) == x` for x of the layout."""
        return lao.translate(self._to_keys)

    def word_of(self, lao: str) -> str:
        """Like `keys_of` for one Latin word: a key that gives two characters is its capital letter."""
        first = next((given for given in self._pairs if lao.startswith(given)), "")
        return self._pairs.get(first, "") + self.keys_of(lao[len(first) :])


def _text(code_points: str) -> str:
    return "".join(chr(int(point.removeprefix("U+"), 16)) for point in code_points.split())


def _layout(name: str, *columns: str) -> Layout:
    """A layout from `keyboard.csv`; a key left out in the first column is taken from the next."""
    cells = {row["key"]: next((row[column] for column in columns if row[column]), "") for row in rows("keyboard")}
    return Layout(name, {key: _text(cell) for key, cell in sorted(cells.items(), key=_plain_keys_first)})


def _plain_keys_first(item: tuple[str, str]) -> tuple[bool, str]:
    return (item[0].isupper(), item[0])


# xkb has no keys for a vowel with its tone mark (its file says why); those of Windows fill the gap.
XKB: Final = _layout("xkb", "xkb", "windows")
WINDOWS: Final = _layout("windows", "windows")
LAYOUTS: Final = (XKB, WINDOWS)

_LETTERS: Final = re.compile("[a-z]+")
_VOWELS: Final = re.compile("[aeiouy]+")
_CLUSTERS: Final = {row["place"]: frozenset(row["clusters"].split()) for row in rows("latin_clusters")}
# Never a mistake of the keyboard: addresses, numbers, codes such as LA0101, measures, paths.
_CODE: Final = re.compile(
    r"\S+@\S+\.\S+|[a-z]+://\S*|www\.\S*|[A-Z]{1,4}[-/]?\d[\w./-]*|[\d.,:/+()%-]+"
    r"|\d+(?:st|nd|rd|th|am|pm|m|cm|mm|km|g|kg|l|ml|h|min|s|k|x|ha)[.,;]?|[\w-]+\.[a-z]{2,4}",
    re.ASCII,
)
# Keys that open a Lao word and no English one: m, v, l, x of the Lao layout lie on punctuation.
_OPENS_ODDLY: Final = re.compile(r"[,;\]=][A-Za-z]")
_AROUND: Final = "'\"`.,;:!?()[]{}<>*_-/="
_WITHIN_WORDS: Final = re.compile("[-'./]")
_PLAIN_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z '.,-]*")
_LAO_LETTER: Final = re.compile("[\u0e81-\u0ecd\u0edc-\u0edf]")
_BEGINS_LIKE_LAO: Final = re.compile(f"[{CONSONANT}{PRE_VOWEL}]")
_VOWEL_SIGN: Final = "\u0eb0-\u0eb9\u0ebb\u0ecd"
# What no misspelling brings about: a word that opens with a mark, a pre-posed vowel before none, two
# vowel signs in a row (only ົ and າ of ເົາ may follow each other).
_IMPOSSIBLE: Final = re.compile(
    rf"(?<![{LETTER}])[{FOLLOWER}]|[{PRE_VOWEL}](?![{CONSONANT}])"
    rf"|(?!\u0ebb\u0eb2)[{_VOWEL_SIGN}]{{2}}|[\u0eb0\u0eb2][{TONE}]"
)


def pronounceable(word: str) -> bool:
    """Whether an ASCII word could be English or romanised Lao, by its clusters of consonants."""
    letters = word.lower()
    if not _LETTERS.fullmatch(letters):
        return False
    clusters = _VOWELS.split(letters)
    if len(clusters) == 1:
        return False
    begins, ends = _CLUSTERS["begin"], _CLUSTERS["end"]
    if clusters[0] and clusters[0] not in begins:
        return False
    if clusters[-1] and clusters[-1] not in ends:
        return False
    return all(_joins(cluster, begins, ends) for cluster in clusters[1:-1])


def _joins(cluster: str, begins: frozenset[str], ends: frozenset[str]) -> bool:
    """Whether the consonants between two vowels close one syllable and open the next."""
    if cluster in begins or cluster in ends:
        return True
    return any(cluster[:cut] in ends and cluster[cut:] in begins for cut in range(1, len(cluster)))


def candidates(text: str) -> Iterator[str]:
    """Readings of `text` as typed with another layout or in a legacy font, the likeliest first.

    Nothing comes for text that is plausible as it stands. Readings are canonical.
    """
    plain = canon(text[: _MOST_CHARACTERS + 1]).strip()
    if len(plain) < _FEWEST_KEYS or len(plain) > _MOST_CHARACTERS:
        return
    if has_lao(plain):
        yield from _as_latin(text)
    elif plain.isascii():
        yield from _as_lao(plain)


def rescue(text: str) -> str | None:
    """The likeliest reading of `text` as typed with the wrong layout or in a legacy font, or None.

    Only ever to be offered ("did you mean"): it is None unless `text` is implausible as it stands
    and the reading is well-formed, so ordinary English and ordinary Lao are left alone.
    """
    return next(candidates(text), None)


def _as_lao(plain: str) -> Iterator[str]:
    tokens = [token for token in plain.split() if not _CODE.fullmatch(token)]
    odd = sum(len(token) for token in tokens if _unlike_latin(token))
    if len(tokens) < len(plain.split()) or 2 * odd <= sum(map(len, tokens)):
        return
    readings = (canon(layout.lao_of(plain)) for layout in LAYOUTS)
    yield from dict.fromkeys(reading for reading in readings if _plausible_lao(reading))


def _unlike_latin(token: str) -> bool:
    if _OPENS_ODDLY.match(token):
        return True
    core = token.strip(_AROUND)
    if len(token) < _FEWEST_KEYS or core.isupper() or core.isdecimal():
        return False
    parts = _WITHIN_WORDS.split(core)
    return any(len(part) > 1 and not pronounceable(part) for part in parts)


def _plausible_lao(reading: str) -> bool:
    solid = "".join(reading.split())
    letters = len(_LAO_LETTER.findall(solid))
    begins = all(_BEGINS_LIKE_LAO.match(word) or not has_lao(word) for word in reading.split())
    return begins and letters >= _LAO_SHARE * len(solid) and well_formed(reading)


def _as_latin(typed: str) -> Iterator[str]:
    if not _IMPOSSIBLE.search(canon(typed)):
        return
    readings = (" ".join(map(layout.word_of, typed.split())) for layout in LAYOUTS)
    yield from dict.fromkeys(reading for reading in readings if _plausible_latin(reading))


def _plausible_latin(reading: str) -> bool:
    if not _PLAIN_LATIN.fullmatch(reading):
        return False
    return all(pronounceable(word) for word in re.findall("[A-Za-z]+", reading))
