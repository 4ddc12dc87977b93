"""Calendars, and the periods of their years."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.foundation.actions import amend, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions.actions.cleaning import cleaned
from pokpong.registers.programme.models import Calendar, Period
from pokpong.registers.programme.queries.periods import beginning_of
from pokpong.registers.programme.rules import calendar as rules
from pokpong.registers.programme.rules import common

FIELDS = ("names", "start_month", "start_day", "parts", "year_names", "named_by_end")
FIXED = ("start_month", "start_day", "parts", "named_by_end")  # once there are periods


@action("calendar.add")
def add_calendar(
    *,
    by: Actor,
    id: UUID,
    code: str,
    names: dict[str, str],
    start_month: int,
    start_day: int,
    parts: list[str],
    year_names: dict[str, str],
    named_by_end: bool = False,
    call_id: UUID,
) -> Calendar:
    """Adds a calendar whose years begin on a day of a month. Raises Refused."""
    values = cleaned(
        {
            "names": names,
            "start_month": start_month,
            "start_day": start_day,
            "parts": rules.in_order(parts) if set(parts) <= set(rules.MONTHS_OF) else parts,
            "year_names": year_names,
            "named_by_end": named_by_end,
        }
    )
    taken = Calendar.objects.filter(code=code).exists()
    refuse(common.check_code(code, 30, taken=taken) + check_calendar(values))
    row = door.add(Calendar(id=id, code=code, **values))
    door.event(row, {"code": code})
    return row


@action("calendar.amend")
def amend_calendar(*, by: Actor, calendar: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Calendar:
    """Changes what was typed (`FIELDS`); once there are periods, only its words. What its years are called holds for
    those that were made before too. Raises Refused, NotThere.
    """
    row: Calendar = door.locked(Calendar.objects.visible_to(by), calendar)
    wanted = cleaned(changes)
    after = {name: wanted.get(name, getattr(row, name)) for name in FIELDS}
    shifted = any(after[name] != getattr(row, name) for name in FIXED) and row.periods.exists()
    refuse(check_calendar(after) + ([rules.CALENDAR_IN_USE()] if shifted else []))
    amend.amend(row, wanted, base=base, fields=FIELDS)
    renamed = _rename_periods(row)
    door.event(row, {"changed": sorted(wanted), **({"periods": renamed} if renamed else {})})
    return row


def _rename_periods(calendar: Calendar) -> int:
    """Gives every period the name that it would get today; how many had another one."""
    periods = list(calendar.periods.all())
    begins = beginning_of(calendar)
    years = [rules.year_span(begins, year, calendar.parts) for year in sorted({row.year for row in periods})]
    names = {
        (span.kind, span.starts): rules.names_of(span, calendar.year_names)
        for year in years
        for span in rules.all_spans(year)
    }
    changed = [row for row in periods if row.names != names[row.kind, row.starts]]
    for row in changed:
        row.names = names[row.kind, row.starts]
        row.version += 1
        door.save(row)
    return len(changed)


@action("period.make")
def make_periods(*, by: Actor, id: UUID, calendar: UUID, year: int, call_id: UUID) -> Period:
    """Makes the year named `year` with all its parts; returns the year. Raises Refused, NotThere."""
    row: Calendar = door.locked(Calendar.objects.visible_to(by), calendar)
    refuse(rules.check_year(year, made=row.periods.filter(kind=rules.YEAR, year=year).exists()))
    whole = _made(row, rules.year_span(beginning_of(row), year, row.parts), None, id)
    door.event(whole, {"calendar": row.code, "year": year})
    return whole


def _made(calendar: Calendar, span: rules.Span, parent: Period | None, id: UUID | None = None) -> Period:
    """The period of a span, and below it those of its parts."""
    row = Period(
        calendar=calendar,
        parent=parent,
        kind=span.kind,
        names=rules.names_of(span, calendar.year_names),
        year=span.year,
        starts=span.starts,
        ends=span.ends,
        **({"id": id} if id is not None else {}),
    )
    door.add(row)
    for part in span.parts:
        _made(calendar, part, row)
    return row


def check_calendar(values: dict[str, Any]) -> list[Problem]:
    """All reasons against these values."""
    problems = common.check_names(values["names"])
    return problems + rules.check_calendar(
        values["start_month"], values["start_day"], values["parts"], values["year_names"]
    )
