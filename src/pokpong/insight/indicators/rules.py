"""When a month may be closed, over plain values."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

INSIDE, OUTSIDE = "inside", "outside"
CIRCLES = (INSIDE, OUTSIDE)

NO_MONTH = ProblemKind("closing_no_month", _("A month is named by its first day."))
NOT_OVER = ProblemKind("closing_not_over", _("This month is not over yet."))
CLOSED = ProblemKind("closing_closed", _("This month is closed. Closed figures never change."))
TOO_LATE = ProblemKind("closing_too_late", _("A later month is closed already. Closed figures never change."))


def check_closing(month: date, today: date, closed: date | None) -> list[Problem]:
    """Reasons against closing `month`; `closed` is the last month that was closed."""
    problems = [] if month.day == 1 else [NO_MONTH("month")]
    problems += [] if end_of(month) < today else [NOT_OVER("month")]
    if closed is not None and month <= closed:
        problems.append(CLOSED("month") if month == closed else TOO_LATE("month"))
    return problems


def end_of(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def next_month(month: date) -> date:
    return end_of(month) + timedelta(days=1)


def due_months(today: date, day: int, closed: date | None) -> list[date]:
    """The months to close on `today`: those after the last one closed whose following month has come to its `day`.

    Where none was ever closed it is the last one. `day` 0: none.
    """
    if day < 1:
        return []
    last = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    if today.day < day:
        last = (last - timedelta(days=1)).replace(day=1)
    if closed is None:
        return [last]
    found, month = [], next_month(closed)
    while month <= last:
        found.append(month)
        month = next_month(month)
    return found


def thresholds(inside: int, outside: int) -> dict[str, int]:
    """By circle. What leaves is never held less strictly, and 2 is the least that hides anything."""
    least = max(2, inside)
    return {INSIDE: least, OUTSIDE: max(least, outside)}
