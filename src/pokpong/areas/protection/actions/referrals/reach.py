"""Whether the caller may act on a referral: for the sender, or for the organisation that was asked."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_part
from pokpong.areas.protection.models import Referral
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor


def locked_by_sender(by: Actor, referral: UUID) -> Referral:
    """The referral of a case that the caller may act on, locked, with its case. Raises NotThere, NotAllowed."""
    return locked_part(by, Referral, referral, at_work=False)


def is_receiver(by: Actor, referral: UUID) -> bool:
    """Whether it was sent to an organisation of the caller."""
    return bool(Referral.objects.received_by(by).filter(pk=referral).exists())


def locked_for_answer(by: Actor, referral: UUID) -> Referral:
    """The referral for a step of the organisation: by its own people, or by the sender's, who were told of it.

    Many organisations answer by telephone or letter. Raises NotThere, NotAllowed.
    """
    if not is_receiver(by, referral):
        return locked_by_sender(by, referral)
    row: Referral = door.locked(Referral.objects.received_by(by).select_related("case__person"), referral)
    return row
