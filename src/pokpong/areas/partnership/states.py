"""The states of meetings, decisions, visits and documents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.moves import Moves

MEETING = Moves(
    noun="meeting",
    start="planned",
    words={"planned": _("Planned"), "invited": _("Invited"), "held": _("Held"), "cancelled": _("Cancelled")},
    table={
        ("planned", "invited"): ("meeting.invite",),
        ("invited", "held"): ("meeting.hold",),
        ("planned", "cancelled"): ("meeting.cancel",),
        ("invited", "cancelled"): ("meeting.cancel",),
    },
)
DECISION = Moves(
    noun="decision",
    start="open",
    words={"open": _("Open"), "done": _("Done"), "dropped": _("Dropped")},
    table={
        ("open", "done"): ("decision.do", "decision.review"),
        ("open", "dropped"): ("decision.drop", "decision.review"),
        ("done", "open"): ("decision.reopen",),
        ("dropped", "open"): ("decision.reopen",),
    },
)
VISIT = Moves(
    noun="visit",
    start="planned",
    words={"planned": _("Planned"), "made": _("Made"), "reported": _("Reported"), "cancelled": _("Cancelled")},
    table={
        ("planned", "made"): ("visit.make",),
        ("made", "reported"): ("visit.report",),
        ("planned", "cancelled"): ("visit.cancel",),
    },
)
DOCUMENT = Moves(
    noun="document",
    start="draft",
    words={"draft": _("Draft"), "signed": _("Signed")},
    table={("draft", "signed"): ("document.sign",)},
)
TONES = {
    "planned": "info",
    "invited": "info",
    "held": "success",
    "made": "success",
    "reported": "success",
    "open": "info",
    "done": "success",
    "dropped": "closed",
    "cancelled": "closed",
    "draft": "warning",
    "signed": "success",
}
COMING = ("planned", "invited")
