"""The states of a task."""

from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.moves import Moves

TASK = Moves(
    noun="task",
    start="open",
    words={
        "open": _("Open"),
        "overdue": _("Overdue"),
        "escalated": _("Escalated"),
        "expired": _("Expired"),
        "done": _("Done"),
        "cancelled": _("Cancelled"),
    },
    table={
        ("open", "overdue"): ("task.age",),
        ("open", "escalated"): ("task.age",),
        ("open", "expired"): ("task.age",),
        ("overdue", "escalated"): ("task.age",),
        ("overdue", "expired"): ("task.age",),
        ("escalated", "expired"): ("task.age",),
        **{(state, "done"): ("task.done",) for state in ("open", "overdue", "escalated")},
        **{(state, "cancelled"): ("task.cancel",) for state in ("open", "overdue", "escalated")},
    },
)
