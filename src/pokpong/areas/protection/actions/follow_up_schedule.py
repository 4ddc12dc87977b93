"""Planning follow-ups and asking for the next one, as part of the action under way.

Stands beside the families of actions: opening and closing a case plan follow-ups as well as the page of the plan does.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from pokpong.areas.protection.models import Case, FollowUp
from pokpong.areas.protection.models.facts import facts_of
from pokpong.areas.protection.rules import follow_ups as rules
from pokpong.foundation.actions import door, moves
from pokpong.foundation.agenda import tasks
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.rules import WAITING
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id

TASK = "follow_up.do"
SUPERVISES = "task.take_escalated"
USUAL_KIND = "visit"


def pattern_of(start: date) -> list[date]:
    """The days that the programme's pattern gives for a case opened or closed on `start`, without those passed."""
    return rules.pattern_days(start, settings.POKPONG_FOLLOW_UP_PATTERN, today=clock.today())


def days_offered(case: Case, planned: Collection[date]) -> list[date]:
    """The days of the pattern after opening, or after closure, that are not among those `planned`."""
    start = case.opened_on if case.is_running else (case.closed_on or case.opened_on)
    return [day for day in pattern_of(start) if day not in planned]


def planned_days(case: Case) -> set[date]:
    """The days for which a follow-up waits."""
    return set(FollowUp.objects.filter(case=case.pk, state="planned").values_list("due", flat=True))


def schedule_by_pattern(case: Case, start: date, origin: str) -> list[FollowUp]:
    """Plans the pattern's follow-ups after `start`, but for days planned already. `origin`: opening or closure."""
    days = [day for day in pattern_of(start) if day not in planned_days(case)]
    return schedule(case, days, USUAL_KIND, origin)


def schedule(case: Case, days: Sequence[date], kind: str, origin: str) -> list[FollowUp]:
    """Plans one follow-up a day of `days` and asks for the next one; the facts are those of today."""
    rows = [plan(case, day, kind, origin) for day in sorted(days)]
    ask_for_next(case)
    return rows


def plan(case: Case, day: date, kind: str, origin: str, follow_up: UUID | None = None) -> FollowUp:
    row = FollowUp(
        id=follow_up or new_id(),
        key_id=case.key_id,
        case=case,
        kind=kind,
        origin=origin,
        due=day,
        planned_by=door.under_way().by.id,
        **facts_of(case.person),
    )
    door.add(row)
    moves.begin(row)
    return row


def ask_for_next(case: Case) -> None:
    """Whoever leads the case has one task for the follow-up that comes next: five a case would bury the rest."""
    following = FollowUp.objects.filter(case=case.pk, state="planned").order_by("due", "id").first()
    if following is None:
        return
    asked = Task.objects.filter(subject__in=_planned_ids(case), kind=TASK, state__in=WAITING)
    for task in asked.exclude(subject=following.pk):
        tasks.cancel_task(by=tasks.AGENDA, task=task.pk, call_id=door.inner(f"later:{task.pk}"))
    if not asked.filter(subject=following.pk, user=case.lead).exists():
        _ask(following, case)


def _planned_ids(case: Case) -> list[UUID]:
    return list(FollowUp.objects.filter(case=case.pk, state="planned").values_list("pk", flat=True))


def _ask(row: FollowUp, case: Case) -> None:
    tasks.settle(row, TASK, done=False)
    wanted = tasks.Wanted(
        kind=TASK,
        permission=TASK,
        due=end_of(row.due),
        place_path=case.place_path,
        user=case.lead,
        escalates_at=end_of(row.due, days=settings.POKPONG_FOLLOW_UP_GRACE_DAYS),
        escalates_to=SUPERVISES,
        escalates_path=case.place_path,
    )
    call_id = door.inner(f"{TASK}:{row.pk}")
    tasks.ask_task(by=tasks.AGENDA, subject_kind=row.noun, subject=row.pk, wanted=wanted, call_id=call_id)


def end_of(day: date, *, days: int = 0) -> datetime:
    """The last minute of the day that lies `days` after `day`, in the programme's time zone."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time(23, 59)))
