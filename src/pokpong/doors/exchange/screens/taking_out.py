"""Taking cases out as a workbook of the standard."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.doors.exchange.exporting import choose, take_out
from pokpong.doors.exchange.screens.finding import EXPORTS, crumbs, workbook_answer
from pokpong.doors.exchange.screens.forms import TakeOutForm
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Refused
from pokpong.foundation.ui.shell import Crumb


@require_http_methods(["GET", "POST"])
@page(EXPORTS)
def take_cases_out(request: PageRequest) -> HttpResponse:
    """Which cases, for whom; the answer to the form is the file."""
    form = TakeOutForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        answer = _file(request, form)
        if answer is not None:
            return answer
    context: dict[str, Any] = {"form": form, "breadcrumbs": crumbs(Crumb(_("Take cases out")))}
    return render(request, "exchange/take_out.html", context)


def _file(request: PageRequest, form: TakeOutForm) -> HttpResponse | None:
    data = form.cleaned_data
    chosen = choose(request.user, place=form.place_path, states=data["states"])
    try:
        _note, content = take_out(request.user, chosen, purpose=data["purpose"], call_id=data["call_id"])
    except Refused as refused:
        form.add_problems(refused.problems)
        return None
    return workbook_answer(content, f"htcds-cases-{clock.today():%Y-%m-%d}")
