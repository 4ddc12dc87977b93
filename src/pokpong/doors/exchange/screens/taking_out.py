"""Taking cases out: asking for it, the page on which a second person decides, and the copies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pokpong.areas.protection.states.cases import CASE
from pokpong.doors.exchange.actions.asking import ask_export, refuse_export, release_export, take_back_export
from pokpong.doors.exchange.actions.exports import not_open
from pokpong.doors.exchange.exporting import take_out
from pokpong.doors.exchange.models import Export, ExportRequest
from pokpong.doors.exchange.releasers import RELEASE
from pokpong.doors.exchange.screens.export_forms import AskForm, RefuseForm
from pokpong.doors.exchange.screens.finding import crumbs, workbook_answer
from pokpong.doors.exchange.screens.words import Copies, export_word
from pokpong.doors.exchange.wanted import cases_of
from pokpong.foundation.access.form_pages import done
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.actions.moves import history_of, why_of
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotThere, Refused
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.places.queries import labels

READS = "export_request.read"


def found(request: PageRequest, export_request: UUID) -> ExportRequest:
    """Raises NotThere."""
    row: ExportRequest | None = ExportRequest.objects.visible_to(request.user).filter(pk=export_request).first()
    if row is None:
        raise NotThere(str(export_request))
    return row


def address(row: ExportRequest) -> str:
    return reverse("exchange:export", args=[row.pk])


@require_http_methods(["GET", "POST"])
@page("export.ask")
def ask(request: PageRequest) -> HttpResponse:
    """Which cases, for whom; nothing leaves by this page."""
    user = request.user
    form = AskForm(request.POST if request.method == "POST" else None, paths=user.paths("export.ask"))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        row = form.perform(
            ask_export,
            by=user,
            id=row_id_for(data["call_id"]),
            place=form.place_path,
            states=data["states"],
            purpose=data["purpose"],
        )
        if row is not None:
            return done(request, _("Asked. A second person releases or refuses it."), address(row))
    context = {"form": form, "breadcrumbs": crumbs(Crumb(_("Take cases out")))}
    return render(request, "exchange/take_out.html", context)


@require_http_methods(["GET"])
@page(READS)
def export(request: PageRequest, export_request: UUID) -> HttpResponse:
    """Who asks for what, what was said, and every copy that was taken."""
    row, user = found(request, export_request), request.user
    own = row.asked_by == user.pk
    decides = not own and user.may(RELEASE, row.place_path)
    seen(request, "export_request", [row])
    context = {
        "row": row,
        "status": export_word(row),
        "rows": rows_of(row, user.pk),
        "own": own,
        "waits": row.state == "asked",
        "may_release": decides and row.state == "asked",
        "may_refuse": decides and row.state in ("asked", "released"),
        "may_take_back": own and row.state in ("asked", "released"),
        "may_take": own and not not_open(row),
        "reasons": [problem.message for problem in not_open(row)] if own and row.state == "released" else [],
        "copies": Copies(Export.objects.visible_to(user).filter(request=row), request.GET, path=request.path),
        "left": max(0, settings.POKPONG_EXPORT_COPIES - row.copies),
        "hours": settings.POKPONG_EXPORT_HOURS,
        "most": settings.POKPONG_EXPORT_COPIES,
        "breadcrumbs": crumbs(Crumb(_("Export"))),
    }
    return render(request, "exchange/export.html", context)


def rows_of(row: ExportRequest, reader: UUID) -> list[SummaryRow]:
    names = names_of({row.asked_by, row.decided_by})
    states = ", ".join(str(CASE.words[code]) for code in row.states if code in CASE.words)
    waits = row.state in ("asked", "released")
    refusals = [move for move in history_of(row.pk) if move.after == "refused"]
    return [
        SummaryRow(_("Number"), row.number),
        SummaryRow(_("Who asked"), names.get(row.asked_by, "")),
        SummaryRow(_("Asked for on"), row.asked_at),
        SummaryRow(_("For whom and what"), row.purpose),
        SummaryRow(_("Place"), labels({row.place_path}).get(row.place_path) or _("The whole country")),
        SummaryRow(_("Only cases that are"), states or _("In any state")),
        *([SummaryRow(_("Cases, at most"), cases_of(row, reader).count())] if waits else []),
        *([SummaryRow(_("Decided by"), names.get(row.decided_by, ""))] if row.decided_by else []),
        *([SummaryRow(_("Decided on"), row.decided_at)] if row.decided_at else []),
        *[SummaryRow(_("Why not?"), why_of(move)) for move in refusals],
        *([SummaryRow(_("Ends"), row.ends)] if waits else []),
    ]


@require_POST
@page(RELEASE)
def release(request: PageRequest, export_request: UUID) -> HttpResponse:
    """Lets it out."""
    return _step(request, export_request, release_export, _("Released. Who asked can take it out now."))


@require_POST
@page("export.take_back")
def take_back(request: PageRequest, export_request: UUID) -> HttpResponse:
    """Takes back what one asked for."""
    return _step(request, export_request, take_back_export, _("Nothing will be taken out."))


def _step(request: PageRequest, export_request: UUID, act: Any, said: str) -> HttpResponse:
    row = found(request, export_request)
    try:
        act(by=request.user, export_request=row.pk, call_id=new_id())
    except Refused as refused:
        return _told(request, row, refused)
    return done(request, said, address(row))


def _told(request: PageRequest, row: ExportRequest, refused: Refused) -> HttpResponse:
    for problem in refused.problems:
        messages.error(request, problem.message)
    return redirect(address(row))


@require_http_methods(["GET", "POST"])
@page("export.refuse")
def refuse(request: PageRequest, export_request: UUID) -> HttpResponse:
    """Why not, or why not any more."""
    row = found(request, export_request)
    form = RefuseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        why = form.cleaned_data["why"]
        if form.perform(refuse_export, by=request.user, export_request=row.pk, why=why) is not None:
            return done(request, _("Refused. Who asked reads why."), address(row))
    context = {
        "form": form,
        "number": row.number,
        "back": address(row),
        "breadcrumbs": crumbs(Crumb(_("Export"), address(row)), Crumb(_("Refuse the export"))),
    }
    return render(request, "exchange/refuse.html", context)


@require_POST
@page("export.cases")
def copy(request: PageRequest, export_request: UUID) -> HttpResponse:
    """One copy, made now."""
    row = found(request, export_request)
    try:
        _noted, content = take_out(request.user, row, call_id=new_id())
    except Refused as refused:
        return _told(request, row, refused)
    return workbook_answer(content, f"htcds-cases-{row.number}")
