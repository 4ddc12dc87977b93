"""Coded answers: from what stands in a cell (labels, codes, other words, several at once) to codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from pokpong.doors.exchange.workbooks import problems
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.lao.text import canon, fold

SEPARATOR: Final = "; "

_BETWEEN: Final = re.compile(r"[;\n]")
_NOISE: Final = re.compile(r"[^0-9a-zກ-ໝ]+")
_LEAST_LIKENESS: Final = 60
_MOST_SUGGESTIONS: Final = 3


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """What two spellings of one value have in common: no case, spaces, no-break spaces or punctuation."""
    return _NOISE.sub("", fold(text))


@dataclass(frozen=True)
class ValueSet:
    """The values of one column: labels by code in their order, and the code behind each way of writing."""

    name: str
    labels: dict[str, str]
    codes: dict[str, str]

    @classmethod
    def of(cls, name: str, labels: Mapping[str, str], others: Iterable[tuple[str, str]] = ()) -> ValueSet:
        """From labels by code, and (word, code) for other ways of writing; labels and codes win over those."""
        codes = {key(word): code for word, code in others}
        codes |= {key(text): code for code, label in labels.items() for text in (label, code)}
        codes.pop("", None)
        return cls(name, dict(labels), codes)

    def code_of(self, text: str) -> str | None:
        """The code for a label, a code or another known word; None when it is none of them."""
        return self.codes.get(key(text))

    def label(self, code: str) -> str:
        return self.labels.get(code, code)

    def ordered(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Each code once, in the order of the standard."""
        wanted = set(codes)
        return tuple(code for code in self.labels if code in wanted)

    def near(self, text: str) -> list[str]:
        """Labels that look like `text`, the nearest first."""
        by_key = {key(label): label for label in self.labels.values()}
        found = process.extract(key(text), list(by_key), scorer=fuzz.WRatio, limit=_MOST_SUGGESTIONS)
        return [by_key[match] for match, likeness, _index in found if likeness >= _LEAST_LIKENESS]


def read_codes(values: ValueSet, text: str) -> tuple[tuple[str, ...], list[Problem]]:
    """Every value of a cell, in the order of the standard, with a problem for each part that is none.

    Values are joined with `; `. Four labels of industries hold a semicolon themselves, so the longest run of pieces
    that is a value wins. Forms join codes with spaces; a list with commas is understood when every part is a value.
    """
    found: list[str] = []
    wrong: list[Problem] = []
    pieces = [piece.strip() for piece in _BETWEEN.split(canon(text)) if piece.strip()]
    while pieces:
        taken, codes = _longest(values, pieces)
        if not codes:
            wrong.append(unknown(values, pieces[0]))
        found += codes
        pieces = pieces[taken:]
    return values.ordered(found), wrong


def _longest(values: ValueSet, pieces: list[str]) -> tuple[int, list[str]]:
    """How many pieces the value at the beginning takes, and its codes; (1, []) when there is none."""
    for length in range(len(pieces), 0, -1):
        code = values.code_of(" ".join(pieces[:length]))
        if code is not None:
            return length, [code]
    return 1, _listed(values, pieces[0], ",") or _listed(values, pieces[0], None)


def _listed(values: ValueSet, text: str, separator: str | None) -> list[str]:
    codes = [values.code_of(part) for part in text.split(separator) if part.strip()]
    return [code for code in codes if code is not None] if all(codes) else []


def unknown(values: ValueSet, text: str) -> Problem:
    near = values.near(text)
    shown = text[:80]
    if near:
        return problems.VALUE_NEARLY(value=shown, near=", ".join(near))
    return problems.VALUE_UNKNOWN(value=shown)
