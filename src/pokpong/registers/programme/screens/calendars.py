"""Calendars, and the periods of their years."""

from __future__ import annotations

from dataclasses import asdict
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
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.programme import shipped as coming
from pokpong.registers.programme.actions.calendars import add_calendar, amend_calendar, make_periods
from pokpong.registers.programme.models import Calendar
from pokpong.registers.programme.queries.periods import period_of, year_of
from pokpong.registers.programme.rules.calendar import KIND_WORDS
from pokpong.registers.programme.screens import presenting
from pokpong.registers.programme.screens.calendar_forms import AmendCalendarForm, CalendarForm, TakeForm, YearForm
from pokpong.registers.programme.screens.tables import Calendars, Periods


def crumbs(*more: Crumb) -> list[Crumb]:
    return presenting.crumbs(_("Calendars"), "calendars", *more)


def address(row: Calendar) -> str:
    return reverse("programme:calendar", args=[row.pk])


def _way(row: Calendar, title: str) -> list[Crumb]:
    return crumbs(Crumb(row.name, address(row)), Crumb(title))


@require_GET
@page("calendar.read")
def calendar_list(request: PageRequest) -> HttpResponse:
    """The calendars in use, and those that could be taken over."""
    rows = Calendar.objects.visible_to(request.user)
    there = set(rows.values_list("code", flat=True))
    offered = [
        (in_language(one.names), reverse("programme:calendar_take", args=[code]))
        for code, one in coming.calendars().items()
        if code not in there
    ]
    may_add = request.user.may("calendar.add")
    context = {
        "table": Calendars(rows, request.GET, path=request.path),
        "offered": offered if may_add else [],
        "may_add": may_add,
        "breadcrumbs": presenting.crumbs(_("Programme"), "hub", Crumb(_("Calendars"))),
    }
    return render(request, "programme/calendars.html", context)


@require_GET
@page("calendar.read")
def calendar_page(request: PageRequest, calendar: UUID) -> HttpResponse:
    """What it is, the period of today, and all its periods."""
    row, user = found(Calendar.objects.visible_to(request.user), calendar), request.user
    today = clock.today()
    now = period_of(row, today)
    facts = [
        SummaryRow(_("Code"), row.code),
        SummaryRow(_("Name in Lao"), in_language(row.names, "lo")),
        SummaryRow(_("Name in English"), row.names.get("en", "")),
        SummaryRow(_("The year begins on"), f"{row.start_day}/{row.start_month}"),
        SummaryRow(_("Parts of the year"), ", ".join(str(KIND_WORDS[part]) for part in row.parts)),
        SummaryRow(_("How a year is called"), in_language(row.year_names)),
        SummaryRow(
            _("Today"),
            now.name
            if now is not None
            else _("The periods of the year %(year)s were not made yet.") % {"year": year_of(row, today)},
        ),
    ]
    context: dict[str, Any] = {
        "row": row,
        "facts": presenting.filled(facts),
        "periods": Periods(row.periods.all(), request.GET, path=request.path),
        "history": presenting.history(row),
        "may_amend": user.may("calendar.amend"),
        "may_make": user.may("period.make"),
        "breadcrumbs": crumbs(Crumb(row.name)),
    }
    return render(request, "programme/calendar.html", context)


@require_http_methods(["GET", "POST"])
@page("calendar.add")
def add(request: PageRequest) -> HttpResponse:
    """A calendar of one's own."""
    form = CalendarForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        new, code = row_id_for(form.cleaned_data["call_id"]), form.cleaned_data["code"]
        row = form.perform(add_calendar, by=request.user, id=new, code=code, **form.values())
        if row is not None:
            return done(request, _("The calendar was added."), address(row))
    title = _("Add a calendar")
    return form_page(request, form, title=title, back=reverse("programme:calendars"), crumbs=crumbs(Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("calendar.add")
def take(request: PageRequest, shipped: str) -> HttpResponse:
    """Takes over a calendar that comes with Pokpong."""
    offer = coming.calendars().get(shipped)
    if offer is None:
        raise NotThere(shipped)
    form = TakeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        new = row_id_for(form.cleaned_data["call_id"])
        row = form.perform(add_calendar, by=request.user, id=new, **asdict(offer))
        if row is not None:
            return done(request, _("The calendar was added."), address(row))
    title = _("Take over a calendar")
    lead, back = in_language(offer.names), reverse("programme:calendars")
    return form_page(request, form, title=title, lead=lead, back=back, crumbs=crumbs(Crumb(title)))


@require_http_methods(["GET", "POST"])
@page("calendar.amend")
def amend(request: PageRequest, calendar: UUID) -> HttpResponse:
    """Changes of a calendar."""
    row = found(Calendar.objects.visible_to(request.user), calendar)
    form = AmendCalendarForm(request.POST if request.method == "POST" else None, initial=_given(row))
    if form.is_bound and form.is_valid():
        base, changes = form.cleaned_data["base"], form.values()
        if form.perform(amend_calendar, by=request.user, calendar=row.pk, base=base, changes=changes) is not None:
            return done(request, _("The changes were saved."), address(row))
    title = _("Change the calendar")
    return form_page(request, form, title=title, back=address(row), crumbs=_way(row, title))


def _given(row: Calendar) -> dict[str, Any]:
    names = ("start_month", "start_day", "parts", "named_by_end")
    return {
        "base": row.version,
        "name_lo": row.names.get("lo", ""),
        "name_en": row.names.get("en", ""),
        "year_name_lo": row.year_names.get("lo", ""),
        "year_name_en": row.year_names.get("en", ""),
        **{name: getattr(row, name) for name in names},
    }


@require_http_methods(["GET", "POST"])
@page("period.make")
def make(request: PageRequest, calendar: UUID) -> HttpResponse:
    """Makes the periods of a year."""
    row = found(Calendar.objects.visible_to(request.user), calendar)
    last = row.periods.order_by("-year").values_list("year", flat=True).first()
    given = {"year": last + 1 if last is not None else year_of(row, clock.today())}
    form = YearForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid():
        new, year = row_id_for(form.cleaned_data["call_id"]), form.cleaned_data["year"]
        if form.perform(make_periods, by=request.user, id=new, calendar=row.pk, year=year) is not None:
            return done(request, _("The periods were made."), address(row))
    title = _("Make the periods of a year")
    return form_page(request, form, title=title, lead=row.name, back=address(row), crumbs=_way(row, title))
