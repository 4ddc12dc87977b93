"""What this floor refers to and cannot know: places, organisations, officials. Higher floors put theirs here.

`config/wiring.py` calls `use(...)`. Until then a directory is empty: nothing is found, and a path stays a path.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pokpong.foundation.ui.widgets import PlaceChoice, PlaceSource

Labels = Callable[[Iterable[str]], Mapping[str, str]]


class NoDirectory:
    """Before the higher floors have put theirs."""

    def find(self, text: str, limit: int) -> Sequence[PlaceChoice]:
        return ()

    def get(self, value: str) -> PlaceChoice | None:
        return None


def one_spelling(officials: Iterable[UUID]) -> Collection[UUID]:
    return set(officials)


def bare(paths: Iterable[str]) -> Mapping[str, str]:
    return {path: path for path in paths}


@dataclass
class Shelf:
    """The directories in use. Keys of places are their paths; keys of the others are ids."""

    places: PlaceSource = field(default_factory=NoDirectory)
    organisations: PlaceSource = field(default_factory=NoDirectory)
    officials: PlaceSource = field(default_factory=NoDirectory)
    labels: Labels = bare
    place_search: str | Promise = ""
    same_officials: Callable[[Iterable[UUID]], Collection[UUID]] = one_spelling


SHELF = Shelf()


def use(
    *,
    places: PlaceSource | None = None,
    labels: Labels | None = None,
    place_search: str | Promise | None = None,
    organisations: PlaceSource | None = None,
    officials: PlaceSource | None = None,
    same_officials: Callable[[Iterable[UUID]], Collection[UUID]] | None = None,
) -> None:
    """Puts directories in use. `labels` words many paths at once; `place_search` is the address of the type-ahead;
    `same_officials` adds to ids of officials those of the same people under other spellings.
    """
    SHELF.places = places or SHELF.places
    SHELF.labels = labels or SHELF.labels
    # A lazy address must not be looked at here: the addresses are being loaded while this is called.
    SHELF.place_search = SHELF.place_search if place_search is None else place_search
    SHELF.organisations = organisations or SHELF.organisations
    SHELF.officials = officials or SHELF.officials
    SHELF.same_officials = same_officials or SHELF.same_officials


def place_words(paths: Iterable[str]) -> dict[str, str]:
    """The name of each place in the reader's language; a path without a name is shown as it is."""
    wanted = set(paths)
    named = SHELF.labels(wanted - {""})
    return {path: named.get(path) or path if path else _("the whole country") for path in wanted}
