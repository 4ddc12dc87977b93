"""Asking for the closure of a case, taking that back, and deciding as the second person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions.closing import approve_closure, ask_closure, send_back, take_back_closure
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.closures import waiting_closure
from pokpong.areas.protection.queries.open_work import unfinished, waiting_follow_ups
from pokpong.areas.protection.rules import closing as rules
from pokpong.areas.protection.screens.cases.closing_forms import CloseCaseForm
from pokpong.areas.protection.screens.cases.forms import ReasonForm
from pokpong.areas.protection.screens.cases.shown import closure_rows
from pokpong.areas.protection.screens.of_case import address, asked, at_rest, crumbs, done, found
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.problems import NotThere


@page("case.ask_closure")
@require_http_methods(["GET", "POST"])
def ask(request: PageRequest, case: UUID) -> HttpResponse:
    """What is still under way, with where to end it; then the reasons and the summary."""
    row = found(request, case)
    if (answer := at_rest(request, row, _("Ask for the closure"))) is not None:
        return answer
    work = unfinished(row)
    form = CloseCaseForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        closure = form.perform(
            ask_closure,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            case=row.pk,
            reasons=tuple(typed["reasons"]),
            told=typed["told"],
            summary=typed["summary"],
            wishes=typed["wishes"],
            follow_ups_go_on=typed["follow_ups_go_on"],
        )
        if closure is not None:
            return done(request, row, _("Asked. A supervisor who does not lead this case decides."))
    seen(request, "case", [row])
    context: dict[str, Any] = {
        "case": row,
        "form": form,
        "work": [{"words": part.words, "count": part.count, "url": address(row, part.part)} for part in work],
        "follow_ups": len(waiting_follow_ups(row)),
        "back": address(row),
        "breadcrumbs": crumbs(row, _("Ask for the closure")),
    }
    return render(request, "protection/cases/ask_closure.html", context)


@page("case.take_back_closure")
@require_http_methods(["GET", "POST"])
def take_back(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    form = ReasonForm(request.POST or None, required=False)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(take_back_closure, by=request.user, case=row.pk, reason=reason) is not None:
            return done(request, row, _("The closure was taken back; the work goes on."))
    return asked(request, row, form, _("Take the closure back"), _("Take it back"))


@page("case.approve_closure")
@require_http_methods(["GET", "POST"])
def approve(request: PageRequest, case: UUID) -> HttpResponse:
    """The second person reads what was asked, and closes the case."""
    row = found(request, case)
    form = ReasonForm(request.POST or None, label=_("Note"), help_text=_("Welcome, not needed."), required=False)
    if form.is_valid():
        note = form.cleaned_data["reason"]
        if form.perform(approve_closure, by=request.user, case=row.pk, note=note) is not None:
            return done(request, row, _("The case is closed. It can be opened again at any time."))
    return _decision(request, row, form, _("Approve the closure"), _("Close the case"))


@page("case.send_back")
@require_http_methods(["GET", "POST"])
def send(request: PageRequest, case: UUID) -> HttpResponse:
    """The second person says what is still to be done."""
    row = found(request, case)
    form = ReasonForm(request.POST or None, label=_("What is still to be done?"))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(send_back, by=request.user, case=row.pk, reason=reason) is not None:
            return done(request, row, _("Sent back. Who asked for it sees your words."))
    return _decision(request, row, form, _("Send the closure back"), _("Send it back"))


def _decision(request: PageRequest, row: Case, form: ReasonForm, title: str, button: str) -> HttpResponse:
    closure = waiting_closure(row)
    if closure is None:
        raise NotThere(str(row.pk))
    seen(request, "case", [row])
    own = rules.may_decide(by=request.user.pk, asked_by=closure.asked_by, lead=row.lead)
    context: dict[str, Any] = {
        "case": row,
        "form": form,
        "title": title,
        "button": button,
        "rows": closure_rows(closure, names_of([closure.asked_by])),
        "own_work": own[0].message if own else "",
        "back": address(row),
        "breadcrumbs": crumbs(row, title),
    }
    return render(request, "protection/cases/decide_closure.html", context)
