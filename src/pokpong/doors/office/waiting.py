"""What waits for the reader of a page: asked once for bell, home and list together."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from django.http import HttpRequest
from django.urls import reverse

from pokpong.doors.office import task_words
from pokpong.foundation.actions import conflicts
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.agenda import queries
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.ui.shell import Bell

_tasks: WeakKeyDictionary[HttpRequest, list[Task]] = WeakKeyDictionary()
_conflicts: WeakKeyDictionary[HttpRequest, list[Conflict]] = WeakKeyDictionary()


def tasks(request: HttpRequest) -> list[Task]:
    """The reader's waiting tasks by due date, at most 500. Nobody signed in: none."""
    if not request.user.is_authenticated:
        return []
    if request not in _tasks:
        _tasks[request] = queries.waiting_for(request.user)
    return _tasks[request]


def open_conflicts(request: HttpRequest) -> list[Conflict]:
    """Edits that met and wait for the reader's choice, oldest first."""
    if not request.user.is_authenticated or not request.user.may("conflict.settle"):
        return []
    if request not in _conflicts:
        _conflicts[request] = conflicts.open_for(request.user)
    return _conflicts[request]


def forget(request: HttpRequest) -> None:
    """After something was done within this request."""
    _tasks.pop(request, None)
    _conflicts.pop(request, None)


def bell(request: HttpRequest) -> Bell:
    found = tasks(request)
    return Bell(len(found), reverse("office:tasks"), sum(map(task_words.is_late, found)))
