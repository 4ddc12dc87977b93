"""Every write of referrals; importing this registers them."""

from pokpong.areas.protection.actions.referrals.answering import (
    accept_referral,
    complete_referral,
    decline_referral,
    fail_referral,
    receive_referral,
    start_referral,
)
from pokpong.areas.protection.actions.referrals.drafting import amend_referral, draft_referral
from pokpong.areas.protection.actions.referrals.exceptions import confirm_exception, refuse_exception
from pokpong.areas.protection.actions.referrals.link_ends import end_link, expire_link
from pokpong.areas.protection.actions.referrals.links import enter_link, make_link, revoke_link, turn_away
from pokpong.areas.protection.actions.referrals.notes import add_referral_note
from pokpong.areas.protection.actions.referrals.sending import send_referral, withdraw_referral
from pokpong.areas.protection.actions.referrals.stopping import expire_referral, stop_referral

__all__ = [
    "accept_referral",
    "add_referral_note",
    "amend_referral",
    "complete_referral",
    "confirm_exception",
    "decline_referral",
    "draft_referral",
    "end_link",
    "enter_link",
    "expire_link",
    "expire_referral",
    "fail_referral",
    "make_link",
    "receive_referral",
    "refuse_exception",
    "revoke_link",
    "send_referral",
    "start_referral",
    "stop_referral",
    "turn_away",
    "withdraw_referral",
]
