"""The states of what is planned with a person: needs, goals, actions, conferences, follow-ups; and of attachments."""

from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.words import lazy as _

NEED = Moves(
    noun="need",
    start="open",
    words={"open": _("Open"), "met": _("Met"), "not_wanted": _("The person does not want it")},
    table={
        ("open", "met"): ("need.settle",),
        ("open", "not_wanted"): ("need.settle",),
        ("met", "open"): ("need.reopen",),
        ("not_wanted", "open"): ("need.reopen",),
    },
)
GOAL = Moves(
    noun="goal",
    start="open",
    words={"open": _("Under way"), "reached": _("Reached"), "given_up": _("Given up")},
    table={
        ("open", "reached"): ("goal.settle",),
        ("open", "given_up"): ("goal.settle",),
        ("reached", "open"): ("goal.reopen",),
        ("given_up", "open"): ("goal.reopen",),
    },
)
PLANNED_ACTION = Moves(
    noun="planned_action",
    start="planned",
    words={"planned": _("To do"), "done": _("Done"), "dropped": _("Dropped")},
    table={
        ("planned", "done"): ("planned_action.do",),
        ("planned", "dropped"): ("planned_action.drop",),
        ("done", "planned"): ("planned_action.reopen",),
        ("dropped", "planned"): ("planned_action.reopen",),
    },
)
ATTACHMENT = Moves(
    noun="attachment",
    start="kept",
    words={"kept": _("In the record"), "withdrawn": _("Withdrawn")},
    table={("kept", "withdrawn"): ("attachment.withdraw",), ("withdrawn", "kept"): ("attachment.restore",)},
)
CONFERENCE = Moves(
    noun="conference",
    start="planned",
    words={"planned": _("Planned"), "held": _("Held"), "cancelled": _("Cancelled")},
    table={("planned", "held"): ("conference.hold",), ("planned", "cancelled"): ("conference.cancel",)},
)
FOLLOW_UP = Moves(
    noun="follow_up",
    start="planned",
    words={"planned": _("Planned"), "done": _("Done"), "missed": _("Missed"), "cancelled": _("Cancelled")},
    table={
        ("planned", "done"): ("follow_up.do",),
        ("planned", "cancelled"): ("follow_up.cancel",),
        ("planned", "missed"): ("follow_up.miss",),
        # A missed one is caught up: the person is looked for until somebody has spoken with them.
        ("missed", "done"): ("follow_up.do",),
        ("missed", "cancelled"): ("follow_up.cancel",),
    },
)
