"""One text in the one or two languages of a paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import override

_BLANK_LINES: Final = re.compile(r"\r?\n[^\S\n]*\r?\n\s*")


@dataclass(frozen=True)
class Said:
    """`first` in the paper's own language; `second`, smaller, in the other one, or empty."""

    first: str
    second: str = ""

    @property
    def blocks(self) -> list[Said]:
        """The paragraphs of the text: each with its translation below it where both have as many, else one after
        the other. Nothing said is no paragraph."""
        first, second = paragraphs(self.first), paragraphs(self.second)
        if not second or len(first) == len(second):
            return [Said(*pair) for pair in zip(first, second or [""] * len(first), strict=True)]
        return [Said(text) for text in first] + [Said("", text) for text in second]


def paragraphs(text: str) -> list[str]:
    """What stands between blank lines; single line ends stay inside a paragraph."""
    return _BLANK_LINES.split(text.strip()) if text.strip() else []


@dataclass(frozen=True)
class Languages:
    """The languages of a paper: the one it is written in, and one to stand smaller beside it, or none."""

    first: str = "lo"
    second: str = ""

    def say(self, words: str | Promise, **values: object) -> Said:
        """`words` (marked for translation, lazy) in both languages, with `values` put in place of %(name)s."""
        return Said(_in(self.first, words, values), _in(self.second, words, values) if self.second else "")

    def name(self, words: dict[str, str]) -> Said:
        """A name of data `{language: text}`; what is missing in the first language is taken from any."""
        first = words.get(self.first) or next((text for text in words.values() if text), "")
        second = words.get(self.second, "") if self.second else ""
        return Said(first, "" if second == first else second)


def _in(language: str, words: str | Promise, values: dict[str, object]) -> str:
    with override(language):
        return str(words) % values if values else str(words)
