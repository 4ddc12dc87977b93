"""Follow-ups: planned, moved, done, caught up, cancelled; and missed, when the clock says so."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from django.conf import settings

from pokpong.areas.protection.actions import follow_up_schedule as planning
from pokpong.areas.protection.actions.cases.reach import locked_case, locked_part
from pokpong.areas.protection.models import Case, FollowUp
from pokpong.areas.protection.models.facts import facts_of
from pokpong.areas.protection.rules import follow_ups as rules
from pokpong.areas.protection.rules.plan import wrong_reason
from pokpong.areas.protection.vocabulary.plan import WELL_BEING
from pokpong.foundation.actions import amend, conflicts, door, moves
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks, ticking
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, Refused, refuse
from pokpong.foundation.lao.text import canon

AMENDABLE = ("due", "kind")
CLOCK = Program("follow_ups", frozenset({"follow_up.miss"}))
AT_ONCE = 500  # rows the clock moves in one minute


@action("follow_up.plan", doors=("office", "device"))
def plan_follow_up(*, by: Actor, id: UUID, case: UUID, kind: str, due: date, call_id: UUID) -> FollowUp:
    """Plans one follow-up; a closed case may still have one. Raises NotThere, NotAllowed, Refused."""
    row = locked_case(by, case, at_work=False)
    days = rules.wrong_days([due], planned=planning.planned_days(row), today=clock.today())
    refuse([*rules.wrong_kind(kind), *days])
    planned = planning.plan(row, due, kind, "by_hand", id)
    planning.ask_for_next(row)
    door.event(planned, {"kind": kind})
    return planned


@action("follow_up.schedule", doors=("office", "device"))
def schedule_follow_ups(*, by: Actor, case: UUID, days: list[date], kind: str = "visit", call_id: UUID) -> Case:
    """Plans several at once, mostly those of the programme's pattern. Raises NotThere, NotAllowed, Refused."""
    row = locked_case(by, case, at_work=False)
    wrong = rules.wrong_days(days, planned=planning.planned_days(row), today=clock.today(), field="days")
    refuse([*rules.wrong_kind(kind), *wrong])
    origin = "opening" if row.is_running else "closure"
    rows = planning.schedule(row, days, kind, origin)
    door.event(row, {"follow_ups": [str(planned.pk) for planned in rows]})
    return row


@action("follow_up.move", doors=("office", "device"))
def move_follow_up(*, by: Actor, follow_up: UUID, due: date, kind: str, base: int, call_id: UUID) -> FollowUp:
    """Another day or another way for one that was not done yet, seen at version `base`. Raises as `plan` does."""
    row = locked_part(by, FollowUp, follow_up, at_work=False)
    refuse([rules.NOT_PLANNED("due")] if row.state != "planned" else [])
    others = planning.planned_days(row.case) - {row.due}
    days = rules.wrong_days([due], planned=others, today=clock.today()) if due != row.due else []
    refuse([*rules.wrong_kind(kind), *days])
    before = row.due
    amend.amend(row, {"due": due, "kind": kind}, base=base, fields=AMENDABLE)
    if row.due != before:
        _ask_anew(row)
    door.event(row, {"from": str(before)})
    return row


@action("follow_up.do", doors=("office", "device"))
def do_follow_up(
    *,
    by: Actor,
    follow_up: UUID,
    how: str,
    reached: bool,
    answers: dict[str, str] | None = None,
    finding: str = "",
    done_on: date | None = None,
    call_id: UUID,
) -> FollowUp:
    """Keeps what the person said; also catches up one that was missed. `answers` are those of `WELL_BEING`.

    Who was not reached answered nothing. Raises NotThere, NotAllowed, Refused with all reasons.
    """
    row, finding, today = locked_part(by, FollowUp, follow_up, at_work=False), canon(finding).strip(), clock.today()
    said = (answers or {}) if reached else {}
    done_on = done_on or today
    refuse(rules.wrong_result(how=how, reached=reached, answers=said, finding=finding, done_on=done_on, today=today))
    moves.move(row, "done")
    row.how, row.reached, row.finding = how, reached, finding or None
    row.done_on, row.done_by = done_on, by.id
    for name, value in {**dict.fromkeys(WELL_BEING, "unknown"), **said, **facts_of(row.case.person)}.items():
        setattr(row, name, value)
    return _ended(row, done=True)


@action("follow_up.cancel", doors=("office", "device"))
def cancel_follow_up(*, by: Actor, follow_up: UUID, reason: str, call_id: UUID) -> FollowUp:
    """It is not needed, or the person does not want it. Raises NotThere, NotAllowed, Refused."""
    row, reason = locked_part(by, FollowUp, follow_up, at_work=False), canon(reason).strip()
    refuse(wrong_reason(reason))
    moves.move(row, "cancelled", why=reason)
    return _ended(row, done=False)


def _ended(row: FollowUp, *, done: bool) -> FollowUp:
    door.save(row)
    tasks.settle(row, planning.TASK, done=done)
    planning.ask_for_next(row.case)
    door.event(row, {"state": row.state})
    return row


@action("follow_up.miss", doors=("program",))
def miss_follow_up(*, by: Actor, follow_up: UUID, call_id: UUID) -> FollowUp:
    """Marks one as missed whose day and days of grace are over; its task stays, and goes up to the supervisor.

    Raises NotThere when that is not so (any more).
    """
    row: FollowUp = door.locked(FollowUp.objects.select_related("case__person"), follow_up)
    if row.state != "planned" or row.due >= _missed_before():
        raise NotThere(str(follow_up))
    moves.move(row, "missed")
    door.save(row)
    planning.ask_for_next(row.case)
    door.event(row)
    return row


def _missed_before() -> date:
    return rules.missed_before(clock.today(), settings.POKPONG_FOLLOW_UP_GRACE_DAYS)


def miss_what_is_due() -> int:
    """For the clock: how many it moved. Two clocks move none twice: the call id follows from the row."""
    late = FollowUp.objects.living().filter(state="planned", due__lt=_missed_before()).order_by("due")
    moved = 0
    for follow_up in list(late.values_list("pk", flat=True)[:AT_ONCE]):
        try:
            miss_follow_up(by=CLOCK, follow_up=follow_up, call_id=uuid5(CLOCK.id, f"missed:{follow_up}"))
        except (NotThere, Refused):
            continue
        moved += 1
    return moved


def _ask_anew(row: FollowUp) -> None:
    tasks.settle(row, planning.TASK, done=False)
    planning.ask_for_next(row.case)


def _after_choice(row: FollowUp, field: str) -> None:
    if field == "due":
        _ask_anew(row)


ticking.each_tick(miss_what_is_due)
conflicts.after_choice(FollowUp.noun, _after_choice)
