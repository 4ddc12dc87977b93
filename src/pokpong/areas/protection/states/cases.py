"""The states of a case."""

from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.words import lazy as _

CASE = Moves(
    noun="case",
    start="open",
    words={
        "open": _("Running"),
        "closing": _("Waiting for closure to be approved"),
        "closed": _("Closed"),
        "reopened": _("Opened again"),
    },
    table={
        ("open", "closing"): ("case.ask_closure",),
        ("reopened", "closing"): ("case.ask_closure",),
        ("closing", "closed"): ("case.approve_closure",),
        ("closing", "open"): ("case.send_back", "case.take_back_closure"),
        ("closed", "reopened"): ("case.reopen",),
    },
)
RUNNING = ("open", "reopened", "closing")
AT_WORK = ("open", "reopened")
