"""Figures of population with their source."""

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
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.places.queries import label
from pokpong.registers.programme.actions.population import (
    amend_population,
    record_population,
    withdraw_population,
)
from pokpong.registers.programme.models import Population
from pokpong.registers.programme.rules.population import SEX_WORDS
from pokpong.registers.programme.screens import bringing, presenting
from pokpong.registers.programme.screens.calendar_forms import AmendFigureForm, FiguresForm
from pokpong.registers.programme.screens.forms import ReasonForm
from pokpong.registers.programme.screens.tables import Populations, band_words


def crumbs(*more: Crumb) -> list[Crumb]:
    return presenting.crumbs(_("Population"), "population", *more)


def address(row: Population) -> str:
    return reverse("programme:population_figure", args=[row.pk])


def where(row: Population) -> str:
    return label(row.place_path) or _("the whole country")


def _way(row: Population, title: str) -> list[Crumb]:
    return crumbs(Crumb(f"{where(row)} · {row.year}", address(row)), Crumb(title))


@require_GET
@page("population.read")
def figure_list(request: PageRequest) -> HttpResponse:
    """Figures of this reader's places."""
    context = {
        "table": Populations(Population.objects.visible_to(request.user), request.GET, path=request.path),
        "may_record": request.user.may("population.record"),
        "import_url": bringing.FIGURES.url,
        "breadcrumbs": presenting.crumbs(_("Programme"), "hub", Crumb(_("Population"))),
    }
    return render(request, "programme/population.html", context)


@require_GET
@page("population.read")
def figure_page(request: PageRequest, population: UUID) -> HttpResponse:
    """One figure: where it comes from and what became of it."""
    row, user = found(Population.objects.visible_to(request.user), population), request.user
    facts = [
        SummaryRow(_("Place"), where(row)),
        SummaryRow(_("Year"), str(row.year)),
        SummaryRow(_("Sex"), SEX_WORDS[row.sex]),
        SummaryRow(_("Age group"), band_words(row.age_band)),
        SummaryRow(_("Number of people"), row.count),
        SummaryRow(_("Source"), row.source),
        SummaryRow(_("State"), presenting.status(row)),
    ]
    context: dict[str, Any] = {
        "row": row,
        "title": f"{where(row)} · {row.year}",
        "facts": facts,
        "history": presenting.history(row),
        "may_amend": row.state == "stated" and user.may("population.amend", row.place_path),
        "may_withdraw": row.state == "stated" and user.may("population.withdraw", row.place_path),
        "breadcrumbs": crumbs(Crumb(f"{where(row)} · {row.year}")),
    }
    return render(request, "programme/population_figure.html", context)


@require_http_methods(["GET", "POST"])
@page("population.record")
def add(request: PageRequest) -> HttpResponse:
    """Types figures of one source in."""
    form = FiguresForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        row = form.perform(
            record_population,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            place=form.place_path,
            year=typed["year"],
            source=typed["source"],
            figures=form.figures(),
        )
        if row is not None:
            return done(request, _("The figures were recorded."), reverse("programme:population"))
    title = _("Type figures in")
    lead = _("Leave empty what the source does not say. Figures of other age groups come in by a file.")
    return form_page(
        request, form, title=title, lead=lead, back=reverse("programme:population"), crumbs=crumbs(Crumb(title))
    )


@require_http_methods(["GET", "POST"])
@page("population.amend")
def amend(request: PageRequest, population: UUID) -> HttpResponse:
    """Corrects a number."""
    row = found(Population.objects.visible_to(request.user), population)
    require(request, "population.amend", row.place_path)
    given = {"base": row.version, "count": row.count}
    form = AmendFigureForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid():
        base, count = form.cleaned_data["base"], form.cleaned_data["count"]
        if form.perform(amend_population, by=request.user, population=row.pk, base=base, count=count) is not None:
            return done(request, _("The changes were saved."), address(row))
    title = _("Correct the figure")
    return form_page(request, form, title=title, back=address(row), crumbs=_way(row, title))


@require_http_methods(["GET", "POST"])
@page("population.withdraw")
def withdraw(request: PageRequest, population: UUID) -> HttpResponse:
    """Takes a figure out of use."""
    row = found(Population.objects.visible_to(request.user), population)
    require(request, "population.withdraw", row.place_path)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(withdraw_population, by=request.user, population=row.pk, reason=reason) is not None:
            return done(request, _("The figure is out of use. It stays in the history."), address(row))
    title = _("Take the figure out of use")
    return form_page(request, form, title=title, back=address(row), crumbs=_way(row, title))
