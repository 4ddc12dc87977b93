"""Triage, with likely doubles side by side, and joining them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection import doubles
from pokpong.areas.protection.actions import join_concern, triage_concern
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.screens import presenters
from pokpong.areas.protection.screens.concerns import address, crumbs, facts, found
from pokpong.areas.protection.screens.forms import JoinForm, TriageForm
from pokpong.areas.protection.screens.hotlines import hotlines
from pokpong.areas.protection.vocabulary import concerns as vocabulary
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.ui.parts import Difference, SummaryRow, Versions
from pokpong.registers.places.queries import labels


@page("concern.triage")
@require_http_methods(["GET", "POST"])
def triage(request: PageRequest, concern: UUID) -> HttpResponse:
    """Decides; what may be the same concern stands beside it with the reasons why."""
    row = found(request, concern)
    form = TriageForm(request.POST or None)
    if request.method == "POST":
        done = form.perform(
            triage_concern,
            by=request.user,
            concern=row.pk,
            decision=request.POST.get("decision", ""),
            reason=form.cleaned_data.get("reason", "") if form.is_valid() else "",
        )
        if done is not None:
            messages.success(request, _("Decided. The next step stands on the page of the concern."))
            return redirect(address(row))
    likely = doubles.find(request.user, row)
    seen(request, "concern", [row, *(double.concern for double in likely.likely)])
    context: dict[str, Any] = {
        "concern": row,
        "form": form,
        "hotlines": hotlines(),
        "urgency": presenters.urgency_word(row.urgency),
        "facts": presenters.known(facts(row)),
        "told": presenters.known(presenters.told_rows(presenters.columns_of(row))[1:]),
        "next_steps": [SummaryRow(words, vocabulary.NEXT_STEPS[code]) for code, words in vocabulary.DECISIONS.items()],
        "doubles": [_double(row, double) for double in likely.likely],
        "likely": likely,
        "may_join": request.user.may("concern.join", row.route_path),
        "breadcrumbs": crumbs(row, _("Decide what it needs")),
    }
    return render(request, "protection/triage.html", context)


def _double(row: Concern, double: doubles.Likely) -> dict[str, Any]:
    return {
        "concern": double.concern,
        "url": address(double.concern),
        "reasons": [doubles.REASONS[reason] for reason in double.reasons],
        "versions": side_by_side(row, double.concern),
    }


def side_by_side(row: Concern, other: Concern) -> Versions:
    """Two concerns, answer by answer."""
    left, right = presenters.columns_of(row), presenters.columns_of(other)
    places = labels([row.place_path, other.place_path])
    lines = [
        *zip(presenters.told_rows(left), presenters.told_rows(right), strict=True),
        *zip(
            presenters.fact_rows(left, places[row.place_path]),
            presenters.fact_rows(right, places[other.place_path]),
            strict=True,
        ),
    ]
    rows = [
        Difference(str(number), mine.label, mine.value, theirs.value)
        for number, (mine, theirs) in enumerate(lines)
        if mine.value or theirs.value
    ]
    return Versions(row.number, other.number, rows)


@page("concern.join")
@require_http_methods(["GET", "POST"])
def join(request: PageRequest, concern: UUID, into: UUID) -> HttpResponse:
    """Marks the first as a double of the second, after looking at both."""
    row, other = found(request, concern), found(request, into)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(join_concern, by=request.user, concern=row.pk, into=other.pk, reason=reason) is not None:
            messages.success(request, _("Joined. Both are kept; a supervisor can take them apart again."))
            return redirect(address(other))
    seen(request, "concern", [row, other])
    context = {
        "concern": row,
        "other": other,
        "form": form,
        "versions": side_by_side(row, other),
        "back": address(row),
        "breadcrumbs": crumbs(row, _("Join to another")),
    }
    return render(request, "protection/join.html", context)
