"""Donors, and what they agreed to pay."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.form_pages import done, form_page, found
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.parts import Link, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.picker import ORGANISATIONS, id_of
from pokpong.registers.programme.actions.donors import (
    add_donor,
    add_funding,
    amend_donor,
    amend_funding,
    withdraw_funding,
)
from pokpong.registers.programme.models import Donor, Funding
from pokpong.registers.programme.plan_words import money_words
from pokpong.registers.programme.screens import presenting, projects
from pokpong.registers.programme.screens.forms import (
    AmendDonorForm,
    AmendFundingForm,
    DonorForm,
    FundingForm,
    ReasonForm,
)
from pokpong.registers.programme.screens.tables import Donors, Fundings


def crumbs(*more: Crumb) -> list[Crumb]:
    return presenting.crumbs(_("Donors"), "donors", *more)


def address(row: Donor) -> str:
    return reverse("programme:donor", args=[row.pk])


@require_GET
@page("donor.read")
def donor_list(request: PageRequest) -> HttpResponse:
    """Every donor."""
    rows = Donor.objects.visible_to(request.user).select_related("organisation")
    context = {
        "table": Donors(rows, request.GET, path=request.path),
        "may_add": request.user.may("donor.add"),
        "breadcrumbs": presenting.crumbs(_("Programme"), "hub", Crumb(_("Donors"))),
    }
    return render(request, "programme/donors.html", context)


@require_GET
@page("donor.read")
def donor_page(request: PageRequest, donor: UUID) -> HttpResponse:
    """What it pays for."""
    row = found(Donor.objects.visible_to(request.user).select_related("organisation"), donor)
    money = Funding.objects.visible_to(request.user).filter(donor=row).select_related("donor", "project")
    owner = row.organisation
    facts = [
        SummaryRow(_("Name in Lao"), in_language(row.names, "lo")),
        SummaryRow(_("Name in English"), row.names.get("en", "")),
        SummaryRow(
            _("Organisation"),
            Link(owner.name, reverse("institutions:organisation", args=[owner.pk])) if owner is not None else "",
        ),
    ]
    context: dict[str, Any] = {
        "row": row,
        "facts": presenting.filled(facts),
        "fundings": Fundings(money, request.GET, path=request.path),
        "history": presenting.history(row),
        "may_amend": request.user.may("donor.amend"),
        "breadcrumbs": crumbs(Crumb(row.name)),
    }
    return render(request, "programme/donor.html", context)


@require_http_methods(["GET", "POST"])
@page("donor.add")
def add(request: PageRequest) -> HttpResponse:
    """A new donor."""
    form = DonorForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        typed, new = form.values(), row_id_for(form.cleaned_data["call_id"])
        organisation = typed["organisation_id"]
        row = form.perform(add_donor, by=request.user, id=new, names=typed["names"], organisation=organisation)
        if row is not None:
            return done(request, _("The donor was added."), address(row))
    title = _("Add a donor")
    return form_page(request, form, title=title, back=reverse("programme:donors"), crumbs=crumbs(Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("donor.amend")
def amend(request: PageRequest, donor: UUID) -> HttpResponse:
    """Changes of a donor."""
    row = found(Donor.objects.visible_to(request.user), donor)
    given = {
        "base": row.version,
        "name_lo": row.names.get("lo", ""),
        "name_en": row.names.get("en", ""),
        "organisation": ORGANISATIONS.get(str(row.organisation_id)) if row.organisation_id else None,
    }
    form = AmendDonorForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid():
        base, changes = form.cleaned_data["base"], form.values()
        if form.perform(amend_donor, by=request.user, donor=row.pk, base=base, changes=changes) is not None:
            return done(request, _("The changes were saved."), address(row))
    title = _("Change the donor")
    way = crumbs(Crumb(row.name, address(row)), Crumb(title))
    return form_page(request, form, title=title, back=address(row), crumbs=way)


@require_http_methods(["GET", "POST"])
@page("funding.add")
def fund(request: PageRequest, project: UUID) -> HttpResponse:
    """Money of a donor for a project."""
    owner = projects.project_of(request, project)
    projects.require_keeper(request, "funding.add", owner)
    payers = [(row.pk, row.name) for row in Donor.objects.visible_to(request.user).order_by("sort_key")]
    form = FundingForm(request.POST if request.method == "POST" else None, donors=payers)
    if form.is_bound and form.is_valid():
        new, payer = row_id_for(form.cleaned_data["call_id"]), id_of(form.cleaned_data["donor"])
        row = form.perform(add_funding, by=request.user, id=new, project=owner.pk, donor=payer, **form.values())
        if row is not None:
            return done(request, _("The money was noted."), projects.address(owner))
    title = _("Note money of a donor")
    lead = owner.name if payers else _("Add the donor first: there is none yet.")
    way = projects.way(owner, Crumb(title))
    return form_page(request, form, title=title, lead=lead, back=projects.address(owner), crumbs=way)


def _funding(request: PageRequest, funding: UUID) -> Funding:
    rows = Funding.objects.visible_to(request.user).select_related("project", "donor")
    row: Funding = found(rows, funding)
    return row


def _money(row: Funding) -> str:
    return money_words(row.amount, row.currency)


@require_GET
@page(projects.READS)
def funding_page(request: PageRequest, funding: UUID) -> HttpResponse:
    """What one donor agreed to pay for one project."""
    row, user = _funding(request, funding), request.user
    facts = [
        SummaryRow(_("Donor"), row.donor.name),
        SummaryRow(_("Project"), Link(row.project.name, projects.address(row.project))),
        SummaryRow(_("Amount"), _money(row)),
        SummaryRow(_("First and last day"), presenting.from_to(row.starts, row.ends)),
        SummaryRow(_("Number of the agreement"), row.reference),
        SummaryRow(_("State"), presenting.status(row)),
    ]
    context: dict[str, Any] = {
        "row": row,
        "facts": presenting.filled(facts),
        "history": presenting.history(row),
        "may_amend": row.state == "agreed" and projects.keeps(user, "funding.amend", row.project),
        "may_withdraw": row.state == "agreed" and projects.keeps(user, "funding.withdraw", row.project),
        "breadcrumbs": projects.way(row.project, Crumb(_("Money of a donor"))),
    }
    return render(request, "programme/funding.html", context)


@require_http_methods(["GET", "POST"])
@page("funding.amend")
def amend_money(request: PageRequest, funding: UUID) -> HttpResponse:
    """Changes of what a donor pays."""
    row = _funding(request, funding)
    projects.require_keeper(request, "funding.amend", row.project)
    names = ("currency", "amount", "starts", "ends", "reference")
    given = {"base": row.version, **{name: getattr(row, name) for name in names}}
    form = AmendFundingForm(request.POST if request.method == "POST" else None, initial=given)
    back = reverse("programme:funding", args=[row.pk])
    if form.is_bound and form.is_valid():
        base, changes = form.cleaned_data["base"], form.values()
        if form.perform(amend_funding, by=request.user, funding=row.pk, base=base, changes=changes) is not None:
            return done(request, _("The changes were saved."), back)
    title = _("Change the money of a donor")
    return form_page(request, form, title=title, back=back, crumbs=projects.way(row.project, Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("funding.withdraw")
def withdraw(request: PageRequest, funding: UUID) -> HttpResponse:
    """The donor pays no longer."""
    row = _funding(request, funding)
    projects.require_keeper(request, "funding.withdraw", row.project)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    back = reverse("programme:funding", args=[row.pk])
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(withdraw_funding, by=request.user, funding=row.pk, reason=reason) is not None:
            return done(request, _("It was noted. What was agreed stays in the history."), back)
    title = _("The donor pays no longer")
    lead = f"{row.donor.name} · {_money(row)}"
    return form_page(request, form, title=title, lead=lead, back=back, crumbs=projects.way(row.project, Crumb(title)))
