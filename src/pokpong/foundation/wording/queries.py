"""The words of the catalogues as they are now: what ships, with the corrections over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from django.db.models import Count, Max
from django.utils.translation import trans_real

from pokpong.foundation.lao.text import fold
from pokpong.foundation.wording.entries import Entry, entries
from pokpong.foundation.wording.models import Correction

LANGUAGE = "lo"  # the language that readers correct; English is what the program itself is written in
ALIKE = 0.75


@dataclass(frozen=True)
class Word:
    """An entry as it is shown now. `correction` is the last one, also one that went back to what ships."""

    entry: Entry
    correction: Correction | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The texts that are shown."""
        return tuple(self.correction.forms) if self.is_corrected and self.correction else self.entry.forms

    @property
    def is_corrected(self) -> bool:
        return self.correction is not None and bool(self.correction.forms)

    @property
    def shipped_changed(self) -> bool:
        """Whether a newer program ships another text than the one that was corrected."""
        held = self.correction
        return held is not None and bool(held.forms) and tuple(held.shipped) != self.entry.forms

    @property
    def searched(self) -> str:
        texts = " ".join(self.forms) if self.is_corrected else ""
        return f"{_searched(self.entry)} {fold(texts)}"


@cache
def _searched(entry: Entry) -> str:
    return entry.searched


def state() -> tuple[int, object]:
    """Changes with every correction: how many there are, and when the last one was made. One query."""
    found = Correction.objects.aggregate(number=Count("pk"), last=Max("at"))
    return found["number"], found["last"]


def present(language: str = LANGUAGE) -> dict[str, Correction]:
    """The last correction of every entry that was ever corrected, by its key."""
    return {row.key: row for row in Correction.objects.filter(language=language).order_by("at", "pk")}


def words(language: str = LANGUAGE) -> list[Word]:
    """Every entry of the catalogues, as it is shown now."""
    corrected = present(language)
    return [Word(entry, corrected.get(key)) for key, entry in entries(language).items()]


def word(key: str, language: str = LANGUAGE) -> Word | None:
    """One entry; None when no entry of the program is called so."""
    entry = entries(language).get(key)
    return None if entry is None else Word(entry, history(key, language)[0] if history(key, language) else None)


def history(key: str, language: str = LANGUAGE) -> list[Correction]:
    """Every correction of one entry, newest first."""
    return list(Correction.objects.filter(language=language, key=key).order_by("-at", "-pk"))


def stale(language: str = LANGUAGE) -> list[Correction]:
    """Corrections whose English is no longer in the program: kept, shown nowhere, perhaps wanted for the new words."""
    known = entries(language)
    return [row for row in present(language).values() if row.forms and row.key not in known]


def successors_of(row: Correction) -> list[Entry]:
    """Entries whose English is much like that of a stale correction: the closest first, at most three."""
    by_english = {entry.english: entry for entry in entries(row.language).values()}
    return [by_english[text] for text in get_close_matches(row.english, by_english, 3, ALIKE)]


def form_count(entry: Entry, language: str = LANGUAGE) -> int:
    """How many texts the entry needs: one, or one for each plural form of the language."""
    return 1 if not entry.plural else max(1, len(entry.forms))


def matching(text: str, language: str = LANGUAGE) -> Iterator[Word]:
    """The words in which `text` stands, in English or in the language, whatever its spelling."""
    wanted = fold(text)
    return (found for found in words(language) if wanted and wanted in found.searched)


def plural_of(language: str) -> object:
    """The function with which the language chooses among its plural forms."""
    return trans_real.translation(language).plural
