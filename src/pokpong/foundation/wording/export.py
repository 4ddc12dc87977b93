"""The catalogue as a `.po` file: what ships with the corrections over it, for the next version of the program."""

from __future__ import annotations

from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from pokpong.foundation.kernel import clock
from pokpong.foundation.wording import queries
from pokpong.foundation.wording.queries import LANGUAGE, Word

PROJECT = "Pokpong"
LINE = 120  # letters of a line of the file


def catalogue(language: str = LANGUAGE, *, only_corrected: bool = False) -> bytes:
    """UTF-8. Each entry says in a comment which parts of the program use it, and of a correction why it was made.

    Corrections whose English is gone stand at the end, marked as obsolete.
    """
    now = clock.now()
    made = Catalog(locale=language, project=PROJECT, charset="utf-8", fuzzy=False, creation_date=now, revision_date=now)
    for word in queries.words(language):
        if word.is_corrected or not only_corrected:
            _add(made, word)
    for row in queries.stale(language):
        english, text = ((row.english, row.plural), tuple(row.forms)) if row.plural else (row.english, row.forms[0])
        made.obsolete[row.english] = Message(english, text, context=row.context or None)
    out = BytesIO()
    write_po(out, made, width=LINE, sort_output=False)
    return out.getvalue()


def _add(made: Catalog, word: Word) -> None:
    entry = word.entry
    english = (entry.english, entry.plural) if entry.plural else entry.english
    text = word.forms if entry.plural else word.forms[0]
    why = [f"corrected: {word.correction.reason}"] if word.is_corrected and word.correction else []
    made.add(english, text, context=entry.context or None, auto_comments=[", ".join(entry.rooms), *why])
