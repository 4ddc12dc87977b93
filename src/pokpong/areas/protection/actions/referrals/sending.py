"""Sending a referral: from here on the organisation sees what was agreed, and nothing else."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.actions.referrals import waiting
from pokpong.areas.protection.actions.referrals.drafting import chosen_offer, problems
from pokpong.areas.protection.actions.referrals.link_ends import end_links
from pokpong.areas.protection.actions.referrals.reach import locked_by_sender
from pokpong.areas.protection.models import Referral
from pokpong.areas.protection.models.facts import facts_of
from pokpong.areas.protection.queries import referrals as queries
from pokpong.areas.protection.rules import referrals as rules
from pokpong.areas.protection.states.referrals import DRAFT
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.people.actions.ties import tie, untie


@action("referral.send", doors=("office", "device"))
def send_referral(*, by: Actor, referral: UUID, exception: str = "", why: str = "", call_id: UUID) -> Referral:
    """Shares the draft with its organisation, under the consent that covers it, or a recorded exception.

    Where a consent holds, the exception is not used. Raises NotThere, NotAllowed, Refused with all reasons.
    """
    row = locked_by_sender(by, referral)
    case, consent, why = row.case, queries.consent_for(row), canon(why).strip()
    sharing = rules.wrong_sharing(
        has_consent=consent is not None, exception=exception, why=why, is_child=case.person.is_child
    )
    # What was sent before is refused as such; its old days would only add noise.
    refuse([*problems(row, case), *sharing] if row.state == DRAFT else [])
    moves.move(row, "sent")
    row.consent, row.offer = consent, chosen_offer(row, case)
    if consent is None:
        row.exception, row.exception_why = exception, why
    row.sent_by, row.sent_at = by.id, clock.now()
    for name, value in facts_of(case.person).items():
        setattr(row, name, value)
    door.save(row)
    tie(case.person, because=row, organisation=row.organisation_id, fields=row.fields, consent=consent)
    waiting.ask_answer(row)
    if consent is None:
        waiting.ask_confirmation(row)
    door.event(row, {"organisation": str(row.organisation_id), "fields": row.fields, "exception": row.exception})
    return row


@action("referral.withdraw", doors=("office", "device"))
def withdraw_referral(*, by: Actor, referral: UUID, why: str = "", call_id: UUID) -> Referral:
    """Takes a referral back, or puts a draft away; the organisation no longer finds it. A sent one needs a reason.

    Raises NotThere, NotAllowed, Refused.
    """
    row, why = locked_by_sender(by, referral), canon(why).strip()
    refuse(rules.too_long(why, "why") if row.state == DRAFT else rules.wrong_why(why))
    moves.move(row, "withdrawn", why=why)
    end(row)
    waiting.take_back(row)
    door.event(row)
    return row


def end(row: Referral) -> None:
    """The sharing is over, whatever ended it. Saves the row."""
    row.ended_at = clock.now()
    door.save(row)
    untie(because=row)
    end_links(row)
