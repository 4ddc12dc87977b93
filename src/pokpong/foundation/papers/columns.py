"""How wide texts are, and how the columns of a table share the width of a page: alike in HTML, PDF, Word and Excel."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from pokpong.foundation.lao.words import ZERO_WIDTH_SPACE, with_breaks
from pokpong.foundation.papers.words import Said

LINE: Final = 66  # characters of a table's type on a line of A4
_MARGIN: Final = 3  # characters left and right in a cell, and what a word of wide letters takes more
_LONGEST_WORD: Final = 16  # a longer one may be broken
_LONGEST_WISH: Final = 48  # beyond it a cell has several lines anyhow
_SECOND: Final = 0.66  # the second language is set smaller
_BOLD: Final = 1.25  # how much wider bold Lao is: measured, 1.1 to 1.3


def width(text: str) -> int:
    """Characters that the longest line of `text` takes: marks above and below a letter take no room."""
    return max(map(_one_line, text.splitlines()), default=0)


def shares(columns: Sequence[Sequence[Said]], heads: Sequence[Said] = ()) -> list[int]:
    """Per cent of the width for each column, together 100; no column is narrower than its longest word, as far as
    the page allows. `heads` stand above the columns in bold. Raises ValueError without a column."""
    if not columns:
        raise ValueError("a table needs a column")
    least = [max((_longest_word(cell) for cell in column), default=0) + _MARGIN for column in columns]
    bold = [_longest_word(head) * _BOLD + _MARGIN for head in heads] or least
    least = [max(pair) for pair in zip(least, bold, strict=True)]
    wishes = [
        max(small, min(max((_said(cell) for cell in column), default=0), _LONGEST_WISH) + _MARGIN)
        for small, column in zip(least, columns, strict=True)
    ]
    return _per_cent(_fitted(least, wishes))


def _fitted(least: Sequence[float], wishes: Sequence[float]) -> list[float]:
    spare, wanted = LINE - sum(least), sum(wishes) - sum(least)
    if spare <= 0:
        return list(least)
    if wanted <= spare:
        return list(wishes)
    return [small + spare * (wish - small) / wanted for small, wish in zip(least, wishes, strict=True)]


def _per_cent(weights: Sequence[float]) -> list[int]:
    total, taken, found = sum(weights), 0, []
    for number, _weight in enumerate(weights, start=1):
        until = round(100 * sum(weights[:number]) / total)
        found.append(until - taken)
        taken = until
    return found


def _said(cell: Said) -> float:
    return max(width(cell.first), width(cell.second) * _SECOND)


def _longest_word(cell: Said) -> float:
    first, second = (with_breaks(text).replace(ZERO_WIDTH_SPACE, " ").split() for text in (cell.first, cell.second))
    longest = max((_one_line(word) for word in first), default=0)
    return min(max(longest, max((_one_line(word) for word in second), default=0) * _SECOND), _LONGEST_WORD)


def _one_line(line: str) -> int:
    return sum(unicodedata.category(character) != "Mn" for character in line)
