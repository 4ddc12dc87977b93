"""Two records of one person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.lao.dates import format_date_short
from pokpong.registers.people.actions.merging import merge_person, part_person
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries.finding import find
from pokpong.registers.people.screens.common import form_page, opened, person_url
from pokpong.registers.people.screens.forms.around import MergeForm, WhyForm
from pokpong.registers.places.queries import labels


def candidates(request: PageRequest, row: Person) -> list[tuple[str, str]]:
    """Other records with a like name in the reader's sight, with the facts that help to tell them apart."""
    found = {hit.person.pk: hit.person for name in row.name_texts for hit in find(request.user, name, row.sex).hits}
    found.pop(row.pk, None)
    places = labels({other.district_path for other in found.values()})
    seen(request, "person", found.values())
    return [(str(other.pk), facts(other, places)) for other in found.values()]


def facts(row: Person, places: dict[str, str]) -> str:
    """A record in one line: name, sex, age band, district, day of registration."""
    said = [row.name, row.get_sex_display(), row.get_age_band_display(), places.get(row.district_path, "")]
    return " · ".join([*said, format_date_short(row.registered_on)])


@require_http_methods(["GET", "POST"])
@page("person.merge")
def merge(request: PageRequest, person: UUID) -> HttpResponse:
    row, _parts = opened(request, person, "names")
    offered = candidates(request, row)
    form = MergeForm(request.POST or None, candidates=offered)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        done = form.perform(merge_person, by=request.user, person=row.pk, into=UUID(typed["into"]), why=typed["why"])
        if done is not None:
            messages.success(request, _("Both records are one person now. It can be taken apart again."))
            return redirect(person_url(UUID(typed["into"])))
    nothing = "" if offered else _("No other record of your places has a like name.")
    return form_page(
        request, form, title=_("The same person as another record"), person=row, send=_("Merge"), nothing=nothing
    )


@require_http_methods(["GET", "POST"])
@page("person.part")
def part(request: PageRequest, person: UUID) -> HttpResponse:
    row, _parts = opened(request, person)
    form = WhyForm(request.POST or None, label=_("Why are they two persons?"))
    if request.method == "POST" and form.is_valid():
        done = form.perform(part_person, by=request.user, person=row.pk, why=form.cleaned_data["why"])
        if done is not None:
            messages.success(request, _("The records stand apart again."))
            return redirect(person_url(row.pk))
    return form_page(request, form, title=_("Take the records apart"), person=row, send=_("Take apart"))
