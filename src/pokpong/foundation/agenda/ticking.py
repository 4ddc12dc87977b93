"""What the clock does each minute: tasks grow late, go up, lapse; once a day people hear that something waits."""

from __future__ import annotations

from uuid import uuid5

from pokpong.foundation.agenda.queries import changing_now
from pokpong.foundation.agenda.rules import Times, state_at
from pokpong.foundation.agenda.tasks import AGENDA, age_task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere


def tick() -> int:
    """Moves every task whose time has come; returns how many. Two clocks do not move one twice."""
    moved = 0
    for task in list(changing_now()):
        to = state_at(task.state, Times(task.due, task.escalates_at, task.expires_at), clock.now())
        try:
            age_task(by=AGENDA, task=task.pk, call_id=uuid5(task.pk, f"age:{to}"))
        except NotThere:
            continue
        moved += 1
    return moved
