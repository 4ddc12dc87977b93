"""Texts drafted from a record: what it says, in Lao and English, ready to be edited."""

from __future__ import annotations

from pokpong.areas.partnership.drafting import of_meeting, of_visit
from pokpong.areas.partnership.drafting.draft import Draft
from pokpong.areas.partnership.models import Meeting, Visit

__all__ = ["Draft", "draft_of"]


def draft_of(kind: str, record: Meeting | Visit) -> Draft:
    """The draft of a document of `kind` from a meeting or a visit. Raises KeyError for a kind it does not have."""
    if isinstance(record, Meeting):
        return of_meeting.DRAFTS[kind](record)
    return of_visit.DRAFTS[kind](record)
