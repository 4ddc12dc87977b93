"""When a person is asked how they are, and what is kept of it, over plain values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from pokpong.areas.protection.rules import plan
from pokpong.areas.protection.vocabulary import plan as vocabulary
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

FINDING_LIMIT = 4000
FURTHEST = timedelta(days=5 * 366)

KIND_UNKNOWN = ProblemKind("follow_up_kind_unknown", _("Choose how the person shall be reached."))
HOW_UNKNOWN = ProblemKind("follow_up_how_unknown", _("Choose how the person was asked."))
TOO_FAR = ProblemKind("follow_up_too_far", _("This day lies too far ahead. Check the year."))
SAME_DAY = ProblemKind("follow_up_same_day", _("A follow-up is planned for this day already."))
NO_DAYS = ProblemKind("follow_up_no_days", _("Choose at least one day."))
NOT_PLANNED = ProblemKind("follow_up_not_planned", _("Only a planned follow-up can be moved to another day."))
ANSWER_UNKNOWN = ProblemKind("follow_up_answer_unknown", _("Answer with yes, no or not known."))
FINDING_MISSING = ProblemKind(
    "follow_up_finding_missing", _("Write in a few words what the person said, or why they could not be reached.")
)


def pattern_days(start: date, pattern: Sequence[int], *, today: date) -> list[date]:
    """The days of the pattern (days after `start`) that have not passed, each once, the next first."""
    days = {start + timedelta(days=number) for number in pattern if number >= 0}
    return sorted(day for day in days if day >= today)


def missed_before(today: date, grace: int) -> date:
    """A follow-up whose day lies before this one counts as missed: its day and `grace` more days are over."""
    return today - timedelta(days=grace)


def wrong_days(days: Sequence[date], *, planned: Collection[date], today: date, field: str = "due") -> list[Problem]:
    checks = (
        (not days, NO_DAYS(field)),
        (any(day < today for day in days), plan.DUE_PASSED(field)),
        (any(day - today > FURTHEST for day in days), TOO_FAR(field)),
        (bool(set(days) & set(planned)) or len(set(days)) < len(days), SAME_DAY(field)),
    )
    return [problem for wrong, problem in checks if wrong]


def wrong_kind(kind: str) -> list[Problem]:
    return [] if kind in vocabulary.FOLLOW_UP_KINDS else [KIND_UNKNOWN("kind")]


def wrong_result(
    *, how: str, reached: bool, answers: Mapping[str, str], finding: str, done_on: date, today: date
) -> list[Problem]:
    """Every reason why a follow-up cannot be kept as done. Who was not reached answered nothing."""
    unknown = set(answers) - set(vocabulary.WELL_BEING)
    checks = (
        (how not in vocabulary.FOLLOW_UP_KINDS, HOW_UNKNOWN("how")),
        (bool(unknown) or any(answer not in vocabulary.ANSWERS for answer in answers.values()), ANSWER_UNKNOWN("safe")),
        (
            not finding and not (reached and any(answer != "unknown" for answer in answers.values())),
            FINDING_MISSING("finding"),
        ),
    )
    return [
        *(problem for wrong, problem in checks if wrong),
        *plan.wrong_past_day("done_on", done_on, today),
        *plan.wrong_text("finding", finding, FINDING_LIMIT, needed=False),
    ]
