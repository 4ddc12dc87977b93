"""The directory of organisations, and an organisation's own page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.form_pages import done, form_page, found, require
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.actions.organisations import add_organisation, amend_organisation
from pokpong.registers.institutions.models import Official, Organisation, ServiceOffer
from pokpong.registers.institutions.picker import ORGANISATIONS
from pokpong.registers.institutions.screens import presenting
from pokpong.registers.institutions.screens.forms import AmendOrganisationForm, OrganisationForm
from pokpong.registers.institutions.screens.tables import Officials, Organisations, Services
from pokpong.registers.places.picker import PlacesOf

SUGGESTIONS = 12


def address(row: Organisation) -> str:
    return reverse("institutions:organisation", args=[row.pk])


def crumbs(*more: Crumb) -> list[Crumb]:
    return presenting.crumbs(_("Organisations"), "organisations", *more)


@require_GET
@page("organisation.read")
def organisation_list(request: PageRequest) -> HttpResponse:
    """Every organisation, to search and filter."""
    table = Organisations(Organisation.objects.visible_to(request.user), request.GET, path=request.path)
    may_add = request.user.may("organisation.add")
    return render(request, "institutions/organisations.html", {"table": table, "may_add": may_add})


@require_GET
@page("organisation.read")
def organisation_page(request: PageRequest, organisation: UUID) -> HttpResponse:
    """What it is, its offices, its services, and its people for those who read officials."""
    row = found(Organisation.objects.visible_to(request.user).select_related("parent"), organisation)
    user = request.user
    services = ServiceOffer.objects.visible_to(user).filter(organisation=row, state="offered")
    serving = Official.objects.visible_to(user).serving(clock.today()).once().filter(organisation=row)
    people = Officials(serving.select_related("organisation"), request.GET, path=request.path)
    reads_people = user.may("official.read")
    if reads_people:
        seen(request, "official", people.page_rows)
    context: dict[str, Any] = {
        "row": row,
        "facts": presenting.organisation_facts(row),
        "history": presenting.history(row),
        "offices": row.offices.filter(state="active").order_by("sort_key"),
        "services": Services(services.select_related("organisation"), request.GET, path=request.path),
        "people": people if reads_people else None,
        "may_amend": user.may("organisation.amend", row.place_path),
        "may_add_service": row.state == "active" and user.may("service_offer.add", row.place_path),
        "may_add_official": row.state == "active" and user.may("official.add"),
        "breadcrumbs": crumbs(Crumb(row.name)),
    }
    return render(request, "institutions/organisation.html", context)


@require_http_methods(["GET", "POST"])
@page("organisation.add")
def add(request: PageRequest) -> HttpResponse:
    """A new organisation."""
    form = OrganisationForm(request.POST) if request.method == "POST" else OrganisationForm()
    if form.is_bound and form.is_valid():
        values = form.values()
        row = form.perform(
            add_organisation,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            kind=values["kind"],
            names=values["names"],
            place=values["place_path"],
            parent=values["parent_id"],
            short_names=values["short_names"],
            phone=values["phone"],
            address=values["address"],
        )
        if row is not None:
            return done(request, _("The organisation was added."), address(row))
    title = _("Add an organisation")
    return form_page(
        request, form, title=title, back=reverse("institutions:organisations"), crumbs=crumbs(Crumb(title))
    )


@require_http_methods(["GET", "POST"])
@page("organisation.amend")
def amend(request: PageRequest, organisation: UUID) -> HttpResponse:
    """Changes of an organisation; closing it."""
    row = found(Organisation.objects.visible_to(request.user), organisation)
    require(request, "organisation.amend", row.place_path)
    sent = request.POST if request.method == "POST" else None
    form = AmendOrganisationForm(sent, initial=_given(row))
    if form.is_bound and form.is_valid():
        changed = form.perform(
            amend_organisation,
            by=request.user,
            organisation=row.pk,
            base=form.cleaned_data["base"],
            changes=form.values(),
            state=form.cleaned_data["state"] or None,
            reason=form.cleaned_data["reason"],
        )
        if changed is not None:
            return done(request, _("The changes were saved."), address(row))
    title = _("Change the organisation")
    way = crumbs(Crumb(row.name, address(row)), Crumb(title))
    return form_page(request, form, title=title, back=address(row), crumbs=way)


def _given(row: Organisation) -> dict[str, Any]:
    return {
        "base": row.version,
        "name_lo": row.names.get("lo", ""),
        "name_en": row.names.get("en", ""),
        "short_name_lo": row.short_names.get("lo", ""),
        "kind": row.kind,
        "place": PlacesOf().get(row.place_path) if row.place_path else None,
        "parent": ORGANISATIONS.get(str(row.parent_id)) if row.parent_id else None,
        "phone": row.phone,
        "address": row.address,
        "state": row.state,
    }


@require_GET
@page("organisation.read")
def find_json(request: PageRequest) -> JsonResponse:
    """Suggestions for pickers: `{"results": [{"value": id, "label", "detail"}]}`."""
    results = ORGANISATIONS.find(request.GET.get("q", "")[:200], SUGGESTIONS)
    return JsonResponse({"results": [choice.as_json() for choice in results]})
