"""The service directory."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.form_pages import done, form_page, found, require
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.actions.services import (
    add_service_offer,
    amend_service_offer,
    end_service_offer,
    verify_service_offer,
)
from pokpong.registers.institutions.models import Organisation, ServiceOffer
from pokpong.registers.institutions.models.service import ServiceOfferQuerySet
from pokpong.registers.institutions.queries import directory, is_stale
from pokpong.registers.institutions.screens import presenting
from pokpong.registers.institutions.screens.forms import (
    AmendServiceForm,
    DirectoryForm,
    EndServiceForm,
    ServiceForm,
    VerifyForm,
)
from pokpong.registers.institutions.screens.tables import Services

SEARCHED = ("place", "place_text", "kind", "for_whom", "language")


def address(row: ServiceOffer) -> str:
    return reverse("institutions:service", args=[row.pk])


def crumbs(*more: Crumb) -> list[Crumb]:
    return presenting.crumbs(_("Services"), "services", *more)


@require_GET
@page("service_offer.read")
def service_list(request: PageRequest) -> HttpResponse:
    """Services by place, kind, for whom and language."""
    searched = any(name in request.GET for name in SEARCHED)
    form = DirectoryForm(request.GET) if searched else DirectoryForm()
    rows = directory(request.user)
    if searched and form.is_valid():
        asked = form.cleaned_data
        rows = directory(
            request.user,
            place=asked["place"].value if asked["place"] else None,
            kind=asked["kind"],
            for_whom=asked["for_whom"],
            language=asked["language"],
        )
    table = Services(rows, request.GET, path=request.path)
    return render(request, "institutions/services.html", {"form": form, "table": table})


def _rows(request: PageRequest) -> ServiceOfferQuerySet:
    return ServiceOffer.objects.visible_to(request.user).select_related("organisation")


@require_GET
@page("service_offer.read")
def service_page(request: PageRequest, service: UUID) -> HttpResponse:
    """One service, and what may be done with it."""
    row = found(_rows(request), service)
    place, offered = row.organisation.place_path, row.state == "offered"
    context: dict[str, Any] = {
        "row": row,
        "name": presenting.service_name(row),
        "facts": presenting.service_facts(row),
        "history": presenting.history(row),
        "stale": offered and is_stale(row),
        "verify_form": VerifyForm() if offered and request.user.may("service_offer.verify", place) else None,
        "may_amend": offered and request.user.may("service_offer.amend", place),
        "may_end": offered and request.user.may("service_offer.end", place),
        "breadcrumbs": crumbs(Crumb(presenting.service_name(row))),
    }
    return render(request, "institutions/service.html", context)


@require_http_methods(["GET", "POST"])
@page("service_offer.add")
def add(request: PageRequest, organisation: UUID) -> HttpResponse:
    """A new service of an organisation."""
    owner = found(Organisation.objects.visible_to(request.user), organisation)
    require(request, "service_offer.add", owner.place_path)
    form = ServiceForm(request.POST) if request.method == "POST" else ServiceForm(initial={"phone": owner.phone})
    if form.is_bound and form.is_valid():
        values = form.values()
        row = form.perform(
            add_service_offer,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            organisation=owner.pk,
            places=values.pop("place_paths"),
            for_whom=values.pop("for_whom_codes"),
            **values,
        )
        if row is not None:
            return done(request, _("The service was added to the directory."), address(row))
    title = _("Add a service")
    back = reverse("institutions:organisation", args=[owner.pk])
    return form_page(request, form, title=title, lead=owner.name, back=back, crumbs=crumbs(Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("service_offer.amend")
def amend(request: PageRequest, service: UUID) -> HttpResponse:
    """Changes of a service."""
    row = found(_rows(request), service)
    require(request, "service_offer.amend", row.organisation.place_path)
    form = AmendServiceForm(request.POST) if request.method == "POST" else AmendServiceForm(initial=_given(row))
    if form.is_bound and form.is_valid():
        changed = form.perform(
            amend_service_offer,
            by=request.user,
            service_offer=row.pk,
            base=form.cleaned_data["base"],
            changes=form.values(),
        )
        if changed is not None:
            return done(request, _("The changes were saved."), address(row))
    title = _("Change the service")
    return form_page(request, form, title=title, back=address(row), crumbs=_way(row, title))


def _way(row: ServiceOffer, title: str) -> list[Crumb]:
    return crumbs(Crumb(presenting.service_name(row), address(row)), Crumb(title))


def _given(row: ServiceOffer) -> dict[str, Any]:
    everywhere = "" in row.place_paths
    return {
        "base": row.version,
        "kind": row.kind,
        "name_lo": row.names.get("lo", ""),
        "name_en": row.names.get("en", ""),
        "places": [] if everywhere else row.place_paths,
        "everywhere": everywhere,
        "for_whom": row.for_whom_codes,
        "eligibility_lo": row.eligibility.get("lo", ""),
        "eligibility_en": row.eligibility.get("en", ""),
        "capacity": row.capacity,
        "hours_lo": row.hours.get("lo", ""),
        "hours_en": row.hours.get("en", ""),
        "languages": row.languages,
        "phone": row.phone,
    }


@require_http_methods(["POST"])
@page("service_offer.verify")
def verify(request: PageRequest, service: UUID) -> HttpResponse:
    """Notes that the service was checked today."""
    row = found(_rows(request), service)
    require(request, "service_offer.verify", row.organisation.place_path)
    form = VerifyForm(request.POST)
    if form.perform(verify_service_offer, by=request.user, service_offer=row.pk) is not None:
        return done(request, _("Noted: checked today."), address(row))
    title = _("I checked it today")
    return form_page(request, form, title=title, back=address(row), crumbs=_way(row, title))


@require_http_methods(["GET", "POST"])
@page("service_offer.end")
def end(request: PageRequest, service: UUID) -> HttpResponse:
    """Takes a service out of the directory."""
    row = found(_rows(request), service)
    require(request, "service_offer.end", row.organisation.place_path)
    form = EndServiceForm(request.POST) if request.method == "POST" else EndServiceForm()
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(end_service_offer, by=request.user, service_offer=row.pk, reason=reason) is not None:
            return done(request, _("The service is no longer in the directory."), address(row))
    title = _("Take the service out of the directory")
    lead = _("It stays in the records that name it.")
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=_way(row, title))
