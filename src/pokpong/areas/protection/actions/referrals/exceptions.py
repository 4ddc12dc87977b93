"""The second person's look at a referral without consent."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.actions.referrals import waiting
from pokpong.areas.protection.actions.referrals.reach import locked_by_sender
from pokpong.areas.protection.actions.referrals.sending import end
from pokpong.areas.protection.models import Referral
from pokpong.areas.protection.rules import referrals as rules
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon


@action("referral.confirm_exception")
def confirm_exception(*, by: Actor, referral: UUID, call_id: UUID) -> Referral:
    """Confirms, as another person than the sender, that this could not wait for a consent.

    Raises NotThere, NotAllowed, Refused.
    """
    row = _waiting(by, referral)
    row.confirmed_by, row.confirmed_at = by.id, clock.now()
    door.save(row)
    waiting.settle(row, waiting.CONFIRM)
    door.event(row)
    return row


@action("referral.refuse_exception")
def refuse_exception(*, by: Actor, referral: UUID, why: str, call_id: UUID) -> Referral:
    """Finds that it should have waited: nothing more is shared from now on. Raises NotThere, NotAllowed, Refused."""
    row, why = _waiting(by, referral), canon(why).strip()
    refuse(rules.wrong_why(why))
    moves.move(row, "stopped", why=why)
    end(row)
    waiting.take_back(row)
    waiting.tell_of_stop(row, "not_confirmed")
    door.event(row)
    return row


def _waiting(by: Actor, referral: UUID) -> Referral:
    row = locked_by_sender(by, referral)
    refuse(rules.wrong_confirmation(waits=row.awaits_confirmation, own=row.sent_by == by.id))
    return row
