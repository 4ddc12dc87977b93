"""Whose copy a workbook is that somebody found."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.doors.exchange.marking import copy_of
from pokpong.doors.exchange.models import ExportRequest
from pokpong.doors.exchange.releasers import RELEASE
from pokpong.doors.exchange.screens.export_forms import CopyForm
from pokpong.doors.exchange.screens.finding import crumbs
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.kernel.problems import ProblemKind, Refused
from pokpong.foundation.kernel.words import lazy
from pokpong.foundation.ui.shell import Crumb

NO_MARK = ProblemKind("export_no_mark", lazy("This workbook carries no mark of an export from here."))


@require_http_methods(["GET", "POST"])
@page(RELEASE, only_reads=True)
def whose(request: PageRequest) -> HttpResponse:
    """Leads to the export that a workbook came from. A mark of another place's export says no more than none."""
    form = CopyForm(request.POST, request.FILES) if request.method == "POST" else CopyForm()
    if form.is_bound and form.is_valid():
        try:
            asked = _asked(request, form.cleaned_data["file"].read())
        except Refused as refused:
            form.add_problems(refused.problems)
        else:
            return redirect("exchange:export", asked.pk)
    context = {"form": form, "breadcrumbs": crumbs(Crumb(_("Whose copy is this?")))}
    return render(request, "exchange/whose.html", context)


def _asked(request: PageRequest, content: bytes) -> ExportRequest:
    copy = copy_of(content)
    wanted = copy.request_id if copy is not None else None
    row: ExportRequest | None = ExportRequest.objects.visible_to(request.user).filter(pk=wanted).first()
    if row is None:
        raise Refused([NO_MARK("file")])
    return row
