"""What goes on now: committees and their meetings, plans, trainings, decisions. Nothing of anybody who is helped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Min

from pokpong.areas.capacity.models import Training
from pokpong.areas.capacity.queries.counting import Asked, numbers
from pokpong.areas.partnership.models import Decision, Meeting
from pokpong.areas.partnership.queries.meetings import last_held
from pokpong.areas.partnership.states import COMING
from pokpong.foundation.kernel.paths import under
from pokpong.registers.institutions import attention
from pokpong.registers.institutions.models import Committee
from pokpong.registers.programme.models import Activity, Plan
from pokpong.registers.programme.queries.plans import late

MOST = 12  # committees and plans that are named; the rest stands in their lists


@dataclass(frozen=True)
class CommitteeLine:
    """A committee, the days of its last and next meeting, and why it stands out (codes of `attention`)."""

    row: Committee
    last: date | None
    next: date | None
    reasons: Sequence[str]


@dataclass(frozen=True)
class Committees:
    lines: Sequence[CommitteeLine]
    total: int
    no_chair: int
    no_meeting: int


def committees(actor: Any, path: str, today: date) -> Committees:
    """Those that are active, the ones that stand out first."""
    rows = list(Committee.objects.visible_to(actor).filter(under("place_path", path), state="active"))
    keys = [row.pk for row in rows]
    reasons, last = attention.reasons(rows, today), last_held(keys, actor)
    coming = Meeting.objects.visible_to(actor).filter(committee__in=keys, state__in=COMING, day__gte=today)
    next_days: dict[UUID, date] = dict(coming.values_list("committee").annotate(next=Min("day")).order_by())
    rows.sort(key=lambda row: (not reasons.get(row.pk), row.level, row.place_path, str(row.pk)))
    lines = [
        CommitteeLine(row, last.get(row.pk), next_days.get(row.pk), reasons.get(row.pk, ())) for row in rows[:MOST]
    ]
    all_reasons = [reason for found in reasons.values() for reason in found]
    return Committees(lines, len(rows), all_reasons.count(attention.NO_CHAIR), all_reasons.count(attention.NO_MEETING))


@dataclass(frozen=True)
class PlanLine:
    """A plan in force, how many activities it has, and how many of them are late."""

    row: Plan
    activities: int
    late: int


@dataclass(frozen=True)
class Plans:
    lines: Sequence[PlanLine]
    total: int
    late: int
    on_track: int


def plans(actor: Any, path: str) -> Plans:
    """Those in force, late ones first."""
    rows = list(Plan.objects.visible_to(actor).filter(under("place_path", path)).in_force())
    activities = Activity.objects.filter(plan__in=[row.pk for row in rows]).kept()
    counts = _by_plan(activities)
    behind = _by_plan(activities.filter(late()))
    rows.sort(key=lambda row: (-behind.get(row.pk, 0), row.sort_key, str(row.pk)))
    lines = [PlanLine(row, counts.get(row.pk, 0), behind.get(row.pk, 0)) for row in rows]
    return Plans(lines[:MOST], len(rows), len(behind), len(rows) - len(behind))


def _by_plan(activities: Any) -> dict[UUID, int]:
    return dict(activities.order_by().values_list("plan").annotate(number=Count("pk")))


@dataclass(frozen=True)
class Trainings:
    """Of the year so far. `people`: different people who were present."""

    planned: int
    running: int
    finished: int
    people: int

    @property
    def total(self) -> int:
        return self.planned + self.running + self.finished


def trainings(actor: Any, path: str, today: date) -> Trainings:
    """Those that take place this year."""
    first = today.replace(month=1, day=1)
    rows = Training.objects.visible_to(actor).filter(
        under("place_path", path), ends__gte=first, starts__lte=first.replace(month=12, day=31)
    )
    states = dict(rows.order_by().values_list("state").annotate(number=Count("pk")))
    people = numbers(actor, Asked(first, today, place=path)).total.in_period
    finished = states.get("finished", 0) + states.get("closed", 0)
    return Trainings(states.get("planned", 0), states.get("running", 0), finished, people)


@dataclass(frozen=True)
class Decisions:
    open: int
    overdue: int


def decisions(actor: Any, path: str, today: date) -> Decisions:
    rows = Decision.objects.visible_to(actor).filter(under("place_path", path), state="open")
    return Decisions(rows.count(), rows.overdue(today).count())
