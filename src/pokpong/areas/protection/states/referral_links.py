"""The states of a one-time link: handed over, opened in one browser, and what ends it."""

from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.words import lazy as _

MADE = "made"
OPEN = "open"
LIVE = (MADE, OPEN)

REFERRAL_LINK = Moves(
    noun="referral_link",
    start=MADE,
    words={
        "made": _("Not opened yet"),
        "open": _("Opened in one browser"),
        "locked": _("Closed after wrong PINs"),
        "revoked": _("Taken back"),
        "expired": _("Its time has run out"),
        "ended": _("Ended with the referral"),
    },
    table={
        ("made", "open"): ("referral_link.enter",),
        ("made", "locked"): ("referral_link.enter",),
        **{(state, "revoked"): ("referral_link.revoke",) for state in LIVE},
        **{(state, "expired"): ("referral_link.expire",) for state in LIVE},
        **{(state, "ended"): ("referral_link.end",) for state in LIVE},
    },
)
TONES = {
    "made": "info",
    "open": "success",
    "locked": "danger",
    "revoked": "closed",
    "expired": "closed",
    "ended": "closed",
}
