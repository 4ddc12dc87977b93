"""Opening a case: for whom, then how the person came and where they are helped."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions.cases import open_case
from pokpong.areas.protection.models import Case, Concern
from pokpong.areas.protection.queries.opening import concerns_behind, visible_cases_of, without_case
from pokpong.areas.protection.screens.cases.finding import FindForm
from pokpong.areas.protection.screens.cases.forms import OpenForm
from pokpong.areas.protection.screens.cases.words import NAME_HIDDEN, names_shown
from pokpong.areas.protection.screens.of_case import address, crumbs_below
from pokpong.areas.protection.screens.raising_forms import Choices
from pokpong.areas.protection.states.concerns import WAITS_FOR_TRIAGE
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel import clock
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries.finding import find
from pokpong.registers.people.queries.sight import visible_person
from pokpong.registers.places.picker import PlacesOf


@page("case.open")
@require_http_methods(["GET", "POST"])
def choose_person(request: PageRequest) -> HttpResponse:
    """Who has no case yet, a search by name, and the way to register somebody."""
    form, too_many, searched = FindForm(request.POST or None), False, False
    persons = without_case(request.user)
    if request.method == "POST" and form.is_valid():
        found = find(request.user, form.cleaned_data["text"])
        persons, too_many, searched = [hit.person for hit in found.hits], found.too_many, True
    names = names_shown(request.user, persons)
    shown = [row for row in persons if row.pk in names]
    seen(request, "person", shown)
    context = {
        "form": form,
        "too_many": too_many,
        "searched": searched,
        "persons": [{"row": row, "name": names[row.pk], "url": open_url(row.pk)} for row in shown],
        "may_register": request.user.may("person.register"),
        "breadcrumbs": crumbs_below(_("Open a case")),
    }
    return render(request, "protection/cases/choose_person.html", context)


def open_url(person: UUID) -> str:
    return reverse("cases:open", args=[person])


@page("case.open")
@require_http_methods(["GET", "POST"])
def open_for(request: PageRequest, person: UUID) -> HttpResponse:
    """The questions of a new case. Afterwards the concern behind it, if one was chosen, is closed by its own step."""
    who = visible_person(request.user, person)
    form = OpenForm(request.POST or None, concerns=_concerns(request, who), initial=_usual(request, who))
    if form.is_valid():
        concern = form.concern_id()
        opened = form.perform(
            open_case,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            person=who.pk,
            concern=concern,
            **form.values(),
        )
        if opened is not None:
            return _after(request, opened, concern)
    cases = visible_cases_of(request.user, who.pk)
    names = names_shown(request.user, [who])
    seen(request, "person", [who])
    context: dict[str, Any] = {
        "form": form,
        "person": who,
        "name": names.get(who.pk, NAME_HIDDEN),
        "running": next(({"number": row.number, "url": address(row)} for row in cases if row.is_running), None),
        "closed": [{"number": row.number, "url": address(row)} for row in cases if not row.is_running],
        "breadcrumbs": crumbs_below(_("Open a case")),
    }
    return render(request, "protection/cases/open.html", context)


def _concerns(request: PageRequest, who: Person) -> Choices:
    """By number only: what was told stays on the page of the concern."""
    return [(str(row.pk), row.number) for row in concerns_behind(request.user, who.pk)]


def _usual(request: PageRequest, who: Person) -> dict[str, Any]:
    concerns = _concerns(request, who)
    district = who.district_path if PlacesOf(2).get(who.district_path) else ""
    behind = {"concern": concerns[0][0], "origin": "concern"} if concerns else {}
    return {"place": district, "opened_on": clock.today(), **behind}


def _after(request: PageRequest, case: Case, concern: UUID | None) -> HttpResponse:
    messages.success(request, _("The case is open, and you are responsible for it. Assess the risk next."))
    behind = Concern.objects.visible_to(request.user).filter(pk=concern).first() if concern else None
    if behind is None or behind.has_ended or not request.user.may("concern.close", behind.route_path):
        return redirect(address(case))
    if behind.state in WAITS_FOR_TRIAGE:
        messages.info(request, _("Decide about the concern now, then close it: the work goes on in the case."))
        return redirect("protection:triage", behind.pk)
    messages.info(request, _("Close the concern now: the work goes on in the case."))
    return redirect(f"{reverse('protection:close', args=[behind.pk])}?{urlencode({'outcome': 'case'})}")
