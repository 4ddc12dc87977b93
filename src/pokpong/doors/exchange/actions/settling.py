"""Bringing in a row that was judged before: by itself, or as somebody answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.doors.exchange.actions.rows import case_to_match, match_imported_case, open_imported_case
from pokpong.doors.exchange.models import ImportedRow
from pokpong.doors.exchange.verdicts import OPENED, UNCHANGED
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.vault import blind


def call_of(by: Actor, question: dict[str, Any]) -> UUID:
    """The call that brings this row of this file in: the same file sent twice is the same call."""
    return UUID(bytes=blind.digest("exchange.row", str(by.id), question["references"]["origin"])[:16])


def open_row(
    by: Actor, question: dict[str, Any], *, person: UUID | None = None, call_id: UUID | None = None
) -> ImportedRow:
    """Opens the case of a row. Raises Refused, NotAllowed, NotThere."""
    call = call_id or call_of(by, question)
    return open_imported_case(
        by=by,
        id=row_id_for(call),
        said=question["said"],
        references=question["references"],
        place=question["place"],
        home=question["home"],
        source=question["source"],
        person=person,
        call_id=call,
    )


def settle_row(by: Actor, question: dict[str, Any], person: UUID | None, call_id: UUID) -> str:
    """Brings a row in that asked: for a new person, or for this one. Answers what became of it.

    Raises Refused, NotAllowed, NotThere.
    """
    case = case_to_match(by, person) if person is not None else None
    if case is None:
        open_row(by, question, person=person, call_id=call_id)
        return OPENED
    match_imported_case(
        by=by,
        id=row_id_for(call_id),
        case=case.pk,
        said=question["said"],
        references=question["references"],
        call_id=call_id,
    )
    return UNCHANGED
