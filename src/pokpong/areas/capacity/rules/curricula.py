"""What a curriculum must say: names, hours, lessons, and a test whose questions have one right answer each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

LONGEST_NAME = 160
LONGEST_TEXT = 2000
LONGEST_QUESTION = 400
LONGEST_CHOICE = 200
MOST_HOURS = Decimal(2000)
MOST_LESSONS = 100
MOST_QUESTIONS = 100
CHOICES = (2, 6)  # fewest and most
MOST_POINTS = Decimal(100)

NAME_MISSING = ProblemKind("capacity_name_missing", _("Write the name in Lao."))
TOO_LONG = ProblemKind("capacity_too_long", _("Write at most %(limit)s letters here."))
HOURS_UNFIT = ProblemKind("capacity_hours_unfit", _("Give the hours as a number above 0, at most 2,000."))
PERCENT_UNFIT = ProblemKind("capacity_percent_unfit", _("Give a whole number from 0 to 100."))
TOPIC_UNKNOWN = ProblemKind("capacity_topic_unknown", _("Choose topics of the list."))
TOPIC_MISSING = ProblemKind("capacity_topic_missing", _("Choose at least one topic."))
TOO_MANY = ProblemKind("capacity_too_many", _("At most %(limit)s fit here."))
LESSON_UNCLEAR = ProblemKind(
    "capacity_lesson_unclear", _("Lesson %(number)s: write hours above 0, a stroke | and the name, as in “1.5 | Law”.")
)
LESSONS_TOO_LONG = ProblemKind(
    "capacity_lessons_too_long", _("The lessons take %(lessons)s hours, more than the curriculum with its %(hours)s.")
)
QUESTION_MISSING = ProblemKind("capacity_question_missing", _("Question %(number)s: write it in Lao."))
CHOICES_UNFIT = ProblemKind(
    "capacity_choices_unfit", _("Question %(number)s: give 2 to 6 answers to choose from, each a different one.")
)
RIGHT_UNFIT = ProblemKind("capacity_right_unfit", _("Question %(number)s: say which one answer is right."))
POINTS_UNFIT = ProblemKind(
    "capacity_points_unfit", _("Question %(number)s: give its points as a number above 0, at most 100.")
)
TEST_NEEDED = ProblemKind(
    "capacity_test_needed", _("A score is needed to complete it, but there is no test. Add questions first.")
)
NOT_A_DRAFT = ProblemKind(
    "capacity_not_a_draft", _("Only a draft is changed. Make a new edition: trainings held keep the old one.")
)
NEWER_EDITION = ProblemKind("capacity_newer_edition", _("There is a newer edition already."))


def check_names(names: Mapping[str, str], field: str = "name") -> list[Problem]:
    """A Lao name is required; each is short."""
    problems = [] if names.get("lo") else [NAME_MISSING(f"{field}_lo")]
    return problems + check_texts(names, field, LONGEST_NAME)


def check_texts(texts: Mapping[str, str], field: str, limit: int = LONGEST_TEXT) -> list[Problem]:
    return [TOO_LONG(f"{field}_{code}", limit=limit) for code, text in texts.items() if len(text) > limit]


def check_text(text: str, field: str, limit: int) -> list[Problem]:
    return [TOO_LONG(field, limit=limit)] if len(text) > limit else []


def check_hours(hours: Decimal | None, field: str = "hours") -> list[Problem]:
    fits = hours is not None and hours.is_finite() and 0 < hours <= MOST_HOURS
    return [] if fits else [HOURS_UNFIT(field)]


def check_percent(percent: int | None, field: str) -> list[Problem]:
    """None: not asked for."""
    return [] if percent is None or 0 <= percent <= 100 else [PERCENT_UNFIT(field)]


def check_topics(topics: Sequence[str], known: Collection[str]) -> list[Problem]:
    if not topics:
        return [TOPIC_MISSING("topics")]
    return [TOPIC_UNKNOWN("topics")] if set(topics) - set(known) else []


def check_lessons(lessons: Sequence[Mapping[str, Any]], hours: Decimal | None) -> list[Problem]:
    """Lessons are `{"names": {language: text}, "hours": text}`; together no longer than the curriculum."""
    problems = [TOO_MANY("lessons", limit=MOST_LESSONS)] if len(lessons) > MOST_LESSONS else []
    problems += [
        LESSON_UNCLEAR("lessons", number=number)
        for number, lesson in enumerate(lessons, start=1)
        if not _is_lesson(lesson)
    ]
    if not problems and hours is not None and (total := sum(map(hours_of, lessons), Decimal())) > hours:
        problems.append(LESSONS_TOO_LONG("lessons", lessons=total, hours=hours))
    return problems


def _is_lesson(lesson: Mapping[str, Any]) -> bool:
    names = lesson.get("names") or {}
    short = all(len(text) <= LONGEST_NAME for text in names.values())
    hours = hours_of(lesson)
    return bool(names.get("lo")) and short and hours.is_finite() and 0 < hours <= MOST_HOURS


def hours_of(lesson: Mapping[str, Any]) -> Decimal:
    """The hours of a lesson; 0 for what is no number."""
    try:
        return Decimal(str(lesson.get("hours", "0")))
    except InvalidOperation:
        return Decimal()


def check_questions(questions: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """Questions are `{"text": {language: text}, "choices": [{language: text}], "right": index, "points": text}`."""
    problems = [TOO_MANY("questions", limit=MOST_QUESTIONS)] if len(questions) > MOST_QUESTIONS else []
    for number, question in enumerate(questions, start=1):
        problems += check_question(question, number)
    return problems


def check_question(question: Mapping[str, Any], number: int) -> list[Problem]:
    """All that is wrong with one question."""
    text, choices = question.get("text") or {}, question.get("choices") or []
    told = [choice.get("lo", "") for choice in choices]
    fewest, most = CHOICES
    whole = fewest <= len(told) <= most and all(told) and len(set(told)) == len(told)
    short = all(len(words) <= LONGEST_CHOICE for choice in choices for words in choice.values())
    right = question.get("right")
    found = (
        (not text.get("lo"), QUESTION_MISSING("text_lo", number=number)),
        (any(len(words) > LONGEST_QUESTION for words in text.values()), TOO_LONG("text_lo", limit=LONGEST_QUESTION)),
        (not whole, CHOICES_UNFIT("choices_lo", number=number)),
        (not short, TOO_LONG("choices_lo", limit=LONGEST_CHOICE)),
        (type(right) is not int or not 0 <= right < len(choices), RIGHT_UNFIT("right", number=number)),
        (not 0 < points_of(question) <= MOST_POINTS, POINTS_UNFIT("points", number=number)),
    )
    return [problem for wrong, problem in found if wrong]


def points_of(question: Mapping[str, Any]) -> Decimal:
    """What the right answer is worth; 0 for what is no number."""
    try:
        points = Decimal(str(question.get("points", "0")))
    except InvalidOperation:
        return Decimal()
    return points if points.is_finite() else Decimal()


def maximum_of(questions: Sequence[Mapping[str, Any]]) -> Decimal:
    """The highest score there can be."""
    return sum(map(points_of, questions), Decimal())


def check_use(state: str, score_percent: int | None, questions: int) -> list[Problem]:
    """Whether a draft may be put in use."""
    problems = [] if state == "drafted" else [NOT_A_DRAFT("curriculum")]
    return problems + ([TEST_NEEDED("questions")] if score_percent and not questions else [])
