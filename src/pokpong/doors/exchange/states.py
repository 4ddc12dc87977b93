"""The states of an import."""

from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.words import lazy as _

IMPORT = Moves(
    noun="import",
    start="uploaded",
    words={
        "uploaded": _("Columns to be chosen"),
        "checking": _("Being looked through"),
        "checked": _("Looked through, nothing brought in yet"),
        "running": _("Being brought in"),
        "done": _("Brought in"),
        "dropped": _("Put aside"),
    },
    table={
        ("uploaded", "checking"): ("import.map",),
        ("checked", "checking"): ("import.map",),
        ("checking", "checking"): ("import.map",),
        ("checking", "checked"): ("import.keep_result",),
        ("checked", "running"): ("import.start",),
        ("running", "running"): ("import.start",),
        ("running", "done"): ("import.keep_result",),
        ("uploaded", "dropped"): ("import.drop",),
        ("checking", "dropped"): ("import.drop",),
        ("checked", "dropped"): ("import.drop",),
        ("done", "dropped"): ("import.drop", "import.forget"),
    },
)
WAITING = ("checking", "running")
