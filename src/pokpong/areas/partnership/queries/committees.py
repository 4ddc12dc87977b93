"""Meetings and decisions of one committee, as its own page shows them."""

from __future__ import annotations

from typing import Any

from pokpong.areas.partnership.models import Decision, Meeting
from pokpong.areas.partnership.states import COMING
from pokpong.registers.institutions.models import Committee

COMING_SHOWN, HELD_SHOWN, DECISIONS_SHOWN = 3, 3, 5


def meetings_for_page(committee: Committee, actor: Any) -> list[Meeting]:
    """The next meetings, the nearest first; then the last ones held, the newest first."""
    rows = Meeting.objects.visible_to(actor).filter(committee=committee)
    coming = rows.filter(state__in=COMING).order_by("day", "pk")[:COMING_SHOWN]
    held = rows.filter(state="held").order_by("-day", "-pk")[:HELD_SHOWN]
    return [*coming, *held]


def open_decisions(committee: Committee, actor: Any) -> list[Decision]:
    """The open ones that are due first."""
    rows = Decision.objects.visible_to(actor).filter(committee=committee, state="open")
    return list(rows.order_by("due", "pk")[:DECISIONS_SHOWN])
