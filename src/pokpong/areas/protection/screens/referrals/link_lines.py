"""The one-time links of a referral, on its page: who made each, for whom, and when it was looked at."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from pokpong.areas.protection.models import Referral
from pokpong.areas.protection.queries import referral_links as queries
from pokpong.areas.protection.states.referral_links import REFERRAL_LINK, TONES
from pokpong.foundation.access.pages import PageRequest, seen
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.ui.parts import StatusWord
from pokpong.registers.people.screens.words import part_words


def links_of(request: PageRequest, row: Referral) -> dict[str, Any]:
    """For the page of the referral: its links, and whether one more can be made."""
    may = request.user.may
    made = queries.of_referral(row)
    seen(request, "referral_link", [one.link for one in made])
    return {
        "lines": [_line(one, may("referral_link.revoke")) for one in made],
        "make_url": reverse("referrals:make_link", args=[row.pk])
        if may("referral_link.make") and queries.parts_shared(row)
        else "",
    }


def _line(made: queries.Made, may_revoke: bool) -> dict[str, Any]:
    link = made.link
    return {
        "link": link,
        "status": StatusWord(REFERRAL_LINK.words[link.state], TONES[link.state]),
        "shown": part_words(link.fields),
        "made_by": made.made_by,
        "looks": made.looks,
        "last": made.looks[-1] if made.looks else None,
        "revoke": {"call_id": new_id()} if may_revoke and link.is_live else None,
    }
