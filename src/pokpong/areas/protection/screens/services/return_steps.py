"""Pages about the return home, step by step."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions.services import (
    agree_to_return,
    amend_return,
    cancel_return,
    plan_return,
    receive_return,
)
from pokpong.areas.protection.actions.services import set_out as set_out_now
from pokpong.areas.protection.models import ReturnHome
from pokpong.areas.protection.queries.parts import visible_part
from pokpong.areas.protection.screens.of_case import asked, done, found
from pokpong.areas.protection.screens.services.forms import ReasonForm
from pokpong.areas.protection.screens.services.service_steps import base_of, corrected
from pokpong.areas.protection.screens.services.stay_forms import (
    AgreeForm,
    AmendReturnForm,
    PlanReturnForm,
    ReceiveForm,
    SetOutForm,
    return_typed_before,
)
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import row_id_for

PART = "returns"


def one(request: PageRequest, return_home: UUID) -> ReturnHome:
    found_row: ReturnHome = visible_part(request.user, ReturnHome, return_home)
    return found_row


@page("return.plan")
@require_http_methods(["GET", "POST"])
def plan(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    form = PlanReturnForm(request.POST or None)
    if form.is_bound and form.is_valid():
        new = row_id_for(form.cleaned_data["call_id"])
        if form.perform(plan_return, by=request.user, id=new, case=row.pk, way=form.way()) is not None:
            return done(request, row, _("The return is planned."), PART)
    lead = _("Nobody is sent home against their will. The help here goes on until the person has arrived and after it.")
    return asked(request, row, form, _("Plan the return home"), _("Plan the return"), part=PART, lead=lead)


@page("return.agree")
@require_http_methods(["GET", "POST"])
def agree(request: PageRequest, return_home: UUID) -> HttpResponse:
    row = one(request, return_home)
    form = AgreeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("agreed_on", "agreement")}
        if form.perform(agree_to_return, by=request.user, return_home=row.pk, **answers) is not None:
            return done(request, row.case, _("Noted: the person agreed."), PART)
    return asked(request, row.case, form, _("The person agreed"), _("Note that the person agreed"), part=PART)


@page("return.set_out")
@require_http_methods(["GET", "POST"])
def set_out(request: PageRequest, return_home: UUID) -> HttpResponse:
    row = one(request, return_home)
    form = SetOutForm(request.POST or None)
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["left_on"]
        if form.perform(set_out_now, by=request.user, return_home=row.pk, left_on=day) is not None:
            return done(request, row.case, _("Noted: the person is on the way."), PART)
    return asked(request, row.case, form, _("The person set out"), _("Note that the person set out"), part=PART)


@page("return.receive")
@require_http_methods(["GET", "POST"])
def receive(request: PageRequest, return_home: UUID) -> HttpResponse:
    row = one(request, return_home)
    form = ReceiveForm(request.POST or None)
    if form.is_bound and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("received_on", "note")}
        if form.perform(receive_return, by=request.user, return_home=row.pk, **answers) is not None:
            return done(request, row.case, _("Noted: the person has arrived. Plan a follow-up."), PART)
    return asked(request, row.case, form, _("The person has arrived"), _("Note the arrival"), part=PART)


@page("return.cancel")
@require_http_methods(["GET", "POST"])
def cancel(request: PageRequest, return_home: UUID) -> HttpResponse:
    row = one(request, return_home)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(cancel_return, by=request.user, return_home=row.pk, reason=reason) is not None:
            return done(request, row.case, _("The return is cancelled. The help goes on."), PART)
    title = _("Cancel the return")
    return asked(request, row.case, form, title, title, part=PART, danger=True)


@page("return.amend")
@require_http_methods(["GET", "POST"])
def amend(request: PageRequest, return_home: UUID) -> HttpResponse:
    """Corrects the way. Another one than the person agreed to waits for their agreement again."""
    row = one(request, return_home)
    form = AmendReturnForm(request.POST or None, initial=return_typed_before(row, base_of(request, row)))
    if form.is_bound and form.is_valid():
        base, changes = form.cleaned_data["base"], form.corrected()
        if form.perform(amend_return, by=request.user, return_home=row.pk, changes=changes, base=base) is not None:
            return corrected(request, row)
    lead = _("Another way than the person agreed to waits for their agreement again.")
    return asked(request, row.case, form, _("Correct what was typed"), _("Save the corrections"), part=PART, lead=lead)
