"""The states of an identification. Nothing waits for any of them."""

from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.words import lazy as _

IDENTIFICATION = Moves(
    noun="identification",
    start="presumed",
    words={
        "presumed": _("Presumed victim"),
        "requested": _("Formal identification asked for"),
        "formal": _("Formally identified victim"),
        "declined": _("Formal identification declined"),
        "appealed": _("Appealed"),
        "set_aside": _("No longer presumed"),
    },
    table={
        ("presumed", "requested"): ("identification.request",),
        ("presumed", "formal"): ("identification.record",),
        ("presumed", "declined"): ("identification.record",),
        ("presumed", "set_aside"): ("identification.set_aside",),
        ("requested", "formal"): ("identification.answer", "identification.record"),
        ("requested", "declined"): ("identification.answer", "identification.record"),
        ("requested", "presumed"): ("identification.take_back", "consent.withdraw"),
        ("declined", "appealed"): ("identification.appeal",),
        ("appealed", "formal"): ("identification.answer", "identification.record"),
        ("appealed", "declined"): (
            "identification.answer",
            "identification.record",
            "identification.take_back",
            "consent.withdraw",
        ),
        ("declined", "set_aside"): ("identification.set_aside",),
    },
)
# Where somebody may still be added by a letter that arrives.
OPEN = ("presumed", "requested", "appealed")
WITH_BODY = ("requested", "appealed")
SHOWN_TO_BODY = ("requested", "appealed", "formal", "declined")
