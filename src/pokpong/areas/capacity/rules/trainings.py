"""Trainings and their sessions: where dates may lie, what they cost, how sessions are drawn up from lessons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

LONGEST_DAYS = 366
MOST_COST = Decimal(10) ** 12
EARLIEST = date(1990, 1, 1)
MOST_HOURS_A_SESSION = Decimal(12)
HUNDREDTH = Decimal("0.01")
OPEN = ("planned", "running")
KEYED = ("running", "finished")  # when attendance and scores are keyed

DAY_MISSING = ProblemKind("capacity_day_missing", _("Give the day."))
DAY_TOO_EARLY = ProblemKind("capacity_day_too_early", _("This day lies before the year 1990."))
ENDS_BEFORE_START = ProblemKind("capacity_ends_before_start", _("The last day cannot lie before the first one."))
TOO_LONG_A_TRAINING = ProblemKind("capacity_training_too_long", _("A training takes at most a year."))
OUTSIDE_PROJECT = ProblemKind(
    "capacity_outside_project", _("The training lies outside the dates of its project: %(starts)s to %(ends)s.")
)
PROJECT_UNKNOWN = ProblemKind("capacity_project_unknown", _("Choose a project of the list."))
ACTIVITY_UNKNOWN = ProblemKind("capacity_activity_unknown", _("Choose an activity of a plan that is agreed."))
ACTIVITY_OF_OTHER = ProblemKind("capacity_activity_of_other", _("This activity belongs to another project."))
CURRICULUM_NOT_IN_USE = ProblemKind("capacity_curriculum_not_in_use", _("Choose a curriculum that is in use."))
PLACE_UNKNOWN = ProblemKind("capacity_place_unknown", _("Choose a place that is in use."))
COST_UNFIT = ProblemKind(
    "capacity_cost_unfit", _("Give the cost as a number of 0 or more, together with its currency.")
)
DAY_OUTSIDE = ProblemKind("capacity_session_outside", _("The session must lie within the dates of its training."))
SESSION_OUTSIDE = ProblemKind(
    "capacity_sessions_outside", _("Sessions lie outside these dates. Move or drop them first: %(count)s.")
)
SESSION_HOURS = ProblemKind("capacity_session_hours", _("Give the hours of the session: above 0, at most 12."))
SESSION_ATTENDED = ProblemKind(
    "capacity_session_attended", _("Attendance was noted for this session. Clear it first if it was not held.")
)
NO_SESSIONS = ProblemKind("capacity_no_sessions", _("The training has no session. Add one first."))
NO_TRAINER = ProblemKind("capacity_no_trainer", _("Name a trainer first."))
NOT_YET = ProblemKind("capacity_not_yet", _("The training begins on %(day)s. It cannot have begun before."))
NOT_OPEN = ProblemKind("capacity_training_not_open", _("This is done while the training is planned or running."))
NOT_KEYED = ProblemKind(
    "capacity_training_not_keyed", _("Attendance and scores are noted once it runs, until it closes.")
)
ATTENDANCE_MISSING = ProblemKind(
    "capacity_attendance_missing", _("Attendance is not noted everywhere yet: %(count)s marks are missing.")
)
REASON_MISSING = ProblemKind("capacity_reason_missing", _("Write why, in at most 300 letters."))
CERTIFIED = ProblemKind(
    "capacity_certified", _("Certificates are out. Withdraw them before the training is opened again.")
)
TRAINER_TWICE = ProblemKind("capacity_trainer_twice", _("This official is a trainer of it already."))
TRAINER_UNKNOWN = ProblemKind("capacity_trainer_unknown", _("Choose an official of the list."))


@dataclass(frozen=True)
class Drawn:
    """A session drawn up: its day, hours, and the number of the lesson in the curriculum (from 0), or None."""

    day: date
    hours: Decimal
    lesson: int | None


def check_dates(starts: date | None, ends: date | None) -> list[Problem]:
    """Both are needed, in order, at most a year apart."""
    problems = [DAY_MISSING(name) for name, day in (("starts", starts), ("ends", ends)) if day is None]
    if starts is None or ends is None:
        return problems
    found = (
        (starts < EARLIEST, DAY_TOO_EARLY("starts")),
        (ends < starts, ENDS_BEFORE_START("ends")),
        ((ends - starts).days > LONGEST_DAYS, TOO_LONG_A_TRAINING("ends")),
    )
    return [problem for wrong, problem in found if wrong]


def check_within(starts: date | None, ends: date | None, first: date | None, last: date | None) -> list[Problem]:
    """The training lies within its project's first and last day; an open end (None) holds everything."""
    if starts is None or ends is None:
        return []
    outside = (first is not None and starts < first) or (last is not None and ends > last)
    return [OUTSIDE_PROJECT("starts", starts=_written(first), ends=_written(last))] if outside else []


def _written(day: date | None) -> str:
    """As both languages write a day in figures."""
    return f"{day:%d/%m/%Y}" if day is not None else "…"


def check_cost(amount: Decimal | None, currency: str, known: Collection[str]) -> list[Problem]:
    """Both or neither."""
    if amount is None and not currency:
        return []
    fits = amount is not None and amount.is_finite() and 0 <= amount <= MOST_COST and currency in known
    return [] if fits else [COST_UNFIT("cost")]


def check_session(day: date | None, hours: Decimal | None, starts: date, ends: date) -> list[Problem]:
    problems = [DAY_MISSING("day")] if day is None else []
    problems += [DAY_OUTSIDE("day")] if day is not None and not starts <= day <= ends else []
    fits = hours is not None and hours.is_finite() and 0 < hours <= MOST_HOURS_A_SESSION
    return problems + ([] if fits else [SESSION_HOURS("hours")])


def check_reason(reason: str) -> list[Problem]:
    return [] if reason.strip() and len(reason) <= 300 else [REASON_MISSING("reason")]


def check_begin(starts: date, today: date, *, sessions: int, trainers: int) -> list[Problem]:
    """Whether the training may begin."""
    found = (
        (today < starts, NOT_YET("state", day=_written(starts))),
        (sessions == 0, NO_SESSIONS("state")),
        (trainers == 0, NO_TRAINER("state")),
    )
    return [problem for wrong, problem in found if wrong]


def check_close(sessions: int, enrolled: int, marks: int) -> list[Problem]:
    """Closing decides who completed it: every mark of everybody enrolled must stand."""
    missing = sessions * enrolled - marks
    return [ATTENDANCE_MISSING("state", count=missing)] if missing > 0 else []


def days_of(starts: date, ends: date) -> list[date]:
    """Every day from the first to the last."""
    return [starts + timedelta(days=number) for number in range((ends - starts).days + 1)]


def drawn_up(starts: date, ends: date, hours: Decimal, lessons: Sequence[Decimal]) -> list[Drawn]:
    """Sessions for these days: one a lesson, in order, spread evenly; without lessons one a day, sharing `hours`.

    None is longer than a session may be; what does not fit is for the organiser to add.
    """
    days = days_of(starts, ends)
    if lessons:
        return [
            Drawn(days[number * len(days) // len(lessons)], min(length, MOST_HOURS_A_SESSION), number)
            for number, length in enumerate(lessons)
        ]
    share = (hours / len(days)).quantize(HUNDREDTH, ROUND_HALF_UP)
    return [Drawn(day, min(max(share, HUNDREDTH), MOST_HOURS_A_SESSION), None) for day in days]
