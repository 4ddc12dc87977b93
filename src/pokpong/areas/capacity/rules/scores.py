"""Scores of tests: typed as answers (one letter a question) or as a total; never above the maximum."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from pokpong.areas.capacity.rules.attendance import NOT_ENROLLED, NOTHING_KEYED
from pokpong.areas.capacity.rules.completion import plain
from pokpong.areas.capacity.rules.curricula import maximum_of, points_of
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.digits import to_arabic_digits

BEFORE, AFTER = "before", "after"
OCCASIONS = (BEFORE, AFTER)
LATIN, LAO = "abcdef", "ກຂຄງຈສ"
NO_ANSWER = "-._"
Answers = list[int | None]

NO_TEST = ProblemKind("capacity_no_test", _("The curriculum of this training has no test."))
OCCASION_UNKNOWN = ProblemKind("capacity_occasion_unknown", _("Say whether the test was before or after the training."))
SCORE_UNREADABLE = ProblemKind(
    "capacity_score_unreadable",
    _("Row %(row)s: type one letter for each of the %(count)s questions (a b c …, - for none), or only the score."),
)
ABOVE_MAXIMUM = ProblemKind(
    "capacity_above_maximum", _("Row %(row)s: %(points)s is above the maximum score, which is %(maximum)s.")
)
BELOW_ZERO = ProblemKind("capacity_below_zero", _("Row %(row)s: a score is not below 0."))
SCORES_CHANGED = ProblemKind(
    "capacity_scores_changed",
    _("Somebody else changed %(count)s of these scores meanwhile. Load the page again; nothing was overwritten."),
)


@dataclass(frozen=True)
class Score:
    """What is noted of one enrolment: the answers (None: only the total is known), or nothing at all (points None).

    `was` is what stood there when the page was drawn, as `typed_of` writes it.
    """

    enrolment: UUID
    points: Decimal | None
    answers: Answers | None = None
    was: str = ""
    row: int = 0


def read_score(typed: str, questions: Sequence[Mapping[str, Any]]) -> tuple[Decimal, Answers | None] | None:
    """Points and answers of what was typed; None when it is neither letters nor a number.

    Raises nothing: letters must be as many as the questions, and each stand for a choice there is.
    """
    given = "".join(to_arabic_digits(typed).split()).casefold()
    answers = read_answers(given, questions)
    if answers is not None:
        return points_for(answers, questions), answers
    try:
        points = Decimal(given.replace(",", "."))
    except InvalidOperation:
        return None
    return (points, None) if points.is_finite() else None


def read_answers(given: str, questions: Sequence[Mapping[str, Any]]) -> Answers | None:
    """The chosen answers, one for each question (None: left open); None when `given` is no such row of letters."""
    if len(given) != len(questions) or not given:
        return None
    answers: Answers = []
    for letter, question in zip(given, questions, strict=True):
        if letter in NO_ANSWER:
            answers.append(None)
            continue
        index = LATIN.find(letter) if letter in LATIN else LAO.find(letter)
        if not 0 <= index < len(question["choices"]):
            return None
        answers.append(index)
    return None if all(answer is None for answer in answers) and len(given) == 1 else answers


def points_for(answers: Sequence[int | None], questions: Sequence[Mapping[str, Any]]) -> Decimal:
    """The points of the right answers."""
    pairs = zip(answers, questions, strict=True)
    return sum((points_of(question) for answer, question in pairs if answer == question["right"]), Decimal())


def typed_of(points: Decimal | None, answers: Sequence[int | None] | None) -> str:
    """What would be typed for a score: letters where the answers are known, else the number."""
    if answers:
        return "".join("-" if answer is None else LATIN[answer] for answer in answers)
    return "" if points is None else format(points.normalize(), "f")


def check_scores(
    scores: Sequence[Score], enrolled: Container[UUID], questions: Sequence[Mapping[str, Any]]
) -> list[Problem]:
    """All reasons against these scores."""
    maximum = maximum_of(questions)
    problems = [] if scores else [NOTHING_KEYED()]
    if any(score.enrolment not in enrolled for score in scores):
        problems.append(NOT_ENROLLED("scores"))
    for score in scores:
        if score.points is not None and score.points > maximum:
            problems.append(ABOVE_MAXIMUM("scores", row=score.row, points=plain(score.points), maximum=plain(maximum)))
        if score.points is not None and score.points < 0:
            problems.append(BELOW_ZERO("scores", row=score.row))
    return problems


def check_unchanged(scores: Sequence[Score], now: Mapping[UUID, str]) -> list[Problem]:
    """Nobody else keyed another score since the page was drawn."""
    touched = sum(
        now.get(score.enrolment, "") not in (score.was, typed_of(score.points, score.answers)) for score in scores
    )
    return [SCORES_CHANGED("scores", count=touched)] if touched else []
