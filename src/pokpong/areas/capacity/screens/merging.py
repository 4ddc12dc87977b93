"""Records that may be one person: found, asked, confirmed by somebody else, taken apart."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.capacity.actions import ask_merge, confirm_merge, part_trainee, refuse_merge
from pokpong.areas.capacity.models import Trainee
from pokpong.areas.capacity.queries.trainees import alike, likely_doubles, records_of, trainees_of
from pokpong.areas.capacity.screens.enrolling import abouts
from pokpong.areas.capacity.screens.forms import ConfirmForm
from pokpong.areas.capacity.screens.people_forms import MergeForm, WhyForm
from pokpong.areas.capacity.screens.trainees import address, one, to, way
from pokpong.foundation.access.form_pages import done, form_page
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.ui.parts import Difference, Versions
from pokpong.foundation.ui.shell import Crumb

POST_OR_GET = ["GET", "POST"]


@require_GET
@page("trainee.ask_merge")
def doubles(request: PageRequest) -> HttpResponse:
    """Pairs whose names sound alike; and those that wait for somebody's yes or no."""
    pairs = likely_doubles(request.user)
    waiting = list(
        trainees_of(request.user).filter(state="merge_asked").select_related("asked_into").order_by("sort_key")
    )
    shown = [*waiting, *(row for pair in pairs for row in (pair[0], pair[1]))]
    seen(request, "trainee", shown)
    told = abouts(shown)
    title = _("Likely doubles")
    context = {
        "title": title,
        "waiting": [(row, told[row.pk]) for row in waiting],
        "pairs": [(first, told[first.pk], second, told[second.pk]) for first, second in pairs],
        "breadcrumbs": way(Crumb(title)),
    }
    return render(request, "capacity/doubles.html", context)


@require_http_methods(POST_OR_GET)
@page("trainee.ask_merge")
def ask(request: PageRequest, trainee: UUID) -> HttpResponse:
    """Asks that this record is joined to another whose name sounds alike."""
    row = one(request, trainee)
    candidates = [found.trainee for found in alike(request.user, row.name, row.latin_name, besides=records_of(row))]
    seen(request, "trainee", candidates)
    told = abouts([row, *candidates])
    form = MergeForm(request.POST if request.method == "POST" else None)
    form.offer("into", [(str(found.pk), f"{found.name} · {told[found.pk]}") for found in candidates])
    if form.is_bound and form.is_valid():
        into, why = UUID(form.cleaned_data["into"]), form.cleaned_data["why"]
        if form.perform(ask_merge, by=request.user, trainee=row.pk, into=into, why=why) is not None:
            return done(request, _("Somebody else is asked to confirm that both are one person."), address(row))
    title = _("Join with another record")
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "row": row,
        "about": told[row.pk],
        "candidates": candidates,
    }
    return render(request, "capacity/merge.html", {**context, "back": address(row), "breadcrumbs": to(row, title)})


@require_http_methods(POST_OR_GET)
@page("trainee.confirm_merge")
def confirm(request: PageRequest, trainee: UUID) -> HttpResponse:
    """Both records side by side; yes joins them."""
    row = one(request, trainee)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.perform(confirm_merge, by=request.user, trainee=row.pk) is not None:
        return done(request, _("Both records are one person now. This can be taken back."), address(row))
    other = row.asked_into
    seen(request, "trainee", [other] if other is not None else [])
    title = _("Are they one person?")
    versions = _side_by_side(row, other) if other is not None else None
    context = {
        "form": form,
        "title": title,
        "row": row,
        "versions": versions,
        "is_own": row.asked_by == request.user.id,
    }
    return render(request, "capacity/confirm.html", {**context, "back": address(row), "breadcrumbs": to(row, title)})


def _side_by_side(row: Trainee, other: Trainee) -> Versions:
    told = abouts([row, other])
    names = ((_("Name"), "name"), (_("Name in Latin letters"), "latin_name"), (_("Telephone number"), "phone"))
    rows = [Difference(field, words, getattr(row, field), getattr(other, field)) for words, field in names]
    rows.append(Difference("about", _("What they are"), told[row.pk], told[other.pk]))
    return Versions(_("This record"), _("The record that goes on"), rows)


@require_http_methods(POST_OR_GET)
@page("trainee.refuse_merge")
def refuse(request: PageRequest, trainee: UUID) -> HttpResponse:
    """They are two people."""
    row = one(request, trainee)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if (
        form.is_bound
        and form.is_valid()
        and form.perform(refuse_merge, by=request.user, trainee=row.pk, why=form.cleaned_data["why"]) is not None
    ):
        return done(request, _("Both records stay two people."), address(row))
    title = _("They are two people")
    return form_page(request, form, title=title, back=address(row), crumbs=to(row, title), button=title)


@require_http_methods(POST_OR_GET)
@page("trainee.part")
def part(request: PageRequest, trainee: UUID) -> HttpResponse:
    """Takes a joined record apart again."""
    row = one(request, trainee)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if (
        form.is_bound
        and form.is_valid()
        and form.perform(part_trainee, by=request.user, trainee=row.pk, why=form.cleaned_data["why"]) is not None
    ):
        return done(request, _("The records are two people again."), address(row))
    title = _("Take the records apart")
    lead = _("Figures of the past count them as two people again.")
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=to(row, title), button=title)
