"""Decisions as points of a text."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pokpong.areas.partnership.drafting.draft import named, on_day
from pokpong.areas.partnership.models import Decision, Meeting, Visit


def decisions_of(record: Meeting | Visit) -> list[Decision]:
    """Those taken there that were not dropped, in their order."""
    rows = Decision.objects.filter(**{record.noun: record}).exclude(state="dropped")
    return list(rows.select_related("owner__organisation").order_by("position", "pk"))


def decided(rows: Sequence[Decision], language: str) -> list[str]:
    """What, by whom, until when."""
    return [
        _("%(text)s (responsible: %(owner)s; until %(due)s)")
        % {"text": row.text, "owner": named(row.owner, language), "due": on_day(row.due, language)}
        for row in rows
    ]


def decided_in_public(rows: Sequence[Decision]) -> list[str]:
    """What only: who does it is nobody's business outside."""
    return [row.text for row in rows]
