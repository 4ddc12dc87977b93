"""The states of users, grants and slips, and which action moves which."""

from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.words import lazy as _

USER = Moves(
    noun="user",
    start="invited",
    words={"invited": _("Invited"), "active": _("Active"), "left": _("Left")},
    table={
        ("invited", "active"): ("slip.use", "set_up.first_users"),
        ("invited", "left"): ("user.deactivate",),
        ("active", "left"): ("user.deactivate",),
        ("left", "invited"): ("user.reactivate",),
    },
)
ENDING = ("grant.end", "user.change_post", "user.deactivate")
GRANT = Moves(
    noun="grant",
    start="asked",
    words={
        "asked": _("Waiting for approval"),
        "active": _("Active"),
        "refused": _("Refused"),
        "ended": _("Ended"),
    },
    table={
        ("asked", "active"): ("grant.ask", "grant.approve", "set_up.first_users"),
        ("asked", "refused"): ("grant.refuse",),
        ("asked", "ended"): ENDING,
        ("active", "ended"): ENDING,
    },
)
SLIP = Moves(
    noun="slip",
    start="printed",
    words={"printed": _("Printed"), "used": _("Used"), "replaced": _("Replaced")},
    table={
        ("printed", "used"): ("slip.use",),
        ("printed", "replaced"): ("slip.print", "user.deactivate"),
    },
)
