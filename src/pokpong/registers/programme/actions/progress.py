"""Progress of activities, and asking for it when nobody told of a running one for a month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks, ticking
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.rules import WAITING
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.programme.models import Activity, Plan, Progress
from pokpong.registers.programme.queries.plans import silent, with_silence
from pokpong.registers.programme.rules import progress as rules

PROGRESS = "progress.record"  # the kind of task
REMINDING: Final = Program("programme.remind", frozenset({"plan.remind"}))
ANSWERED_WITHIN: Final = timedelta(days=7)
MOST: Final = 100  # plans reminded of at one tick


@action("progress.record")
def record_progress(
    *,
    by: Actor,
    id: UUID,
    activity: UUID,
    state: str,
    day: date | None,
    reason: str = "",
    new_end: date | None = None,
    call_id: UUID,
) -> Progress:
    """Records how an activity stands on `day`: done, partly, or postponed to `new_end` for a reason.

    Who looks after the activity's place may do it, also of a plan for a larger one. Raises Refused, NotAllowed.
    """
    row: Activity = door.locked(Activity.objects.visible_to(by).select_related("plan"), activity)
    door.check(place=row.place_path)
    text, plan = canon(reason).strip(), row.plan
    refuse(
        [
            *rules.check_progress(
                state, text, new_end, plan_state=plan.state, activity_state=row.state, last_day=row.last_day
            ),
            *rules.check_day(day, today=clock.today(), plan_starts=plan.starts, last=row.last_progress),
        ]
    )
    until = new_end if state == "postponed" else None
    told = Progress(id=id, activity=row, state=state, day=day, reason=text, new_end=until, by=by.id)  # type: ignore[misc]  # the day was checked
    door.add(told)
    moves.move(row, state, why=text)
    row.moved_to, row.last_progress = until or row.moved_to, day
    door.save(row)
    if not plan.activities.filter(silent()).exists():
        tasks.settle(plan, PROGRESS)
    door.event(row, {"state": state, "day": str(day)})
    return told


@action("plan.remind", doors=("program",))
def remind_of_plan(*, by: Actor, plan: UUID, call_id: UUID) -> Plan:
    """Asks for the progress of a plan of which nobody told for a month. Raises NotThere when nothing is silent."""
    row: Plan = door.locked(Plan.objects.filter(state="carried_out"), plan)
    if not row.activities.filter(silent()).exists():
        raise NotThere(str(plan))
    due = clock.now() + ANSWERED_WITHIN
    tasks.ask(row, tasks.Wanted(kind=PROGRESS, permission=PROGRESS, due=due, place_path=row.place_path))
    door.touch(row)
    door.event(row)
    return row


def remind() -> int:
    """What the clock does: one task for each plan with silent activities; returns how many."""
    asked = Task.objects.filter(kind=PROGRESS, state__in=WAITING).values("subject")
    rows = list(with_silence().exclude(pk__in=asked).values_list("pk", flat=True)[:MOST])
    done = 0
    for plan in rows:
        try:
            remind_of_plan(by=REMINDING, plan=plan, call_id=uuid5(plan, f"remind:{clock.today()}"))
        except NotThere:
            continue
        done += 1
    return done


ticking.each_tick(remind)
