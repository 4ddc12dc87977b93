"""In which year, quarter or month of a calendar a day lies."""

from __future__ import annotations

from datetime import date

from pokpong.registers.programme.models import Calendar, Period
from pokpong.registers.programme.rules.calendar import Beginning, year_on


def beginning_of(calendar: Calendar) -> Beginning:
    """When its years begin, as the rules want it."""
    return Beginning(calendar.start_month, calendar.start_day, calendar.named_by_end)


def year_of(calendar: Calendar, day: date) -> int:
    """The year, by the number after which it is named, in which `day` lies, made or not."""
    return year_on(beginning_of(calendar), day)


def period_of(calendar: Calendar, day: date, kind: str = "") -> Period | None:
    """The period in which `day` lies: of this `kind`, else the smallest one. None while its year was not made."""
    rows = calendar.periods.holding(day)
    if kind:
        rows = rows.filter(kind=kind)
    found: Period | None = rows.order_by("-starts", "ends").first()
    return found
