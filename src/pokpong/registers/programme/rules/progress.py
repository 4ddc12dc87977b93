"""How activities go on: what may be recorded, what is late, what nobody has told of for a month."""

from __future__ import annotations

from datetime import date, timedelta

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.programme.rules import common

LONGEST_REASON = 1000
SILENT_DAYS = 31  # after so many days without progress somebody is asked
ANSWERS = ("done", "partly", "postponed")

PLAN_NOT_RUNNING = ProblemKind("progress_plan_not_running", _("Progress is recorded while a plan is carried out."))
STATE_UNKNOWN = ProblemKind("progress_state_unknown", _("Choose whether it is done, partly done or postponed."))
ACTIVITY_OVER = ProblemKind("progress_activity_over", _("This activity is done already, or was taken out of the plan."))
REASON_MISSING = ProblemKind("progress_reason_missing", _("Write why it is postponed, in at most 1,000 letters."))
NEW_END_MISSING = ProblemKind("progress_new_end_missing", _("Give the new last day of the activity."))
NEW_END_EARLIER = ProblemKind("progress_new_end_earlier", _("The new last day must lie after the one there is."))
DAY_IN_FUTURE = ProblemKind("progress_day_in_future", _("This day lies in the future."))
DAY_BEFORE_PLAN = ProblemKind("progress_day_before_plan", _("This day lies before the plan begins."))
DAY_BEFORE_LAST = ProblemKind("progress_day_before_last", _("Progress of a later day was recorded already."))


def check_progress(
    state: str,
    reason: str,
    new_end: date | None,
    *,
    plan_state: str,
    activity_state: str,
    last_day: date,
) -> list[Problem]:
    """Whether an answer fits the activity; `last_day` is the last day as it stands."""
    problems = [] if plan_state == "carried_out" else [PLAN_NOT_RUNNING("activity")]
    problems += [] if state in ANSWERS else [STATE_UNKNOWN("state")]
    problems += [ACTIVITY_OVER("activity")] if activity_state in ("done", "dropped") else []
    problems += [common.TEXT_TOO_LONG("reason", limit=LONGEST_REASON)] if len(reason) > LONGEST_REASON else []
    return problems + (_check_postponing(reason, new_end, last_day) if state == "postponed" else [])


def _check_postponing(reason: str, new_end: date | None, last_day: date) -> list[Problem]:
    problems = [] if reason else [REASON_MISSING("reason")]
    if new_end is None:
        return [*problems, NEW_END_MISSING("new_end")]
    return problems + ([] if new_end > last_day else [NEW_END_EARLIER("new_end")])


def check_day(day: date | None, *, today: date, plan_starts: date, last: date | None) -> list[Problem]:
    """The day of a progress: not to come, not before the plan, not before what was told last."""
    if day is None:
        return [common.DAY_MISSING("day")]
    if day > today:
        return [DAY_IN_FUTURE("day")]
    if day < plan_starts:
        return [DAY_BEFORE_PLAN("day")]
    return [DAY_BEFORE_LAST("day")] if last is not None and day < last else []


def is_late(state: str, last_day: date, today: date) -> bool:
    """Still to be done after its last day."""
    return state not in ("done", "dropped") and last_day < today


def silent_since(today: date) -> date:
    """Nothing told after this day is silence for too long."""
    return today - timedelta(days=SILENT_DAYS)
