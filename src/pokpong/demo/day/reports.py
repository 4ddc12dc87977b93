"""The papers of the day: drafted by the secretary from their records, read and signed by the chair."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.partnership.actions import clear_word, draft_document, sign_document
from pokpong.areas.partnership.models import Document
from pokpong.areas.partnership.queries.documents import officials_of, strangers_in
from pokpong.demo.day import meetings, visit
from pokpong.demo.day.acting import Day
from pokpong.demo.identity import known

# Kind, record, days ago.
PAPERS = (
    ("invitation", "meeting", meetings.HELD, 38),
    ("minutes", "meeting", meetings.HELD, 28),
    ("report", "visit", visit.VISIT, 26),
    ("press", "visit", visit.VISIT, 26),
    ("invitation", "meeting", meetings.TO_COME, 2),
)


def paper(kind: str, record: UUID) -> UUID:
    return known("document", kind, record)


def sign(day: Day) -> None:
    for kind, record_kind, record, days in PAPERS:
        with day.days_ago(days):
            row_id = paper(kind, record)
            day.do(
                draft_document,
                "secretary",
                kind,
                record,
                id=row_id,
                kind=kind,
                record_kind=record_kind,
                record=record,
            )
            _read_and_sign(day, row_id)


def _read_and_sign(day: Day, row_id: UUID) -> None:
    """Words that look like a name are no official's here: the chair confirms that they are no name."""
    row = Document.objects.get(pk=row_id)
    words = [one.text for one in strangers_in(row, officials_of(row))] if row.kind == "press" else []
    for word in dict.fromkeys(words):
        day.do(clear_word, "chair", row_id, word, document=row_id, word=word)
    row.refresh_from_db()
    day.do(sign_document, "chair", row_id, document=row_id, base=row.version)
