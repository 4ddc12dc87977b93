"""The states of a person's record."""

from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.words import lazy as _

PERSON = Moves(
    noun="person",
    start="open",
    words={"open": _("Open record"), "merged": _("Merged into another record")},
    table={
        ("open", "merged"): ("person.merge",),
        ("merged", "open"): ("person.part",),
    },
)
