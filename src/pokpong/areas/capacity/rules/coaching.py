"""What a visit of a coach must say."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from pokpong.areas.capacity.rules.trainings import DAY_MISSING, DAY_TOO_EARLY, EARLIEST, MOST_HOURS_A_SESSION
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

LONGEST_TEXT = 2000

DAY_IN_FUTURE = ProblemKind("capacity_day_in_future", _("This day lies in the future."))
COACH_UNKNOWN = ProblemKind("capacity_coach_unknown", _("Choose the coach among the officials."))
COACHES_THEMSELVES = ProblemKind("capacity_coach_self", _("Nobody coaches themselves."))
TOPIC_UNKNOWN = ProblemKind("capacity_coaching_topic", _("Choose a topic of the list."))
HOURS_UNFIT = ProblemKind("capacity_coaching_hours", _("Give the hours of the visit: above 0, at most 12."))
TEXT_TOO_LONG = ProblemKind("capacity_coaching_long", _("Write at most %(limit)s letters here."))


def check_visit(
    day: date | None, today: date, hours: Decimal | None, topic: str, topics: Collection[str]
) -> list[Problem]:
    """When, how long, about what."""
    fits = hours is not None and hours.is_finite() and 0 < hours <= MOST_HOURS_A_SESSION
    found = (
        (day is None, DAY_MISSING("day")),
        (day is not None and day < EARLIEST, DAY_TOO_EARLY("day")),
        (day is not None and day > today, DAY_IN_FUTURE("day")),
        (not fits, HOURS_UNFIT("hours")),
        (topic not in topics, TOPIC_UNKNOWN("topic")),
    )
    return [problem for wrong, problem in found if wrong]


def check_texts(observed: str, agreed: str) -> list[Problem]:
    texts = (("observed", observed), ("agreed", agreed))
    return [TEXT_TOO_LONG(field, limit=LONGEST_TEXT) for field, text in texts if len(text) > LONGEST_TEXT]
