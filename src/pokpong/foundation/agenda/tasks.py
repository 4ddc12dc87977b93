"""Asking for something to be done, and ending it. Other floors call `ask` and `settle` inside their own actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import states  # noqa: F401  the moves that these actions make
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.rules import WAITING, Times, state_at
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, ProblemKind, refuse
from pokpong.foundation.kernel.rows import Row

ENDS_WITH_ITS_WORK = ProblemKind(
    "task_ends_with_its_work", _("This task ends by itself when its work is done. Open the record and do it there.")
)
AGENDA = Program("agenda", frozenset({"task.ask", "task.done", "task.cancel", "task.age"}))


@dataclass(frozen=True)
class Wanted:
    """What is asked: `kind` (a registered kind of task), who may take it, by when, and who hears when nobody does."""

    kind: str
    permission: str
    due: datetime
    place_path: str = ""
    user: UUID | None = None
    escalates_at: datetime | None = None
    escalates_to: str = ""
    escalates_path: str = ""
    expires_at: datetime | None = None
    by_hand: bool = False


def ask(subject: Row, wanted: Wanted) -> Task:
    """Adds a task about `subject`, as part of the action under way."""
    return ask_task(
        by=AGENDA, subject_kind=subject.noun, subject=subject.pk, wanted=wanted, call_id=door.inner(wanted.kind)
    )


def settle(subject: Row, *kinds: str, done: bool = True) -> None:
    """Ends the waiting tasks of these kinds about `subject`: done, or cancelled when nothing is left to do."""
    for task in Task.objects.filter(subject=subject.pk, kind__in=kinds, state__in=WAITING):
        end = done_task if done else cancel_task
        end(by=AGENDA, task=task.pk, call_id=door.inner(f"end:{task.pk}"))


@action("task.ask", doors=("program",))
def ask_task(*, by: Actor, subject_kind: str, subject: UUID, wanted: Wanted, call_id: UUID) -> Task:
    """Adds a task."""
    task = Task(
        subject_kind=subject_kind,
        subject=subject,
        kind=wanted.kind,
        permission=wanted.permission,
        place_path=wanted.place_path,
        user=wanted.user,
        due=wanted.due,
        escalates_at=wanted.escalates_at,
        escalates_to=wanted.escalates_to,
        escalates_path=wanted.escalates_path,
        expires_at=wanted.expires_at,
        by_hand=wanted.by_hand,
    )
    door.add(task)
    moves.begin(task)
    door.event(task)
    return task


@action("task.done", doors=("office", "device"))
def done_task(*, by: Actor, task: UUID, call_id: UUID) -> Task:
    """Marks a task as done. Raises NotThere, Refused."""
    return _end(by, task, "done")


@action("task.cancel", doors=("program",))
def cancel_task(*, by: Actor, task: UUID, call_id: UUID) -> Task:
    """Takes a task back because its reason is gone. Raises NotThere, Refused."""
    return _end(by, task, "cancelled")


@action("task.age", doors=("program",))
def age_task(*, by: Actor, task: UUID, call_id: UUID) -> Task:
    """Moves a task to the state it has at this moment. Raises NotThere when it has not changed."""
    row = door.locked(Task.objects.all(), task)
    to = state_at(row.state, Times(row.due, row.escalates_at, row.expires_at), clock.now())
    if to == row.state:
        raise NotThere(str(task))
    return _to(row, to)


def _end(by: Actor, task: UUID, state: str) -> Task:
    row = door.locked(Task.objects.all(), task)
    if by.actor_kind == "user":
        if row.user != by.id and not may_take(by, row):
            raise NotThere(str(task))
        # A concern must not lose its triage because somebody ticked the task off.
        refuse([] if row.by_hand else [ENDS_WITH_ITS_WORK("task")])
    row.ended_at = clock.now()
    return _to(row, state)


def _to(row: Task, state: str) -> Task:
    moves.move(row, state)
    if state == "expired":
        row.ended_at = clock.now()
    door.save(row)
    door.event(row)
    return row


def may_take(actor: Actor, task: Task) -> bool:
    """Whether the task waits for this actor, by name, by role and place, or because it went up."""
    if task.user is not None and task.state != "escalated":
        return task.user == actor.id
    up = task.state == "escalated" and bool(task.escalates_to)
    return (
        task.user == actor.id
        or (task.user is None and actor.may(task.permission, task.place_path))
        or (up and actor.may(task.escalates_to, task.escalates_path))
    )
