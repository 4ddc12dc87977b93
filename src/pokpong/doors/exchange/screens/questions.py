"""A row that may be about somebody who is there already: a person decides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.models import Case
from pokpong.doors.exchange.actions.files import answer_row
from pokpong.doors.exchange.cases.jsons import from_json
from pokpong.doors.exchange.htcds.field_words import words_of
from pokpong.doors.exchange.htcds.records import CaseRecord
from pokpong.doors.exchange.htcds.rows import write_row
from pokpong.doors.exchange.screens.finding import address, crumbs, found
from pokpong.doors.exchange.screens.forms import AnswerForm
from pokpong.doors.exchange.verdicts import NEW_PERSON
from pokpong.foundation.access.form_pages import done
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.lao.dates import format_date_short
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.people.models import Person


@require_http_methods(["GET", "POST"])
@page("import.answer")
def answer(request: PageRequest, file: UUID, row: int) -> HttpResponse:
    """One row, and the persons in sight whom it may be about."""
    held = found(request, file)
    question = held.open_questions.get(str(row))
    if question is None or held.state != "done":
        raise NotThere(str(row))
    persons = list(Person.objects.visible_to(request.user).filter(pk__in=question["persons"]).order_by("pk"))
    form = AnswerForm(request.POST if request.method == "POST" else None, persons=_choices(request, persons))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data["person"]
        person = None if said == NEW_PERSON else UUID(said)
        if form.perform(answer_row, by=request.user, file=held.pk, row=row, person=person) is not None:
            return done(request, _("The row was brought in."), address(held))
    seen(request, "person", persons)
    context = {
        "number": row,
        "form": form,
        "facts": _facts(from_json(question["said"])),
        "repeated": not persons,
        "back": address(held),
        "breadcrumbs": crumbs(Crumb(_("Workbook"), address(held)), Crumb(_("Row %(number)s") % {"number": row})),
    }
    return render(request, "exchange/question.html", context)


def _choices(request: PageRequest, persons: list[Person]) -> list[tuple[str, str]]:
    cases: dict[UUID, str] = dict(
        Case.objects.visible_to(request.user).filter(person__in=persons).values_list("person", "number")
    )
    return [(str(person.pk), _described(person, cases.get(person.pk, ""))) for person in persons]


def _described(person: Person, case: str) -> str:
    born = format_date_short(person.birth_date) if person.birth_date else str(person.get_age_band_display())
    words = (person.name, person.number, str(person.get_sex_display()), born, case or _("no case in my sight"))
    return _("The same as %(person)s") % {"person": " · ".join(words)}


def _facts(record: CaseRecord) -> list[Any]:
    """What the row says, in the order of the record."""
    return [SummaryRow(words_of(name), value) for name, value in write_row(record).items()]
