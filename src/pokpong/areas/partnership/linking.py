"""What other floors are told of meetings and visits: evidence of activities, cards of the hub and of committees."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.partnership.models import Meeting, Visit
from pokpong.areas.partnership.queries.meetings import last_held
from pokpong.areas.partnership.screens.committee_lines import decisions_card, meetings_card
from pokpong.areas.partnership.vocabulary import MEETING_KINDS
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.institutions import committee_cards, meeting_days
from pokpong.registers.programme import evidence, hub
from pokpong.registers.programme.evidence import Evidence
from pokpong.registers.programme.models import Activity

MADE = ("made", "reported")


def meetings_of(activity: Activity, actor: Any) -> list[Evidence]:
    """The meetings that carry an activity, without those that were called off."""
    rows = Meeting.objects.visible_to(actor).filter(activity=activity).exclude(state="cancelled")
    return [
        Evidence(
            "meeting",
            f"{MEETING_KINDS.words(row.kind)} · {row.committee.name}",
            row.day,
            reverse("partnership:meeting", args=[row.pk]),
            row.state == "held",
        )
        for row in rows.select_related("committee").order_by("day", "pk")
    ]


def visits_of(activity: Activity, actor: Any) -> list[Evidence]:
    """The visits that carry an activity, without those that were called off."""
    rows = Visit.objects.visible_to(actor).filter(activity=activity).exclude(state="cancelled")
    return [
        Evidence(
            "visit",
            _("Visit received by %(host)s, %(day)s") % {"host": row.host.name, "day": lao_date(row.starts)},
            row.starts,
            reverse("partnership:visit", args=[row.pk]),
            row.state in MADE,
        )
        for row in rows.select_related("host").order_by("starts", "pk")
    ]


def days_of(committees: Collection[UUID]) -> Mapping[UUID, date]:
    return last_held(committees)


evidence.register("meeting", meetings_of)
evidence.register("visit", visits_of)
meeting_days.use(days_of)
committee_cards.register(meetings_card)
committee_cards.register(decisions_card)
hub.register(
    hub.Card(
        gettext_lazy("Meetings"),
        gettext_lazy("Meetings of committees: invited, held, with minutes and what was decided."),
        "committee",
        "partnership:meetings",
        ("meeting.read",),
        20,
    )
)
hub.register(
    hub.Card(
        gettext_lazy("Decisions"),
        gettext_lazy("What was decided, who does it until when, and what is late."),
        "check",
        "partnership:decisions",
        ("decision.read",),
        22,
    )
)
hub.register(
    hub.Card(
        gettext_lazy("Visits"),
        gettext_lazy("Delegations, where they went, whom they met, what they found."),
        "place",
        "partnership:visits",
        ("visit.read",),
        24,
    )
)
hub.register(
    hub.Card(
        gettext_lazy("Documents"),
        gettext_lazy("Reports, minutes, invitations and press texts: drafts, and what was signed."),
        "document",
        "partnership:documents",
        ("document.read",),
        26,
    )
)
