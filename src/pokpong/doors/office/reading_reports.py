"""Who saw a person: for the supervisor of the person's place, and for the auditor without any content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.protection.models import Case
from pokpong.doors.office import action_words, people_here
from pokpong.doors.office.history import HistoryForm, narrowed, short
from pokpong.doors.office.watching import readers
from pokpong.doors.office.watching.readers import Look
from pokpong.foundation.access import row_security
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.ui.fields import Text
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.table_rows import Filter
from pokpong.foundation.ui.tables import Column, Table
from pokpong.registers.people.models import Person
from pokpong.registers.people.screens.common import crumbs
from pokpong.registers.people.screens.links import PersonLink

USUAL_PERIOD = dt.timedelta(days=365)  # shown when no first day was chosen


class RecordForm(HistoryForm):
    """For the auditor, who names a record by the number that the history shows."""

    record = Text(
        label=gettext_lazy("Number of the record"),
        help_text=gettext_lazy("The twelve signs that the history shows for the record of a person."),
        required=False,
        limit=12,
    )
    field_order = ("record", "since", "until", "who", "kind")


class Looks(Table[Look]):
    """The latest first. Who looked is named with one query for a page."""

    name = "looks"
    caption = gettext_lazy("Who saw or did something, the latest first")
    order = "-at"
    empty_title = gettext_lazy("Nobody, in this choice")
    empty_text = gettext_lazy("Choose other days, another person or another kind.")
    filters = (
        Filter(
            "what",
            gettext_lazy("Read or done"),
            (("read", gettext_lazy("Only read")), ("done", gettext_lazy("Done"))),
        ),
    )

    @cached_property
    def people(self) -> dict[UUID | None, str]:
        return people_here.names({look.who for look in self.page_rows})

    @property
    def columns(self) -> tuple[Column[Look], ...]:
        return (
            Column("at", gettext_lazy("When"), lambda look: look.at, sort=lambda look: look.at),
            Column("who", gettext_lazy("Who"), lambda look: self.people[look.who], sort=lambda look: str(look.who)),
            Column("what", gettext_lazy("What"), what_words, sort=lambda look: look.deed or look.place),
            Column("kind", gettext_lazy("About what"), kind_of, sort=kind_of),
            Column(
                "record", gettext_lazy("Record"), lambda look: short(look.record), sort=lambda look: look.record.hex
            ),
        )


def kind_of(look: Look) -> str:
    return action_words.noun_words(look.kind)


def what_words(look: Look) -> str:
    if look.deed:
        return action_words.words_of(look.deed)
    return _("Read (%(page)s)") % {"page": look.place}


def looks_of(records: set[UUID], form: HistoryForm) -> Sequence[Look]:
    """Of the chosen period, reader and kind; nothing while the form cannot be understood."""
    if not form.is_valid():
        return []
    values: dict[str, Any] = dict(form.cleaned_data)
    if not values.get("since") and not values.get("until"):
        values["since"] = clock.today() - USUAL_PERIOD
    return readers.looks_at(records, lambda rows, kind_field: narrowed(rows, values, kind_field))


@require_GET
@page("reading.read")
def who_saw(request: PageRequest, person: UUID) -> HttpResponse:
    """404 for a person out of sight. Cases out of the reader's sight are left out."""
    row = Person.objects.visible_to(request.user).filter(pk=person).first()
    if row is None:
        raise NotThere(str(person))
    persons = readers.persons_of(row.pk)
    cases = Case.objects.visible_to(request.user).filter(person__in=persons)
    seen(request, "person", [row])
    form = HistoryForm(request.GET)
    looks = looks_of(readers.records_of(persons, cases), form)
    return _shown(request, form, looks, crumbs(request, row, _("Who saw this person")), title=_("Who saw this person"))


@require_GET
@page("event.read")
def who_saw_record(request: PageRequest) -> HttpResponse:
    """The same by the number of a record, without a name: users, times, pages, numbers."""
    form = RecordForm(request.GET)
    named = form.cleaned_data["record"] if form.is_valid() else ""
    looks: Sequence[Look] = []
    with row_security.scope("program:who_saw"):
        person = readers.person_ending_in(named) if len(named) == 12 else None
        if person is not None:
            persons = readers.persons_of(person)
            looks = looks_of(readers.records_of(persons, Case.objects.filter(person__in=persons)), form)
    trail = [Crumb(_("History"), reverse("office:history")), Crumb(_("Who saw a record"))]
    unknown = bool(named) and person is None
    return _shown(request, form, looks, trail, title=_("Who saw a record"), asks=not named, unknown=unknown)


def _shown(
    request: PageRequest, form: HistoryForm, looks: Sequence[Look], trail: list[Crumb], **more: Any
) -> HttpResponse:
    table = Looks(looks, request.GET, path=request.path)
    narrows = not form.is_valid() or any(form.cleaned_data.values())
    context = {"form": form, "table": table, "breadcrumbs": trail, "narrowed": narrows, **more}
    return render(request, "office/who_saw.html", context)


def link(request: PageRequest, person: Person) -> list[PersonLink]:
    """For the page of a person."""
    if not request.user.may("reading.read"):
        return []
    return [PersonLink(_("Who saw this person"), reverse("office:who_saw", args=[person.pk]), "eye", "quiet")]
