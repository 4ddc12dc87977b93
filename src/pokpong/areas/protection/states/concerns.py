"""The states of a concern, and what its reporter is told of them."""

from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.words import lazy as _

CONCERN = Moves(
    noun="concern",
    start="received",
    words={
        "received": _("Received"),
        "in_hand": _("In hand"),
        "joined": _("Joined to another"),
        "closed": _("Closed"),
        "reopened": _("Opened again"),
    },
    table={
        ("received", "in_hand"): ("concern.triage",),
        ("received", "closed"): ("concern.triage",),
        ("received", "joined"): ("concern.join",),
        ("in_hand", "in_hand"): ("concern.triage",),
        ("in_hand", "closed"): ("concern.triage", "concern.close"),
        ("in_hand", "joined"): ("concern.join",),
        ("closed", "reopened"): ("concern.reopen",),
        ("joined", "reopened"): ("concern.reopen",),
        ("reopened", "in_hand"): ("concern.triage",),
        ("reopened", "closed"): ("concern.triage",),
        ("reopened", "joined"): ("concern.join",),
    },
)
OWN_WORDS = {"received": _("Received"), "in_hand": _("In hand"), "closed": _("Closed")}
WAITS_FOR_TRIAGE = ("received", "reopened")
ENDED = ("closed", "joined")
TASK_WORDS = {"concern.triage": _("Decide what a concern needs"), "concern.follow_up": _("Follow up a concern")}
