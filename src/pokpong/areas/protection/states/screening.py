"""The states of a screening. Its result decides nothing: a person does, and may decide anew."""

from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.words import lazy as _

SCREENING = Moves(
    noun="screening",
    start="draft",
    words={
        "draft": _("Draft"),
        "finished": _("Waiting for a decision"),
        "decided": _("Decided"),
        "dropped": _("Dropped"),
    },
    table={
        ("draft", "finished"): ("screening.finish",),
        ("draft", "dropped"): ("screening.drop",),
        ("finished", "decided"): ("screening.decide",),
        ("decided", "decided"): ("screening.decide",),
    },
)
