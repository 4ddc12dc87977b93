"""One-time links: made and taken back by the sender's side, knocked at by whoever holds one."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.crypto import constant_time_compare

from pokpong.areas.protection.actions.referrals.link_tasks import (
    OTHER_BROWSER,
    WRONG_PINS,
    settle_links,
    tell_of_link,
)
from pokpong.areas.protection.actions.referrals.reach import locked_by_sender
from pokpong.areas.protection.actions.referrals.waiting import end_of
from pokpong.areas.protection.models import Referral, ReferralLink
from pokpong.areas.protection.queries import referral_links as queries
from pokpong.areas.protection.rules import referral_links as rules
from pokpong.areas.protection.states.referral_links import MADE
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.foundation.lao.text import canon


@action("referral_link.make")
def make_link(
    *,
    by: Actor,
    id: UUID,
    referral: UUID,
    fields: tuple[str, ...],
    recipient: str,
    code: str,
    pin: str,
    days: int = rules.USUAL_DAYS,
    call_id: UUID,
) -> ReferralLink:
    """Makes a link that shows `fields` of one referral. `code` and `pin` are digests of `link_codes`.

    Raises NotThere, NotAllowed, Refused with all reasons.
    """
    row, recipient = locked_by_sender(by, referral), canon(recipient).strip()
    shared = queries.parts_shared(row)
    refuse(rules.wrong_link(shared=bool(shared), offered=shared, fields=fields, days=days, recipient=recipient))
    link = ReferralLink(
        id=id,
        key_id=row.key_id,
        referral=row,
        fields=sorted(set(fields)),
        recipient=recipient,
        code=code,
        pin=pin,
        made_by=by.id,
        expires=rules.end_of_link(clock.now(), days, _consent_ends(row)),
    )
    door.add(link)
    moves.begin(link)
    settle_links(link)
    door.event(link, {"fields": link.fields, "recipient": recipient})
    return link


def _consent_ends(row: Referral) -> datetime | None:
    # A consent no longer holds on the day on which it expires.
    return end_of(row.consent.expires_on - timedelta(days=1)) if row.consent else None


@action("referral_link.revoke")
def revoke_link(*, by: Actor, link: UUID, call_id: UUID) -> ReferralLink:
    """Takes a link back: it opens nothing from now on. Raises NotThere, NotAllowed, Refused."""
    found = ReferralLink.objects.visible_to(by).filter(pk=link).first()
    if found is None:
        raise NotThere(str(link))
    referral = locked_by_sender(by, found.referral_id)
    row: ReferralLink = door.locked(ReferralLink.objects.visible_to(by), link)
    row.referral = referral
    moves.move(row, "revoked")
    row.ended_at = clock.now()
    door.save(row)
    settle_links(row)
    door.event(row)
    return row


@action("referral_link.enter", doors=("program",))
def enter_link(*, by: Actor, link: UUID, pin: str, browser: str, call_id: UUID) -> ReferralLink:
    """Whoever holds a link gives its PIN: the right one opens it in this browser alone, five wrong ones close it.

    `pin` and `browser` are digests. What came of it is the state of the row: a wrong PIN is kept, not refused.
    Raises NotThere, and Refused when it was opened before or has ended.
    """
    row = _locked_at_the_door(by, link)
    # Asked before the PIN is looked at: a closed link must not tell whether a guess was right.
    refuse([] if row.state == MADE else [rules.ENDED("link")])
    right = constant_time_compare(row.pin, pin)
    if right:
        moves.move(row, "open")
        row.browser, row.opened_at = browser, clock.now()
    else:
        row.wrong_pins += 1
        if rules.closes(row.wrong_pins):
            moves.move(row, "locked")
            row.ended_at = clock.now()
            tell_of_link(row, WRONG_PINS)
    door.save(row)
    door.event(row, {"right": right})
    return row


@action("referral_link.turn_away", doors=("program",))
def turn_away(*, by: Actor, link: UUID, call_id: UUID) -> ReferralLink:
    """Notes that an opened link was tried in another browser, and tells the sender. Raises NotThere, Refused."""
    row = _locked_at_the_door(by, link)
    refuse([] if row.is_open else [rules.ENDED("link")])
    row.turned_away = min(row.turned_away + 1, rules.COUNTED_UP_TO)
    door.save(row)
    tell_of_link(row, OTHER_BROWSER)
    door.event(row)
    return row


def _locked_at_the_door(by: Actor, link: UUID) -> ReferralLink:
    """A link is locked by itself alone: whoever knocks acts on nothing else."""
    if by.id != link:
        raise NotThere(str(link))
    row: ReferralLink = door.locked(ReferralLink.objects.living().select_related("referral__case"), link)
    refuse([rules.ENDED("link")] if row.is_late(clock.now()) else [])
    return row
