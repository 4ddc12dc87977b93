"""Reading decisions: of a record, of the next meeting, the accounts of their owners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Max

from pokpong.areas.partnership.models import Decision, DecisionReview, Meeting, Visit
from pokpong.foundation.access.models import User
from pokpong.foundation.lao.text import fold
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.queries import one_person


def decisions_of(record: Meeting | Visit, actor: Any) -> list[Decision]:
    """Those taken there, in their order."""
    rows = Decision.objects.visible_to(actor).filter(**{record.noun: record})
    return list(rows.select_related("owner", "item").order_by("position", "pk"))


def next_position(record: Meeting | Visit) -> int:
    """The number of the next decision there."""
    last = Decision.objects.filter(**{record.noun: record}).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def reviews_of(decision: Decision) -> list[DecisionReview]:
    """How later meetings found it, the newest first."""
    rows = DecisionReview.objects.filter(decision=decision).select_related("meeting__committee")
    return list(rows.order_by("-meeting__day", "-pk"))


def reviewed_at(meeting: Meeting, actor: Any) -> list[DecisionReview]:
    """What this meeting said about earlier decisions."""
    rows = DecisionReview.objects.visible_to(actor).filter(meeting=meeting)
    return list(rows.select_related("decision__owner").order_by("decision__due", "pk"))


def account_of(official: Official) -> User | None:
    """The account of whoever is to do a decision, when there is one that may mark it as done."""
    users: Iterable[User] = User.objects.filter(official__in=one_person(official), state="active").order_by("pk")
    return next((user for user in users if user.may("decision.do")), None)


def find_decisions(actor: Any, text: str, limit: int = 20) -> Sequence[Decision]:
    """Decisions whose words hold `text`, the newest first."""
    rows = Decision.objects.visible_to(actor).select_related("committee")
    wanted = fold(text)
    matching = rows.filter(search__contains=wanted) if wanted else rows.none()
    return list(matching.order_by("-taken_on", "pk")[:limit])


def names_by_id(rows: Iterable[Decision]) -> dict[UUID, str]:
    """Names of the owners. Whoever shows them notes the reading."""
    return {row.owner_id: row.owner.name for row in rows}
