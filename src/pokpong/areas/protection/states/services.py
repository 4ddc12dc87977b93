"""The states of services, stays in a shelter, and returns home."""

from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.words import lazy as _

SERVICE = Moves(
    noun="service",
    start="planned",
    words={
        "planned": _("Planned"),
        "delivered": _("Given"),
        "not_delivered": _("Not given"),
        "cancelled": _("Cancelled"),
    },
    table={
        ("planned", "delivered"): ("service.deliver", "service.record"),
        ("planned", "not_delivered"): ("service.miss",),
        ("planned", "cancelled"): ("service.cancel",),
        ("delivered", "planned"): ("service.take_back",),
        ("not_delivered", "planned"): ("service.take_back",),
        ("cancelled", "planned"): ("service.take_back",),
    },
)
STAY = Moves(
    noun="stay",
    start="reserved",
    words={
        "reserved": _("Bed reserved"),
        "in": _("Stays there"),
        "left": _("Has left"),
        "cancelled": _("Cancelled"),
    },
    table={
        ("reserved", "in"): ("stay.begin", "stay.admit"),
        ("reserved", "cancelled"): ("stay.cancel",),
        ("in", "cancelled"): ("stay.cancel",),
        ("in", "left"): ("stay.end",),
    },
)
RETURN = Moves(
    noun="return",
    start="planned",
    words={
        "planned": _("Planned"),
        "agreed": _("The person agreed"),
        "on_the_way": _("On the way"),
        "received": _("Has arrived"),
        "cancelled": _("Cancelled"),
    },
    table={
        ("planned", "agreed"): ("return.agree",),
        ("agreed", "planned"): ("return.amend", "conflict.settle"),
        ("agreed", "on_the_way"): ("return.set_out",),
        ("on_the_way", "received"): ("return.receive",),
        ("planned", "cancelled"): ("return.cancel",),
        ("agreed", "cancelled"): ("return.cancel",),
        ("on_the_way", "cancelled"): ("return.cancel",),
    },
)
TAKES_A_BED = ("reserved", "in")
RETURN_RUNNING = ("planned", "agreed", "on_the_way")
TASK_WORDS = {
    "service.deliver": _("A planned service is due: was it given?"),
    "stay.begin": _("A reserved bed is due: did the person come?"),
}
TONES = {
    "planned": "info",
    "delivered": "success",
    "not_delivered": "warning",
    "cancelled": "closed",
    "reserved": "info",
    "in": "success",
    "left": "closed",
    "agreed": "info",
    "on_the_way": "warning",
    "received": "success",
}
