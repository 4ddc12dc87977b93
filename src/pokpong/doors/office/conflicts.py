"""Two edits of one field that did not know of each other: both are shown, one person chooses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.doors.office import action_words, conflict_words, people_here, waiting
from pokpong.doors.office.conflict_words import KINDS
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions import amend
from pokpong.foundation.actions.conflicts import settle_conflict, visible_conflict
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.actions.models import Conflict, FieldChange
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.ui.parts import Difference, Link, Versions
from pokpong.foundation.ui.tables import Column, Table
from pokpong.foundation.ui.templatetags.ui import lao_date


class ChoiceForm(ActionForm):
    choice = forms.ChoiceField(
        label=gettext_lazy("Which value is right?"),
        help_text=gettext_lazy("The other one is not lost: it stays in the history of the record."),
        widget=forms.RadioSelect,
        choices=[
            ("kept", gettext_lazy("Keep the value that stands there now")),
            ("offered", gettext_lazy("Take the other value")),
        ],
    )


@dataclass(frozen=True)
class Line:
    """An open conflict as the list shows it: without the values."""

    conflict: Conflict
    who: str

    @property
    def kind(self) -> str:
        return action_words.noun_words(self.conflict.kind)

    @property
    def field(self) -> str:
        return conflict_words.field_words(self.conflict.kind, self.conflict.field)

    @property
    def at(self) -> dt.datetime:
        return self.conflict.at


class OpenConflicts(Table[Line]):
    name = "conflicts"
    caption = gettext_lazy("Choices that wait for you")
    columns = (
        Column("field", gettext_lazy("What both changed"), lambda line: line.field),
        Column("kind", gettext_lazy("In"), lambda line: line.kind),
        Column("at", gettext_lazy("When"), lambda line: line.at, sort="at"),
        Column("who", gettext_lazy("Whose edit came second"), lambda line: line.who),
    )
    order = "at"
    empty_title = gettext_lazy("No choice waits for you")
    empty_text = gettext_lazy(
        "When two people change the same field without knowing of each other, both values stand here."
    )


@require_GET
@page("conflict.settle")
def conflicts(request: PageRequest) -> HttpResponse:
    """The open conflicts of records the reader may see."""
    found = waiting.open_conflicts(request)
    names = people_here.names({conflict.who for conflict in found})
    table = OpenConflicts(
        [Line(conflict, names[conflict.who]) for conflict in found],
        request.GET,
        path=request.path,
        row_url=lambda line: reverse("office:conflict", args=[line.conflict.pk]),
    )
    return render(request, "office/conflicts.html", {"table": table})


@require_http_methods(["GET", "POST"])
@page("conflict.settle")
def conflict(request: PageRequest, conflict_id: UUID) -> HttpResponse:
    """Both values side by side, with who and when; the reader chooses one."""
    found, row = visible_conflict(request.user, conflict_id)
    if not KINDS[found.kind].sees(request.user, row, found.field):
        raise NotThere(str(conflict_id))
    form = ChoiceForm(request.POST or None)
    if request.method == "POST" and form.perform(
        settle_conflict, by=request.user, conflict=found.pk, choice=request.POST.get("choice", "")
    ):
        messages.success(request, _("Your choice was kept. Both values stand in the history."))
        return HttpResponseRedirect(reverse("office:conflicts"))
    seen(request, found.kind, [row])
    kind = KINDS[found.kind]
    context = {
        "form": form,
        "conflict": found,
        "is_open": found.state == "open",
        "record": Link(f"{action_words.noun_words(found.kind)} {kind.title(row)}", kind.url(row)),
        "versions": versions(found, row),
    }
    return render(request, "office/conflict.html", context)


def versions(found: Conflict, row: Any) -> Versions:
    """The value that stands there and the one that was not applied."""
    field = conflict_words.field_words(found.kind, found.field)
    last = FieldChange.objects.filter(row=found.row, field=found.field, at__lte=found.at).order_by("-version").first()
    names = people_here.names({found.who, last.who if last else None})
    shown = KINDS[found.kind].shown
    return Versions(
        _("Stands there now: %(who)s") % {"who": by_and_when(names[last.who], last.at) if last else _("not named")},
        _("The other value: %(who)s") % {"who": by_and_when(names[found.who], found.at)},
        [Difference(found.field, field, shown(found.field, as_kept(row, found.field)), offered(found, shown))],
    )


def by_and_when(who: str, when: dt.datetime) -> str:
    return f"{who}, {lao_date(when)}"


def as_kept(row: Any, field: str) -> Any:
    """The present value as plainly as an old one comes back: days and ids as text."""
    value = getattr(row, field)
    return str(value) if isinstance(value, dt.date | UUID) else value


def offered(found: Conflict, shown: Any) -> object:
    value: object = shown(found.field, amend.offered_value(found))
    return value
