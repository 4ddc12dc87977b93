"""The list of what waits for the reader, and ticking off what is done by hand."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.protection.vocabulary.concerns import URGENCIES
from pokpong.doors.office import task_words, waiting
from pokpong.doors.office.task_subjects import Subject
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.tasks import done_task
from pokpong.foundation.lao.order import sort_key
from pokpong.foundation.ui import confirmation
from pokpong.foundation.ui.parts import Link
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.registers.places.queries import labels


@dataclass(frozen=True)
class Line:
    """A task as the list shows it."""

    task: Task
    subject: Subject
    place: str

    @property
    def words(self) -> str:
        return task_words.words_of(self.task, self.subject)

    @property
    def state(self) -> str:
        return self.task.state

    @property
    def kind(self) -> str:
        return self.task.kind

    @property
    def urgency(self) -> str:
        return self.subject.urgency

    @property
    def done_link(self) -> Link | None:
        """Only for what is done when a person says so."""
        if not self.task.by_hand:
            return None
        return Link(_("It is done"), reverse("office:task_done", args=[self.task.pk]))


class MyTasks(Table[Line]):
    name = "tasks"
    caption = gettext_lazy("What waits for you")
    columns = (
        Column("kind", gettext_lazy("Task"), lambda line: line.words, sort=lambda line: sort_key(line.words)),
        Column(
            "urgency",
            gettext_lazy("Urgency"),
            lambda line: line.subject.urgency_tag,
            sort=lambda line: line.subject.rank,
        ),
        Column("state", gettext_lazy("State"), lambda line: task_words.status_of(line.task), sort="state"),
        Column("due", gettext_lazy("Due"), lambda line: line.task.due, sort=lambda line: line.task.due),
        Column("place", gettext_lazy("Place"), lambda line: line.place, sort=lambda line: sort_key(line.place)),
        Column("end", gettext_lazy("Tick off"), lambda line: line.done_link),
    )
    filters = (
        Filter("urgency", gettext_lazy("Urgency"), tuple(URGENCIES.items())),
        Filter("state", gettext_lazy("State"), tuple(task_words.STATES.items())),
        Filter("kind", gettext_lazy("Task"), tuple((kind, found.words) for kind, found in task_words.KINDS.items())),
    )
    empty_title = gettext_lazy("No task waits for you")
    empty_text = gettext_lazy("When something needs your decision, it stands here and the bell shows it.")


def lines(actor: Actor, tasks: list[Task]) -> list[Line]:
    """The tasks in their order, with records and places: one query for each kind of record, two for all places."""
    where = labels({task.place_path for task in tasks if task.place_path})
    subjects = task_words.subjects_of(actor, tasks)
    return [
        Line(task, subjects[task.pk], where.get(task.place_path, "")) for task in task_words.in_order(tasks, subjects)
    ]


@require_GET
@page()
def tasks(request: PageRequest) -> HttpResponse:
    """All tasks of the reader, with filters."""
    table = MyTasks(
        lines(request.user, waiting.tasks(request)),
        request.GET,
        path=request.path,
        row_url=lambda line: task_words.url_of(line.task),
    )
    return render(request, "office/tasks.html", {"table": table, "conflicts": waiting.open_conflicts(request)})


@page("task.done")
def task_done(request: PageRequest, task_id: UUID) -> HttpResponse:
    """Asks, then marks a task as done: an ended task stays ended. 404 for one that waits for somebody else."""
    task = next((task for task in waiting.tasks(request) if task.pk == task_id), None)
    if task is None or not task.by_hand:
        raise Http404
    if not confirmation.is_confirmed(request):
        subject = task_words.subjects_of(request.user, [task])[task.pk]
        return confirmation.ask(
            request,
            title=_("Is this task done?"),
            text=_("“%(task)s” goes from the lists of everybody it waits for. It cannot be brought back.")
            % {"task": task_words.words_of(task, subject)},
            yes=_("Yes, it is done"),
            back_url=reverse("office:tasks"),
        )
    done_task(by=request.user, task=task.pk, call_id=uuid5(task.pk, f"done:{request.user.pk}"))
    messages.success(request, _("The task is marked as done."))
    return HttpResponseRedirect(reverse("office:tasks"))
