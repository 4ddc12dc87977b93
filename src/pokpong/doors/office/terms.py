"""The programme's words with what they mean: the glossary and, for the words of the article, a sentence for each."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.lao.data import rows
from pokpong.foundation.lao.text import fold

MEANINGS = Path(__file__).resolve().parent / "data" / "word_meanings.csv"
SEED = "seed"
REMARK = re.compile(r"\s*\([^)]*\)")
PARTS = re.compile(r"\s*/\s*|,\s+")


@dataclass(frozen=True)
class Term:
    """A word in English and Lao. `also`: how it is written otherwise; `meaning`: `{language: text}`, may be empty."""

    key: str
    english: str
    lao: str
    source: str
    also: tuple[str, ...]
    meaning: dict[str, str]

    @property
    def means(self) -> str:
        """In the reader's language."""
        return in_language(self.meaning)

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Everything under which it is found, folded: both languages whole, their parts, and other spellings."""
        return frozenset(fold(text) for text in self._texts())

    @cached_property
    def others(self) -> frozenset[str]:
        """How else it is written, folded."""
        return frozenset(fold(text) for text in self.also)

    def _texts(self) -> Iterator[str]:
        for text in (self.english, REMARK.sub("", self.english), *self.also):
            yield text
            yield from PARTS.split(text)
        yield self.lao
        yield from PARTS.split(self.lao)
        # (USAID), (CPAC): what is said in brackets is often what people call it.
        yield from re.findall(r"\(([A-Za-z]+)\)", self.english)
        yield self.english.split(" (")[0]


@cache
def terms() -> dict[str, Term]:
    """Every word of both lists by its key, those of the article first."""
    found: dict[str, Term] = {}
    meanings = _meanings()
    for name in ("glossary", "programme_terms"):
        for row in rows(name):
            term = _term(row, name, meanings.get(row["en"], {}))
            found.setdefault(term.key, term)
    return found


def _meanings() -> dict[str, dict[str, str]]:
    with MEANINGS.open(encoding="utf-8", newline="") as file:
        return {row["en"]: row for row in csv.DictReader(file)}


def _term(row: dict[str, str], name: str, said: dict[str, str]) -> Term:
    meaning = {language: said[f"meaning_{language}"] for language in ("lo", "en") if said.get(f"meaning_{language}")}
    also = tuple(text for text in said.get("also", "").split("|") if text)
    source = row.get("source") or name
    return Term(key_of(row["en"], row["lo"]), row["en"], row["lo"], source, also, meaning)


def key_of(english: str, lao: str) -> str:
    """The name of a word in addresses: 16 hexadecimal figures."""
    return hashlib.sha256(f"{english}\n{lao}".encode()).hexdigest()[:16]


def find(text: str, limit: int = 12) -> list[Term]:
    """Words called so in any spelling, and then those in which it stands."""
    wanted = fold(text)
    if not wanted:
        return []
    exact = [term for term in terms().values() if wanted in term.spellings]
    inside = [term for term in terms().values() if term not in exact and any(wanted in said for said in term.spellings)]
    return [*exact, *inside][:limit]


def usual_spellings(text: str) -> list[str]:
    """`text`, and the Lao of every word that is also written so: records are kept under the usual spelling."""
    wanted = fold(text)
    others = [term.lao for term in terms().values() if wanted in term.others]
    return [text, *(lao for lao in others if fold(lao) != wanted)]


def around(term: Term, limit: int = 12) -> list[Term]:
    """Other words in which the Lao of this one stands."""
    wanted = fold(term.lao)
    return [other for other in terms().values() if other != term and wanted in fold(other.lao)][:limit]
