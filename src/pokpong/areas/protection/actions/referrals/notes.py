"""Notes on a referral: the organisation's own, shared with the sender or not; the sender's, always shared."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.actions.referrals.reach import is_receiver, locked_for_answer
from pokpong.areas.protection.models import ReferralNote
from pokpong.areas.protection.rules import referrals as rules
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon


@action("referral.note", doors=("office", "device"))
def add_referral_note(
    *, by: Actor, id: UUID, referral: UUID, text: str, shared: bool = False, call_id: UUID
) -> ReferralNote:
    """Adds a note, which is never changed. What the sender's side writes is always read by the organisation.

    Raises NotThere, NotAllowed, Refused.
    """
    row, text = locked_for_answer(by, referral), canon(text).strip()
    refuse(rules.wrong_note(text))
    own = is_receiver(by, referral)
    note = ReferralNote(
        id=id,
        key_id=row.key_id,
        referral=row,
        organisation=row.organisation_id if own else None,
        by=by.id,
        shared=shared or not own,
        text=text,
    )
    door.add(note)
    door.event(row, {"note": str(note.pk), "shared": note.shared})
    return note
