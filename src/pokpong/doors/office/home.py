"""The start page: what waits, what to do, and how much there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pokpong.doors.office import caseload, queues, task_words, waiting
from pokpong.doors.office.doings import doings_of
from pokpong.doors.office.figures import figures
from pokpong.doors.office.panels import Panel
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
# Whoever holds one of these is told when no decision waits.
DECIDES = (
    "grant.approve",
    "glass.review",
    "place.confirm",
    "case.approve_closure",
    "referral.confirm_exception",
)
# The cards below the tasks, by the permission that makes them somebody's work.
PANELS: tuple[tuple[str, Callable[[User], Panel]], ...] = (
    ("case.tied", caseload.panel),
    ("referral.tied", queues.referrals),
    ("identification.tied", queues.requests),
)


@require_GET
@page()
def home(request: PageRequest) -> HttpResponse:
    """The reader's tasks, late and dangerous first, decisions apart; what their roles do most; their cases; counts."""
    subjects = task_words.subjects_of(request.user, waiting.tasks(request))
    tasks = task_words.in_order(waiting.tasks(request), subjects)
    decisions = [task for task in tasks if task_words.is_decision(task)]
    to_do = [task for task in tasks if not task_words.is_decision(task)]
    context = {
        "roles": [ROLES[role].words for role in request.user.roles if role in ROLES],
        "doings": doings_of(request.user),
        "figures": figures(request),
        "panels": [panel(request.user) for permission, panel in PANELS if request.user.may(permission)],
        "tasks": task_lines(to_do[:SHOWN], subjects),
        "more_tasks": max(0, len(to_do) - SHOWN),
        "decisions": task_lines(decisions[:SHOWN], subjects),
        "more_decisions": max(0, len(decisions) - SHOWN),
        "conflicts": waiting.open_conflicts(request),
        "today": clock.today(),
        "has_tasks": bool(tasks) or request.user.may("task.read"),
        "decides": bool(decisions) or any(map(request.user.may, DECIDES)),
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
