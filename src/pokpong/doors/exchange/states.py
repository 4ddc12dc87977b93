"""The states of an import, and of an export that somebody asked for."""

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

EXPORT = Moves(
    noun="export_request",
    start="asked",
    words={
        "asked": _("Export asked for: a second person decides"),
        "released": _("Released: it can be taken out"),
        "refused": _("Export refused"),
        "taken_back": _("Export no longer asked for"),
        "used_up": _("Taken out as often as allowed"),
        "expired": _("The time to take it out is over"),
    },
    table={
        ("asked", "released"): ("export.release",),
        ("asked", "refused"): ("export.refuse",),
        ("released", "refused"): ("export.refuse",),
        ("asked", "taken_back"): ("export.take_back",),
        ("released", "taken_back"): ("export.take_back",),
        ("released", "used_up"): ("export.cases",),
        ("asked", "expired"): ("export.lapse",),
        ("released", "expired"): ("export.lapse",),
    },
)
OPEN_EXPORTS = ("asked", "released")
