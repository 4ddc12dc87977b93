"""What ends a referral without anybody's hand: a consent withdrawn or run out, no second person, no answer."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from django.conf import settings

from pokpong.areas.protection.actions.referrals import waiting
from pokpong.areas.protection.actions.referrals.sending import end
from pokpong.areas.protection.models import Referral
from pokpong.areas.protection.queries import referrals as queries
from pokpong.areas.protection.rules import referrals as rules
from pokpong.areas.protection.vocabulary.referrals import STOPPED_BECAUSE
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda.ticking import each_tick
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Refused, refuse
from pokpong.registers.people.actions.consents import after_withdrawal
from pokpong.registers.people.models import Consent

REFERRALS = Program("referrals", frozenset({"referral.stop", "referral.expire"}))


@action("referral.stop", doors=("program",))
def stop_referral(*, by: Actor, referral: UUID, why: str, call_id: UUID) -> Referral:
    """Ends the sharing at once; `why` is a code of `vocabulary.STOPPED_BECAUSE`. Raises NotThere, Refused."""
    refuse(rules.wrong_reason(why, STOPPED_BECAUSE, why))
    row = _locked(referral)
    moves.move(row, "stopped", why=why)
    _end(row)
    waiting.tell_of_stop(row, why)
    door.event(row, {"why": why})
    return row


@action("referral.expire", doors=("program",))
def expire_referral(*, by: Actor, referral: UUID, call_id: UUID) -> Referral:
    """Lets a referral lapse that nobody answered. Raises NotThere, Refused."""
    row = _locked(referral)
    due = rules.has_lapsed(row.answer_by, settings.POKPONG_REFERRAL_LAPSE_DAYS, clock.today())
    refuse([] if due else [rules.NOT_DUE("referral")])
    moves.move(row, "expired")
    _end(row)
    waiting.tell_of_lapse(row)
    door.event(row)
    return row


def _locked(referral: UUID) -> Referral:
    row: Referral = door.locked(Referral.objects.select_related("case__person"), referral)
    return row


def _end(row: Referral) -> None:
    end(row)
    waiting.take_back(row)


@after_withdrawal
def stop_under(consent: Consent) -> None:
    """What was shared under a consent stops in the moment in which it is withdrawn."""
    shared = Referral.objects.under_way().filter(consent=consent.pk).order_by("pk")
    for referral in list(shared.values_list("pk", flat=True)):
        stop_referral(by=REFERRALS, referral=referral, why="consent_withdrawn", call_id=door.inner(f"stop:{referral}"))


@each_tick
def tick_referrals() -> int:
    """Ends every referral whose time has come; returns how many. Two clocks do not end one twice."""
    return sum(_act(referral, why) for referral, why in list(_due_now()))


def _due_now() -> Iterator[tuple[UUID, str]]:
    now, today = clock.now(), clock.today()
    yield from ((referral, "consent_run_out") for referral in queries.run_out(today))
    yield from ((referral, "not_confirmed") for referral in queries.unconfirmed(now))
    yield from ((referral, "") for referral in queries.lapsed(today))


def _act(referral: UUID, why: str) -> int:
    call_id = uuid5(referral, f"end:{why}")
    try:
        if why:
            stop_referral(by=REFERRALS, referral=referral, why=why, call_id=call_id)
        else:
            expire_referral(by=REFERRALS, referral=referral, call_id=call_id)
    except Refused:  # ended meanwhile, for another reason
        return 0
    return 1
