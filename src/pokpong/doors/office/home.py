"""The start page: what waits, what to do, and how much there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.states.concerns import ENDED
from pokpong.doors.office import task_words, waiting
from pokpong.doors.office.doings import doings_of
from pokpong.doors.office.task_subjects import Subject, Subjects
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.parts import Task as TaskLine
from pokpong.foundation.ui.templatetags.ui import lao_date, status_tag
from pokpong.registers.places.queries import labels

SHOWN = 6


@dataclass(frozen=True)
class Figure:
    """One number of the start page; it leads to what it counts."""

    label: str | Promise
    value: int
    url: str
    tone: str = ""


@require_GET
@page()
def home(request: PageRequest) -> HttpResponse:
    """The reader's tasks, late and dangerous first, decisions apart; buttons for what their roles do most; counts."""
    subjects = task_words.subjects_of(request.user, waiting.tasks(request))
    tasks = task_words.in_order(waiting.tasks(request), subjects)
    decisions = [task for task in tasks if task_words.is_decision(task)]
    to_do = [task for task in tasks if not task_words.is_decision(task)]
    context = {
        "roles": [ROLES[role].words for role in request.user.roles if role in ROLES],
        "doings": doings_of(request.user),
        "figures": figures(request),
        "tasks": task_lines(to_do[:SHOWN], subjects),
        "more_tasks": max(0, len(to_do) - SHOWN),
        "decisions": task_lines(decisions[:SHOWN], subjects),
        "more_decisions": max(0, len(decisions) - SHOWN),
        "conflicts": waiting.open_conflicts(request),
        "today": clock.today(),
        "has_tasks": bool(tasks) or request.user.may("task.read"),
    }
    return render(request, "office/home.html", context)


def task_lines(tasks: Sequence[Task], subjects: Subjects) -> list[TaskLine]:
    """The tasks as lines of a task list: about which record, how urgent, where, and until when."""
    where = labels({task.place_path for task in tasks if task.place_path})
    return [
        TaskLine(
            task_words.words_of(task, subjects[task.pk]),
            task_words.status_of(task),
            task_words.url_of(task),
            hint_of(task, subjects[task.pk], where.get(task.place_path, "")),
        )
        for task in tasks
    ]


def hint_of(task: Task, subject: Subject, place: str) -> str:
    """What stands below a task: the tag of its urgency, then the place and the due date."""
    words = " · ".join(part for part in (place, _("due %(when)s") % {"when": lao_date(task.due)}) if part)
    return format_html("{} {}", status_tag(subject.urgency_tag), words) if subject.urgency_tag else words


def figures(request: PageRequest) -> list[Figure]:
    """Only what this reader works with; never a number about people out of their sight."""
    tasks = waiting.tasks(request)
    late = sum(map(task_words.is_late, tasks))
    tasks_url = reverse("office:tasks")
    found = []
    if request.user.may("task.read"):
        found.append(Figure(_("Waiting for you"), len(tasks), tasks_url, "info" if tasks else ""))
        found.append(Figure(_("Overdue"), late, tasks_url, "danger" if late else ""))
    if request.user.may("concern.read"):
        found.append(Figure(_("Open concerns of my places"), open_concerns(request.user), reverse("protection:inbox")))
    if request.user.may("conflict.settle"):
        number = len(waiting.open_conflicts(request))
        found.append(
            Figure(_("Choices between two edits"), number, reverse("office:conflicts"), "warning" if number else "")
        )
    return found


def open_concerns(user: User) -> int:
    count: int = Concern.objects.visible_to(user).exclude(state__in=ENDED).count()
    return count
