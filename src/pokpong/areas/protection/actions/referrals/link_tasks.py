"""What the sender is told of a one-time link: that somebody was refused, and a new one may be needed."""

from __future__ import annotations

from datetime import timedelta

from pokpong.areas.protection.actions.referrals.waiting import READ_WITHIN, SUPERVISES
from pokpong.areas.protection.models import ReferralLink
from pokpong.foundation.agenda import tasks
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.rules import WAITING
from pokpong.foundation.kernel import clock

WRONG_PINS = "referral_link.wrong_pins"
OTHER_BROWSER = "referral_link.other_browser"
ALL = (WRONG_PINS, OTHER_BROWSER)


def tell_of_link(row: ReferralLink, kind: str) -> None:
    """One task at a time, for who made the link; later for the supervisor."""
    referral, due = row.referral, clock.now() + READ_WITHIN
    if Task.objects.filter(subject=referral.pk, kind=kind, state__in=WAITING).exists():
        return
    tasks.ask(
        referral,
        tasks.Wanted(
            kind=kind,
            permission="referral_link.make",
            due=due,
            place_path=referral.case.place_path,
            user=row.made_by,
            escalates_at=due + timedelta(days=1),
            escalates_to=SUPERVISES,
            escalates_path=referral.case.place_path,
            by_hand=True,
        ),
    )


def settle_links(row: ReferralLink) -> None:
    """Somebody of the sender's side has looked after the links of this referral."""
    tasks.settle(row.referral, *ALL)
