"""Pages that ask for one thing about a case and do it: correct, assess the risk, open again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions.cases import amend_case, assess_risk
from pokpong.areas.protection.actions.cases.amending import AMENDABLE
from pokpong.areas.protection.actions.closing import reopen_case
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.screens.cases.forms import CorrectCaseForm, ReasonForm, RiskForm
from pokpong.areas.protection.screens.of_case import address, asked, done, found
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.amend import values_at
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.actions.models import Conflict


@page("case.amend")
@require_http_methods(["GET", "POST"])
def correct(request: PageRequest, case: UUID) -> HttpResponse:
    """Corrects what was typed. What somebody else changed meanwhile is not overwritten but put to a choice."""
    row = found(request, case)
    form = CorrectCaseForm(request.POST or None, initial=_typed_before(row, _base(request, row)))
    if form.is_valid():
        base, changes = form.cleaned_data["base"], form.corrected()
        if form.perform(amend_case, by=request.user, case=row.pk, changes=changes, base=base) is not None:
            return _after_correction(request, row)
    return asked(request, row, form, _("Correct the case"), _("Save the corrections"), part="summary")


def _typed_before(row: Case, base: int) -> dict[str, Any]:
    columns = {name: getattr(row, name) for name in AMENDABLE} | values_at(row, base)
    return {**columns, "place": columns["place_path"], "base": base, "columns": columns}


def _base(request: PageRequest, row: Case) -> int:
    """The version the editor saw: the present one when the page is drawn, else what the page carried."""
    sent = request.POST.get("base", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else row.version


def _after_correction(request: PageRequest, row: Case) -> HttpResponse:
    if Conflict.objects.filter(row=row.pk, who=request.user.id, state="open").exists():
        messages.warning(request, _("Somebody else changed the same answer meanwhile. Choose which one holds."))
        return redirect(address(row))
    return done(request, row, _("Saved. The old values are kept in the history."), "summary")


@page("case.assess_risk")
@require_http_methods(["GET", "POST"])
def risk(request: PageRequest, case: UUID) -> HttpResponse:
    """Assesses the risk; earlier assessments stay."""
    row = found(request, case)
    form = RiskForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        kept = form.perform(
            assess_risk,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            case=row.pk,
            level=typed["level"],
            factors=tuple(typed["factors"]),
            note=typed["note"],
            assessed_on=typed["assessed_on"],
            next_on=typed["next_on"],
        )
        if kept is not None:
            return done(request, row, _("The risk was assessed. The next look at it stands among your tasks."), "risk")
    return asked(request, row, form, _("Assess the risk"), _("Keep the assessment"), part="risk")


@page("case.reopen")
@require_http_methods(["GET", "POST"])
def reopen(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    form = ReasonForm(request.POST or None, help_text=_("The risk is then assessed anew within three days."))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(reopen_case, by=request.user, case=row.pk, reason=reason) is not None:
            return done(request, row, _("The case is open again. Take the team in that it needs now."), "team")
    return asked(request, row, form, _("Open again"), _("Open the case again"))
