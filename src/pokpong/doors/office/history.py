"""Who did and who read what, when: for the auditor, without content."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.doors.office import action_words, people_here
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.audit import queries
from pokpong.foundation.audit.models import Event, Reading
from pokpong.foundation.lao.text import canon
from pokpong.foundation.ui.fields import LaoDate, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.tables import Column, Table

SHOWN = 3  # ids of one reading that the list spells out


class HistoryForm(PokpongForm):
    """What narrows the list. Everything may stay empty."""

    since = LaoDate(label=gettext_lazy("From the day"), required=False, future=False)
    until = LaoDate(label=gettext_lazy("To the day"), required=False)
    who = Text(
        label=gettext_lazy("Done or read by"),
        help_text=gettext_lazy("A user name, or part of a name."),
        required=False,
        limit=60,
    )
    kind = forms.ChoiceField(label=gettext_lazy("About what"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=gettext_lazy("About what"),
            required=False,
            choices=[("", _("All")), *sorted(action_words.nouns().items(), key=lambda pair: pair[1])],
        )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error(
                "until", forms.ValidationError(_("This day lies before the first one."), code="until_before")
            )
        return values


def moments(since: dt.date | None, until: dt.date | None) -> Q:
    """The condition on `at` for whole days of the programme's time zone."""
    zone = timezone.get_current_timezone()
    found = Q()
    if since:
        found &= Q(at__gte=dt.datetime.combine(since, dt.time.min, zone))
    if until:
        found &= Q(at__lt=dt.datetime.combine(until + dt.timedelta(days=1), dt.time.min, zone))
    return found


def actors_called(text: str) -> list[UUID]:
    """Users whose user name is, or whose display name holds, `text`; programs by their words."""
    words = canon(text).strip().casefold()
    users = User.objects.filter(Q(username=words) | Q(display_name__icontains=canon(text).strip()))
    programs = [actor for actor, name in people_here.PROGRAMS.items() if words in str(name).casefold()]
    return [*users.values_list("pk", flat=True), *programs]


def narrowed(rows: QuerySet[Any], values: dict[str, Any], kind_field: str) -> QuerySet[Any]:
    """The rows that fit the form's answers."""
    rows = rows.filter(moments(values.get("since"), values.get("until")))
    if values.get("who"):
        rows = rows.filter(actor__in=actors_called(values["who"]))
    if values.get("kind"):
        rows = rows.filter(**{kind_field: values["kind"]})
    return rows


@dataclass(frozen=True)
class Line:
    """One row as the list shows it: never what the record says."""

    at: dt.datetime
    who: str
    what: str
    kind: str
    record: str


class Log(Table[Line], ABC):
    """Rows of an audit table, newest first; those of one page are named with one query."""

    order = "-at"
    empty_title = gettext_lazy("Nothing was noted for this choice")
    empty_text = gettext_lazy("Choose other days, another person or another kind.")

    @abstractmethod
    def lines(self, rows: Sequence[Any]) -> list[Line]:
        """What the table shows of these rows of one page."""

    @cached_property
    def page_rows(self) -> list[Line]:
        start = (self.page_number - 1) * self.page_size
        return self.lines(self.matching[start : start + self.page_size])


AT: Column[Line] = Column("at", gettext_lazy("When"), lambda line: line.at, sort="at")
WHO: Column[Line] = Column("who", gettext_lazy("Done or read by"), lambda line: line.who)
KIND: Column[Line] = Column("kind", gettext_lazy("About what"), lambda line: line.kind)


class Deeds(Log):
    name = "deeds"
    caption = gettext_lazy("What was done")
    columns = (
        AT,
        WHO,
        Column("what", gettext_lazy("What"), lambda line: line.what, sort="name"),
        KIND,
        Column("record", gettext_lazy("Number of the record"), lambda line: line.record),
    )

    def lines(self, rows: Sequence[Event]) -> list[Line]:
        names = people_here.names({row.actor for row in rows})
        return [
            Line(
                row.at,
                names[row.actor],
                action_words.words_of(row.name),
                action_words.noun_words(row.subject_kind),
                short(row.subject),
            )
            for row in rows
        ]


class Looks(Log):
    name = "looks"
    caption = gettext_lazy("What was read")
    columns = (
        AT,
        WHO,
        Column("what", gettext_lazy("On which page"), lambda line: line.what, sort="place"),
        KIND,
        Column("record", gettext_lazy("Numbers of the records"), lambda line: line.record),
    )

    def lines(self, rows: Sequence[Reading]) -> list[Line]:
        names = people_here.names({row.actor for row in rows})
        return [
            Line(row.at, names[row.actor], row.place, action_words.noun_words(row.kind), numbers(row.shown))
            for row in rows
        ]


def short(row_id: UUID | str) -> str:
    """The end of a record's id: enough to tell two apart, and it says nothing."""
    return str(row_id)[-12:]


def numbers(shown: Sequence[str]) -> str:
    """The first three ids of a list, and how many more there were."""
    first = ", ".join(short(row_id) for row_id in shown[:SHOWN])
    more = len(shown) - SHOWN
    return f"{first} + {more}" if more > 0 else first


@require_GET
@page("event.read")
def history(request: PageRequest) -> HttpResponse:
    """What was done, newest first."""
    return listed(request, Deeds, queries.latest(), "subject_kind")


@require_GET
@page("event.read")
def readings(request: PageRequest) -> HttpResponse:
    """What was read, newest first."""
    return listed(request, Looks, queries.readings(), "kind")


def listed(request: PageRequest, table: type[Log], rows: QuerySet[Any], kind_field: str) -> HttpResponse:
    """The page with its form; nothing is listed while the form cannot be understood."""
    form = HistoryForm(request.GET)
    found = narrowed(rows, form.cleaned_data, kind_field) if form.is_valid() else rows.none()
    shown = table(found, request.GET, path=request.path)
    narrows = not form.is_valid() or any(form.cleaned_data.values())
    context = {"form": form, "table": shown, "reads": table is Looks, "narrowed": narrows}
    return render(request, "office/history.html", context)
