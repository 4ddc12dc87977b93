"""Who completed a training: by the rule of its curriculum, over hours and the test after it."""

from __future__ import annotations

from decimal import Decimal

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

HOURS_LACKING = ProblemKind(
    "capacity_hours_lacking", _("Attended %(attended)s of %(held)s hours; %(needed)s are needed.")
)
TEST_LACKING = ProblemKind("capacity_test_lacking", _("The test after the training was not taken."))
SCORE_LACKING = ProblemKind(
    "capacity_score_lacking", _("The score is %(points)s of %(maximum)s; %(needed)s are needed.")
)


def lacking(
    *,
    attended: Decimal,
    held: Decimal,
    hours_percent: int | None,
    points: Decimal | None,
    maximum: Decimal,
    score_percent: int | None,
) -> list[Problem]:
    """What somebody still lacks; nothing: completed. A per cent of None or 0 is not asked for.

    Nobody completes a training in which they were never present.
    """
    needed = held * (hours_percent or 0) / 100
    problems = []
    if attended < needed or attended <= 0:
        problems.append(HOURS_LACKING(attended=plain(attended), held=plain(held), needed=plain(needed)))
    if score_percent and points is None:
        problems.append(TEST_LACKING())
    if score_percent and points is not None and points * 100 < maximum * score_percent:
        wanted = plain(maximum * score_percent / 100)
        problems.append(SCORE_LACKING(points=plain(points), maximum=plain(maximum), needed=wanted))
    return problems


def plain(number: Decimal) -> str:
    """Without zeros behind the point that say nothing."""
    return format(number.normalize(), "f")
