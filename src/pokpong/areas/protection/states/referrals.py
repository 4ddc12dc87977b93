"""The states of a referral: what the sender does, what the organisation answers, and what ends the sharing."""

from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.words import lazy as _

DRAFT = "drafted"
UNANSWERED = ("sent", "received")
UNDER_WAY = (*UNANSWERED, "accepted", "in_service")
# The organisation no longer finds these at all; of other ended ones it keeps its own notes.
TAKEN_BACK = ("stopped", "withdrawn")
ENDED = ("declined", "completed", "not_completed", "expired", *TAKEN_BACK)

REFERRAL = Moves(
    noun="referral",
    start=DRAFT,
    words={
        "drafted": _("Draft, not sent"),
        "sent": _("Sent, not yet received"),
        "received": _("Received, not yet answered"),
        "accepted": _("Accepted"),
        "declined": _("Declined"),
        "in_service": _("Help has begun"),
        "completed": _("Completed"),
        "not_completed": _("Not completed"),
        "withdrawn": _("Taken back by the sender"),
        "expired": _("Lapsed without an answer"),
        "stopped": _("Stopped: nothing more is shared"),
    },
    table={
        ("drafted", "sent"): ("referral.send",),
        ("sent", "received"): ("referral.receive",),
        ("sent", "accepted"): ("referral.accept",),
        ("received", "accepted"): ("referral.accept",),
        ("sent", "declined"): ("referral.decline",),
        ("received", "declined"): ("referral.decline",),
        ("accepted", "in_service"): ("referral.start",),
        ("accepted", "completed"): ("referral.complete",),
        ("in_service", "completed"): ("referral.complete",),
        ("accepted", "not_completed"): ("referral.fail",),
        ("in_service", "not_completed"): ("referral.fail",),
        ("drafted", "withdrawn"): ("referral.withdraw",),
        **{(state, "withdrawn"): ("referral.withdraw",) for state in UNDER_WAY},
        **{(state, "expired"): ("referral.expire",) for state in UNANSWERED},
        **{(state, "stopped"): ("referral.stop", "referral.refuse_exception") for state in UNDER_WAY},
    },
)
TONES = {
    "drafted": "neutral",
    "sent": "info",
    "received": "info",
    "accepted": "success",
    "declined": "warning",
    "in_service": "success",
    "completed": "closed",
    "not_completed": "warning",
    "withdrawn": "closed",
    "expired": "warning",
    "stopped": "danger",
}
