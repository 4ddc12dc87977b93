"""What the organisation does with a referral. The sender's side notes the same steps when it was told of them."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.actions.referrals import waiting
from pokpong.areas.protection.actions.referrals.reach import is_receiver, locked_for_answer
from pokpong.areas.protection.actions.referrals.sending import end
from pokpong.areas.protection.models import Referral
from pokpong.areas.protection.rules import referrals as rules
from pokpong.areas.protection.vocabulary import referrals as vocabulary
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon


@action("referral.receive", doors=("office", "device"))
def receive_referral(*, by: Actor, referral: UUID, call_id: UUID) -> Referral:
    """Tells the sender that it arrived and will be answered. Raises NotThere, NotAllowed, Refused."""
    row = locked_for_answer(by, referral)
    moves.move(row, "received")
    row.received_at = clock.now()
    door.save(row)
    return _noted(by, row)


@action("referral.accept", doors=("office", "device"))
def accept_referral(*, by: Actor, referral: UUID, words: str = "", call_id: UUID) -> Referral:
    """Says that the organisation will help. `words` are for the sender. Raises NotThere, NotAllowed, Refused."""
    row, words = locked_for_answer(by, referral), canon(words).strip()
    refuse(rules.too_long(words, "words"))
    moves.move(row, "accepted")
    _answered(row, words)
    door.save(row)
    waiting.settle(row, waiting.ANSWER, waiting.AWAIT)
    waiting.ask_service(row)
    waiting.tell_sender(row)
    return _noted(by, row)


@action("referral.decline", doors=("office", "device"))
def decline_referral(*, by: Actor, referral: UUID, reason: str, words: str = "", call_id: UUID) -> Referral:
    """Says that the organisation cannot help, and why; the sharing ends. Raises NotThere, NotAllowed, Refused."""
    row, words = locked_for_answer(by, referral), canon(words).strip()
    refuse(rules.wrong_reason(reason, vocabulary.DECLINE_REASONS, words))
    moves.move(row, "declined")
    row.decline_reason = reason
    _answered(row, words)
    end(row)
    waiting.settle(row, waiting.ANSWER, waiting.AWAIT, waiting.CONFIRM)
    waiting.tell_sender(row)
    return _noted(by, row)


def _answered(row: Referral, words: str) -> None:
    row.answered_at = clock.now()
    row.received_at = row.received_at or row.answered_at
    row.answer = words or None


@action("referral.start", doors=("office", "device"))
def start_referral(*, by: Actor, referral: UUID, call_id: UUID) -> Referral:
    """Says that the help has begun. Raises NotThere, NotAllowed, Refused."""
    row = locked_for_answer(by, referral)
    moves.move(row, "in_service")
    row.started_at = clock.now()
    door.save(row)
    waiting.settle(row, waiting.SERVE, waiting.AWAIT)
    return _noted(by, row)


@action("referral.complete", doors=("office", "device"))
def complete_referral(*, by: Actor, referral: UUID, outcome: str, words: str = "", call_id: UUID) -> Referral:
    """Says what came of the help; `words` are feedback for the sender. The sharing ends.

    Raises NotThere, NotAllowed, Refused.
    """
    row, words = locked_for_answer(by, referral), canon(words).strip()
    refuse(rules.wrong_completion(outcome, words))
    moves.move(row, "completed")
    return _over(by, row, outcome, words)


@action("referral.fail", doors=("office", "device"))
def fail_referral(*, by: Actor, referral: UUID, reason: str, words: str = "", call_id: UUID) -> Referral:
    """Says that an accepted help was not given to its end, and why. The sharing ends.

    Raises NotThere, NotAllowed, Refused.
    """
    row, words = locked_for_answer(by, referral), canon(words).strip()
    refuse(rules.wrong_reason(reason, vocabulary.NOT_DONE_REASONS, words))
    moves.move(row, "not_completed")
    return _over(by, row, reason, words)


def _over(by: Actor, row: Referral, outcome: str, words: str) -> Referral:
    row.outcome, row.feedback = outcome, words or None
    end(row)
    waiting.settle(row, waiting.SERVE, waiting.AWAIT, waiting.CONFIRM)
    waiting.tell_sender(row)
    return _noted(by, row)


def _noted(by: Actor, row: Referral) -> Referral:
    """Leaves the event; it says whether the sender's side only noted what it was told."""
    # Asked at the end: an answer does not change to whom it was sent.
    door.event(row, {"told": not is_receiver(by, row.pk)})
    return row
