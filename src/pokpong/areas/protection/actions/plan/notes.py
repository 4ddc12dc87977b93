"""Notes: written once; a correction is another note."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case
from pokpong.areas.protection.models import Case, Note
from pokpong.areas.protection.rules import plan as rules
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Refused, refuse
from pokpong.foundation.lao.text import canon


@action("note.write", doors=("office", "device"))
def write_note(
    *,
    by: Actor,
    id: UUID,
    case: UUID,
    kind: str,
    text: str,
    on: date | None = None,
    corrects: UUID | None = None,
    call_id: UUID,
) -> Note:
    """Writes a note about day `on` (empty: today). `corrects` is the note that this one takes the place of.

    Raises NotThere, NotAllowed, Refused with all reasons.
    """
    row, text, today = locked_case(by, case), canon(text).strip(), clock.today()
    refuse(rules.wrong_note(kind=kind, text=text, on=on or today, today=today))
    note = Note(
        id=id,
        key_id=row.key_id,
        case=row,
        kind=kind,
        on=on or today,
        text=text,
        written_by=by.id,
        corrects=_corrected(row, corrects),
    )
    door.add(note)
    door.event(note, {"kind": kind, "corrects": str(corrects or "")})
    return note


def _corrected(case: Case, corrects: UUID | None) -> Note | None:
    if corrects is None:
        return None
    old: Note | None = Note.objects.filter(case=case.pk, pk=corrects).first()
    if old is None:
        raise Refused([rules.OTHER_CASE("corrects")])
    refuse([rules.CORRECTED_ALREADY("corrects")] if Note.objects.filter(corrects=old).exists() else [])
    return old
