"""What a field of the standard, or one of ours, is called in the reader's language."""

from __future__ import annotations

from functools import cache

from pokpong.doors.exchange.htcds import tables
from pokpong.foundation.kernel.words import in_language


@cache
def _words() -> dict[str, dict[str, str]]:
    rows = (*tables.rows("local_fields"), *tables.rows("field_words"))
    return {row["field"]: {"lo": row["lo"], "en": row["en"]} for row in rows}


def words_of(name: str, language: str | None = None) -> str:
    """The words for a field in `language` (default: the active one); the name itself for an unknown one."""
    found = _words().get(name)
    return in_language(found, language) if found else name


def all_words(name: str) -> tuple[str, ...]:
    """Every way of calling it, for guessing."""
    return tuple(_words().get(name, {}).values())
