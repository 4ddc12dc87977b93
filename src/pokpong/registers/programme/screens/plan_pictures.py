"""A plan as a picture: bars over months, and one month of a calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.programme.models import Plan
from pokpong.registers.programme.models.activity import OPEN
from pokpong.registers.programme.plan_states import ACTIVITY
from pokpong.registers.programme.screens import gantt as drawing
from pokpong.registers.programme.screens import plan_presenting as presenting
from pokpong.registers.programme.screens.gantt import Axis, Line
from pokpong.registers.programme.screens.plan_tables import activities_of
from pokpong.registers.programme.screens.plans import READ, plan_found

NOBODY = UUID(int=0)
DRAWN = ("pk", "code", "names", "starts", "ends", "moved_to", "state")
WEEK = 7


@require_GET
@page(READ)
def gantt(request: PageRequest, plan: UUID) -> HttpResponse:
    """All activities as bars, as far as the filters let them through."""
    row = plan_found(request, plan)
    table = activities_of(row, request.GET, request.path)
    today = clock.today()
    lines = lines_of(row, table.matching, today)
    until = max([row.ends, *(line.moved_to for line in lines if line.moved_to), *([today] if _late(lines) else [])])
    axis = Axis(row.starts, until)
    context = {
        "row": row,
        "status": presenting.plan_status(row),
        "table": table,
        "count": len(lines),
        "late": sum(1 for line in lines if line.days_late),
        "head": drawing.head(axis, today, _("today")),
        "body": drawing.rows(lines, axis, today),
        "breadcrumbs": presenting.plan_crumbs(row, Crumb(_("Bars over months"))),
    }
    return render(request, "programme/plan_gantt.html", context)


def _late(lines: list[Line]) -> bool:
    return any(line.days_late for line in lines)


def lines_of(plan: Plan, rows: QuerySet[Any], today: date) -> list[Line]:
    """What is drawn, with one query: no row becomes an object, no address is looked up for each."""
    words = {state: str(said) for state, said in ACTIVITY.words.items()}
    before, after = _around_the_id()
    running, late_words = plan.state == "carried_out", _LateWords()
    language = _language()
    found = []
    for key, code, names, starts, ends, moved_to, state in rows.values_list(*DRAWN):
        days = (today - (moved_to or ends)).days if running and state in OPEN else 0
        late = max(days, 0)
        url = f"{before}{key}{after}"
        said = late_words[late] if late else ""
        found.append(
            Line(url, code, in_language(names, language), starts, ends, moved_to, state, words[state], late, said)
        )
    return found


def _around_the_id() -> tuple[str, str]:
    """The address of an activity before and after its id: looked up once, not for each row."""
    before, after = reverse("programme:activity", args=[NOBODY]).split(str(NOBODY))
    return before, after


def _language() -> str:
    """That of the reader: asked for once, not for each row."""
    return (get_language() or "lo").split("-")[0]


class _LateWords(dict[int, str]):
    """Words for each number of days, looked up once."""

    def __missing__(self, days: int) -> str:
        self[days] = presenting.late_words(days)
        return self[days]


@require_GET
@page(READ)
def calendar(request: PageRequest, plan: UUID) -> HttpResponse:
    """One month: what begins and what ends on which day, and how much runs."""
    row = plan_found(request, plan)
    table = activities_of(row, request.GET, request.path)
    month = month_asked(request.GET.get("month", ""), row)
    first, last = month, month.replace(day=monthrange(month.year, month.month)[1])
    rows = table.matching
    running = rows.filter(Q(moved_to__gte=first) | Q(moved_to=None, ends__gte=first), starts__lte=last).count()
    days = days_of(rows, first, last)
    context = {
        "row": row,
        "table": table,
        "month": month,
        "running": running,
        "weeks": weeks_of(first, last, days),
        "days": [(day, *days[day]) for day in sorted(days)],
        "previous": _address(table, first - timedelta(days=1)),
        "next": _address(table, last + timedelta(days=1)),
        "today": clock.today(),
        "weekdays": [date(2024, 1, number) for number in range(1, WEEK + 1)],
        "breadcrumbs": presenting.plan_crumbs(row, Crumb(_("Calendar"))),
    }
    return render(request, "programme/plan_calendar.html", context)


def month_asked(text: str, plan: Plan) -> date:
    """The first day of the month `2027-03`; of this month, or the nearest of the plan, for anything else."""
    match = re.fullmatch(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])", text)
    if match:
        return date(int(match[1]), int(match[2]), 1)
    return min(max(clock.today(), plan.starts), plan.ends).replace(day=1)


def _address(table: Any, day: date) -> str:
    kept = "&".join(f"{name}={value}" for name, value in [("month", f"{day:%Y-%m}")])
    return f"?{kept}&{table.query}" if table.query else f"?{kept}"


class Named(NamedTuple):
    """An activity as the month lists it."""

    url: str
    words: str


Happens = tuple[list[Named], list[Named]]


def days_of(rows: QuerySet[Any], first: date, last: date) -> dict[date, Happens]:
    """What begins and what ends on each day of the month on which something does; one query, no row an object."""
    found: dict[date, Happens] = defaultdict(lambda: ([], []))
    starting = Q(starts__range=(first, last))
    ending = Q(moved_to__range=(first, last)) | Q(moved_to=None, ends__range=(first, last))
    before, after = _around_the_id()
    language = _language()
    for key, code, names, starts, ends, moved_to, _state in rows.filter(starting | ending).values_list(*DRAWN):
        one, until = Named(f"{before}{key}{after}", f"{code} · {in_language(names, language)}"), moved_to or ends
        if first <= starts <= last:
            found[starts][0].append(one)
        if first <= until <= last:
            found[until][1].append(one)
    return dict(found)


def weeks_of(first: date, last: date, days: dict[date, Happens]) -> list[list[tuple[date | None, int, int]]]:
    """Weeks from Monday: each day with how many begin and end; None outside the month."""
    start = first - timedelta(days=first.weekday())
    count = -(-((last - start).days + 1) // WEEK) * WEEK
    every = [start + timedelta(days=number) for number in range(count)]
    cells = [_cell(day, days) if first <= day <= last else (None, 0, 0) for day in every]
    return [cells[at : at + WEEK] for at in range(0, count, WEEK)]


def _cell(day: date, days: dict[date, Happens]) -> tuple[date | None, int, int]:
    begins, ends = days.get(day, ([], []))
    return day, len(begins), len(ends)
