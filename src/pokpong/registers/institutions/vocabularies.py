"""Words of data: kinds, functions, roles, languages. Each is a file in `data/`: code, then a column per language."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise, lazystr

from pokpong.foundation.kernel.words import in_language

FOLDER = Path(__file__).resolve().parent / "data"
LANGUAGES = ("lo", "en")


@dataclass(frozen=True)
class Vocabulary:
    """The words of one kind, in the order of the file."""

    name: str
    rows: dict[str, dict[str, str]]

    def __contains__(self, code: object) -> bool:
        return code in self.rows

    def words(self, code: str, language: str | None = None) -> str:
        """The words for `code` in `language` (default: the active one); the code itself when it is unknown."""
        row = self.rows.get(code)
        return in_language({key: row[key] for key in LANGUAGES}, language) if row else code

    def all_words(self, codes: Iterable[str]) -> str:
        """The words of several codes in the order of the vocabulary."""
        wanted = set(codes)
        return ", ".join(self.words(code) for code in self.rows if code in wanted)

    def choices(self) -> list[tuple[str, str | Promise]]:
        """For forms and filters, in the reader's language."""
        return [(code, lazystr(_Word(self, code))) for code in self.rows]

    def having(self, column: str, value: str) -> frozenset[str]:
        """The codes whose `column` says `value`."""
        return frozenset(code for code, row in self.rows.items() if row.get(column) == value)


class _Word:
    def __init__(self, vocabulary: Vocabulary, code: str):
        self.vocabulary, self.code = vocabulary, code

    def __str__(self) -> str:
        return self.vocabulary.words(self.code)


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary in `data/<name>.csv`. Raises FileNotFoundError."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return Vocabulary(name, {row["code"]: row for row in csv.DictReader(file)})


ORGANISATION_KINDS = vocabulary("organisation_kinds")
SERVICE_KINDS = vocabulary("service_kinds")
FUNCTIONS = vocabulary("functions")
COMMITTEE_KINDS = vocabulary("committee_kinds")
COMMITTEE_ROLES = vocabulary("committee_roles")
FOR_WHOM = vocabulary("for_whom")
SPOKEN = vocabulary("languages")
HIDDEN_KINDS = ORGANISATION_KINDS.having("hidden", "yes")
OUTSIDE_KINDS = ORGANISATION_KINDS.having("outside", "yes")  # what is told them leaves the government
