"""What the clock does each minute: tasks grow late, go up, lapse; once a day people hear that something waits."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid5

from pokpong.foundation.agenda.queries import changing_now
from pokpong.foundation.agenda.rules import Times, state_at
from pokpong.foundation.agenda.tasks import AGENDA, age_task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere

_each_tick: list[Callable[[], int]] = []


def each_tick(do: Callable[[], int]) -> Callable[[], int]:
    """Registers what else the clock does each minute: a function that returns how many rows it moved.

    It acts as a program, through actions whose call ids follow from row and state: two clocks move nothing twice.
    """
    if do not in _each_tick:
        _each_tick.append(do)
    return do


def tick() -> int:
    """Moves every task and every other row whose time has come; returns how many."""
    return _tick_tasks() + sum(do() for do in _each_tick)


def _tick_tasks() -> int:
    moved = 0
    for task in list(changing_now()):
        to = state_at(task.state, Times(task.due, task.escalates_at, task.expires_at), clock.now())
        try:
            age_task(by=AGENDA, task=task.pk, call_id=uuid5(task.pk, f"age:{to}"))
        except NotThere:
            continue
        moved += 1
    return moved
