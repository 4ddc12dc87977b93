"""What a row says and the ledger has no field for, as text that people can read."""

from __future__ import annotations

from typing import Final

from pokpong.doors.exchange.cases.meaning import APPS_OF_EXPLOITATION, APPS_OF_RECRUITMENT, ONLY_IN_NOTE, RELATIONSHIP
from pokpong.doors.exchange.htcds.field_words import words_of
from pokpong.doors.exchange.htcds.records import COLUMNS, CaseRecord
from pokpong.doors.exchange.htcds.rows import write_row
from pokpong.doors.exchange.workbooks.cells import as_text

NOTE_LIMIT: Final = 8000
_HELD: Final = frozenset({APPS_OF_RECRUITMENT, APPS_OF_EXPLOITATION, RELATIONSHIP})


def note_texts(record: CaseRecord) -> list[str]:
    """One or more notes, each short enough to be kept; none when there is nothing to note."""
    row = write_row(record)
    named = [column.name for column in COLUMNS if column.attribute in ONLY_IN_NOTE]
    further = [name for name, _text in record.more if name not in _HELD]
    lines = [f"{words_of(name)}: {as_text(row[name])}" for name in (*named, *further) if name in row]
    return _cut("\n".join(lines))


def _cut(text: str) -> list[str]:
    return [text[start : start + NOTE_LIMIT] for start in range(0, len(text), NOTE_LIMIT)]
