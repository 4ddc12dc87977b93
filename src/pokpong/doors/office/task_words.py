"""What each kind of task is called and where it is done. A test holds the table to every kind asked for anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.agenda.models import Task
from pokpong.foundation.ui.parts import StatusWord


@dataclass(frozen=True)
class Kind:
    """`decision`: somebody else waits for a yes or no."""

    words: str | Promise
    url_name: str
    takes_id: bool = True
    decision: bool = False


KINDS = {
    "concern.triage": Kind(_("Decide what happens with a concern"), "protection:concern"),
    "concern.follow_up": Kind(_("Follow up a concern"), "protection:concern"),
    "grant.approve": Kind(_("Approve or refuse a role"), "access:waiting", takes_id=False, decision=True),
    "glass.review": Kind(
        _("Review a record opened in an emergency"), "access:glass_review", takes_id=False, decision=True
    ),
    "official.left": Kind(_("An official left: check the sign-in"), "institutions:official"),
    "place.confirm": Kind(_("Confirm a new village"), "places:confirm", decision=True),
}
UNKNOWN = Kind(_("A task that this version does not know"), "office:tasks", takes_id=False)
TONES = {
    "open": "info",
    "overdue": "warning",
    "escalated": "danger",
    "expired": "closed",
    "done": "success",
    "cancelled": "closed",
}
STATES = {
    "open": _("Open"),
    "overdue": _("Overdue"),
    "escalated": _("Escalated"),
}


def kind_of(task: Task) -> Kind:
    return KINDS.get(task.kind, UNKNOWN)


def words_of(task: Task) -> str:
    return str(kind_of(task).words)


def url_of(task: Task) -> str:
    """Where this task is done."""
    kind = kind_of(task)
    return reverse(kind.url_name, args=[task.subject] if kind.takes_id else [])


def status_of(task: Task) -> StatusWord:
    return StatusWord(STATES[task.state], TONES[task.state])


def is_decision(task: Task) -> bool:
    return kind_of(task).decision


def is_late(task: Task) -> bool:
    return task.state in {"overdue", "escalated"}
