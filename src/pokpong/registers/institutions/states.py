"""The states of organisations, officials, committees and services."""

from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.moves import Moves

ORGANISATION = Moves(
    noun="organisation",
    start="active",
    words={"active": _("In existence"), "closed": _("No longer exists")},
    table={("active", "closed"): ("organisation.amend",), ("closed", "active"): ("organisation.amend",)},
)
OFFICIAL = Moves(
    noun="official",
    start="serving",
    words={"serving": _("Holds the post"), "left": _("Has left the post")},
    table={("serving", "left"): ("official.leave", "official.hand_over")},
)
OFFICIAL_MERGE = Moves(
    noun="official_merge",
    start="asked",
    words={
        "asked": _("Waits for a second person"),
        "merged": _("Put together"),
        "refused": _("Refused"),
        "parted": _("Taken apart again"),
    },
    table={
        ("asked", "merged"): ("official.merge",),
        ("asked", "refused"): ("official.refuse_merge",),
        ("merged", "parted"): ("official.part",),
    },
)
COMMITTEE = Moves(
    noun="committee",
    start="active",
    words={"active": _("In existence"), "dissolved": _("Dissolved")},
    table={("active", "dissolved"): ("committee.amend",)},
)
SERVICE_OFFER = Moves(
    noun="service_offer",
    start="offered",
    words={"offered": _("Offered"), "ended": _("No longer offered")},
    table={("offered", "ended"): ("service_offer.end",)},
)
TONES = {
    "active": "success",
    "serving": "success",
    "offered": "success",
    "closed": "closed",
    "left": "closed",
    "dissolved": "closed",
    "ended": "closed",
    "asked": "warning",
    "merged": "success",
    "refused": "closed",
    "parted": "closed",
}
TASK_WORDS = {
    "official.left": _("An official left a post: check the account"),
    "official.merge": _("Decide whether two officials are one"),
}
