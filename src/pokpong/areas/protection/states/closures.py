"""The states of a closure that was asked for."""

from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.words import lazy as _

CLOSURE = Moves(
    noun="closure",
    start="asked",
    words={
        "asked": _("Waiting for a second person"),
        "approved": _("Approved"),
        "sent_back": _("Sent back"),
        "taken_back": _("Taken back"),
    },
    table={
        ("asked", "approved"): ("case.approve_closure",),
        ("asked", "sent_back"): ("case.send_back",),
        ("asked", "taken_back"): ("case.take_back_closure",),
    },
)
