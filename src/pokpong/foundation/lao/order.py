"""Lao alphabetical order as a stored key that any data base compares rightly."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from pyuca.collator import Collator_10_0_0

from pokpong.foundation.lao.text import canon

# Primary weights of pyuca's table (DUCET 10.0): Latin is the first script, Lao one block. CLDR's
# collation for `lo` is the root order with the Lao block moved in front of Latin ([reorder Laoo]).
_FIRST_LETTER: Final = 0x1CAD
_LAO_FIRST: Final = 0x2E60
_LAO_LAST: Final = 0x2E8F
_LAO_SIZE: Final = _LAO_LAST - _LAO_FIRST + 1
_COMMON_SECONDARY: Final = 0x0020
_COMMON_TERTIARY: Final = 0x0002


@cache
def _collator() -> Collator_10_0_0:
    return Collator_10_0_0()


def sort_key(text: str) -> str:
    """Return the key by which `text` sorts in Lao order: lower-case hexadecimal.

    Comparing keys byte by byte gives the order of PostgreSQL's `COLLATE "lo-x-icu"` on canonical
    text: consonant first, pre-posed vowel after it, tone last, Lao before Latin. As it holds only
    0-9 and a-f, it sorts the same under every collation of a data base. Texts with different
    canonical spellings never share a key.
    """
    plain = canon(text)
    elements = _collator().collation_elements(unicodedata.normalize("NFD", plain))
    primary = (_reordered(element[0]) for element in elements if element[0])
    secondary = [element[1] for element in elements if element[1]]
    tertiary = [element[2] for element in elements if element[2]]
    levels = (
        _hexadecimal(primary),
        _hexadecimal(_without_common_tail(secondary, _COMMON_SECONDARY)),
        _hexadecimal(_without_common_tail(tertiary, _COMMON_TERTIARY)),
        plain.encode("utf-8", "surrogatepass").hex(),
    )
    return "0000".join(levels)


def _reordered(weight: int) -> int:
    if weight < _FIRST_LETTER or weight > _LAO_LAST:
        return weight
    if weight >= _LAO_FIRST:
        return weight - _LAO_FIRST + _FIRST_LETTER
    return weight + _LAO_SIZE


def _without_common_tail(weights: list[int], common: int) -> list[int]:
    """Drop the trailing weights that are the lowest of their level: they decide nothing."""
    end = len(weights)
    while end and weights[end - 1] == common:
        end -= 1
    return weights[:end]


def _hexadecimal(weights: Iterable[int]) -> str:
    return "".join(f"{weight:04x}" for weight in weights)
