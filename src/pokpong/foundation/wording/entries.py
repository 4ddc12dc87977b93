"""The entries of the catalogues that ship: every interface word and text of a report, in English and in one language.

A word that stands in several catalogues is one entry: the program shows the text of the first installed part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import read_mo
from django.apps import apps

from pokpong.foundation.lao.text import fold

OURS = "pokpong."


@dataclass(frozen=True)
class Entry:
    """One entry. `forms`: the text that ships, one for each plural form of the language. `rooms`: whose catalogues."""

    key: str
    context: str
    english: str
    plural: str
    forms: tuple[str, ...]
    rooms: tuple[str, ...]

    @property
    def searched(self) -> str:
        """What a search looks through, apart from corrections."""
        return fold(" ".join((self.english, self.plural, *self.forms)))


def key_of(english: str, context: str = "") -> str:
    """The name of an entry in addresses: 32 hexadecimal figures."""
    return hashlib.sha256(f"{context}\x04{english}".encode()).hexdigest()[:32]


@cache
def entries(language: str) -> dict[str, Entry]:
    """Every entry by its key, in the order of the installed parts. They change with the program only."""
    found: dict[str, Entry] = {}
    for room, message in _messages(language):
        entry = _entry(room, message)
        known = found.get(entry.key)
        if known is None:
            found[entry.key] = entry
        elif room not in known.rooms:
            found[entry.key] = replace(known, rooms=(*known.rooms, room))
    return found


def _messages(language: str) -> Iterator[tuple[str, Message]]:
    for app in apps.get_app_configs():
        path = Path(app.path) / "locale" / language / "LC_MESSAGES" / "django.mo"
        if app.name.startswith(OURS) and path.exists():
            with path.open("rb") as file:
                for message in read_mo(file):
                    if message.id:
                        yield app.name.removeprefix(OURS), message


def _entry(room: str, message: Message) -> Entry:
    ids = message.id if isinstance(message.id, (list, tuple)) else (message.id, "")
    texts = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    english, context = str(ids[0]), str(message.context or "")
    forms = tuple(str(text) for text in texts)
    return Entry(key_of(english, context), context, english, str(ids[1]), forms, (room,))
