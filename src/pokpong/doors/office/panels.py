"""A card of the start page: lines of one kind, and where they are listed whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.parts import Task


@dataclass(frozen=True)
class Panel:
    """`total` counts what the list behind `url` holds; the card shows the first of them."""

    title: Words
    icon: str
    url: str
    url_words: Words
    empty_title: Words
    empty_text: Words
    lines: Sequence[Task] = field(default_factory=tuple)
    total: int = 0

    @property
    def more(self) -> int:
        """How many stand only in the list."""
        return max(0, self.total - len(self.lines))
