"""What ends one-time links without anybody's hand: their time, and the end of what they show."""

from __future__ import annotations

from uuid import UUID, uuid5

from pokpong.areas.protection.models import Referral, ReferralLink
from pokpong.areas.protection.queries import referral_links as queries
from pokpong.areas.protection.rules import referral_links as rules
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda.ticking import each_tick
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, Refused, refuse

LINKS = Program("referral-links", frozenset({"referral_link.end", "referral_link.expire"}))


@action("referral_link.end", doors=("program",))
def end_link(*, by: Actor, link: UUID, call_id: UUID) -> ReferralLink:
    """Ends a link because the referral behind it shares nothing more. Raises NotThere, Refused."""
    return _over(_locked(link), "ended")


@action("referral_link.expire", doors=("program",))
def expire_link(*, by: Actor, link: UUID, call_id: UUID) -> ReferralLink:
    """Ends a link whose time has run out. Raises NotThere, Refused."""
    row = _locked(link)
    refuse([] if row.is_late(clock.now()) else [rules.NOT_DUE("link")])
    return _over(row, "expired")


def _locked(link: UUID) -> ReferralLink:
    row: ReferralLink = door.locked(ReferralLink.objects.select_related("referral__case"), link)
    return row


def _over(row: ReferralLink, state: str) -> ReferralLink:
    moves.move(row, state)
    row.ended_at = clock.now()
    door.save(row)
    door.event(row)
    return row


def end_links(referral: Referral) -> None:
    """Part of whatever ends the sharing of a referral."""
    for link in queries.live_of(referral):
        end_link(by=LINKS, link=link, call_id=door.inner(f"end-link:{link}"))


@each_tick
def tick_links() -> int:
    """Ends every link whose time has come; returns how many. Two clocks do not end one twice."""
    late = [(link, expire_link) for link in queries.to_expire(clock.now())]
    merged = [(link, end_link) for link in queries.to_end() if link not in dict(late)]
    done = 0
    for link, end in [*late, *merged]:
        try:
            end(by=LINKS, link=link, call_id=uuid5(link, end.__name__))
        except (NotThere, Refused):  # ended meanwhile, for another reason
            continue
        done += 1
    return done
