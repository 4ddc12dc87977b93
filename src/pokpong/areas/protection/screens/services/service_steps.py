"""Pages that plan, record and correct services."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions.services import (
    amend_service,
    cancel_service,
    deliver_service,
    extend_service,
    miss_service,
    plan_service,
    record_service,
    take_back_service,
)
from pokpong.areas.protection.models import Service
from pokpong.areas.protection.queries.parts import visible_part
from pokpong.areas.protection.screens.of_case import asked, done, found
from pokpong.areas.protection.screens.services import words
from pokpong.areas.protection.screens.services.forms import (
    AmendServiceForm,
    DeliverForm,
    ExtendForm,
    MissForm,
    PlanForm,
    ReasonForm,
    RecordForm,
    typed_before,
)
from pokpong.areas.protection.screens.services.one import page_of
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.actions.models import Conflict

PART = "services"


def one(request: PageRequest, service: UUID) -> Service:
    found_row: Service = visible_part(request.user, Service, service)
    return found_row


def base_of(request: PageRequest, row: Any) -> int:
    """The version the editor saw: the present one when the page is drawn, else what the page carried."""
    sent = request.POST.get("base", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else int(row.version)


def corrected(request: PageRequest, row: Any) -> HttpResponse:
    """Back to the row; a conflict that arose is said."""
    if Conflict.objects.filter(row=row.pk, who=request.user.id, state="open").exists():
        messages.warning(request, _("Somebody else changed the same answer meanwhile. Choose which one holds."))
    else:
        messages.success(request, _("Saved. The old values are kept in the history."))
    return redirect(page_of(row))


@page("service.plan")
@require_http_methods(["GET", "POST"])
def plan(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    form = PlanForm(request.POST or None, case=row)
    if form.is_bound and form.is_valid():
        new = row_id_for(form.cleaned_data["call_id"])
        if form.perform(plan_service, by=request.user, id=new, case=row.pk, **form.arguments()) is not None:
            return done(request, row, _("The service is planned."), PART)
    return asked(request, row, form, _("Plan a service"), _("Plan the service"), part=PART)


@page("service.record")
@require_http_methods(["GET", "POST"])
def record(request: PageRequest, case: UUID) -> HttpResponse:
    """One page for a service that was given; the second button opens it again for the next one."""
    row = found(request, case)
    form = RecordForm(request.POST or None, case=row)
    if form.is_bound and form.is_valid():
        new = row_id_for(form.cleaned_data["call_id"])
        if form.perform(record_service, by=request.user, id=new, case=row.pk, **form.arguments()) is not None:
            if "again" in request.POST:
                messages.success(request, _("The service is recorded. Here is the page for the next one."))
                return redirect(reverse("services:record", args=[row.pk]))
            return done(request, row, _("The service is recorded."), PART)
    return asked(request, row, form, _("Record a service"), _("Record the service"), part=PART, again=True)


@page("service.deliver")
@require_http_methods(["GET", "POST"])
def deliver(request: PageRequest, service: UUID) -> HttpResponse:
    row = one(request, service)
    planned = {name: getattr(row, name) for name in ("quantity", "unit", "cost") if getattr(row, name)}
    form = DeliverForm(
        request.POST or None, initial={**planned, **({"currency": row.currency} if row.currency else {})}
    )
    if form.is_bound and form.is_valid():
        told = form.arguments()
        if form.perform(deliver_service, by=request.user, service=row.pk, **told) is not None:
            return done(request, row.case, _("Noted: the service was given."), PART)
    title = _("It was given")
    return asked(request, row.case, form, title, _("Note that it was given"), part=PART, lead=words.kind_of(row))


@page("service.extend")
@require_http_methods(["GET", "POST"])
def extend(request: PageRequest, service: UUID) -> HttpResponse:
    row = one(request, service)
    initial = {"unit": row.unit, **({"currency": row.currency} if row.currency else {})}
    form = ExtendForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        told = form.arguments()
        if form.perform(extend_service, by=request.user, service=row.pk, **told) is not None:
            messages.success(request, _("Added to what was given before."))
            return redirect(page_of(row))
    lead = _("%(service)s: what you write is added to what is written already (%(before)s).") % {
        "service": words.kind_of(row),
        "before": ", ".join(filter(None, [words.quantity_of(row), words.money_words(row.money)])) or "–",
    }
    return asked(request, row.case, form, _("Add more"), _("Add it"), part=PART, lead=lead)


@page("service.miss")
@require_http_methods(["GET", "POST"])
def miss(request: PageRequest, service: UUID) -> HttpResponse:
    row = one(request, service)
    form = MissForm(request.POST or None)
    if form.is_bound and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("missed", "reason")}
        if form.perform(miss_service, by=request.user, service=row.pk, **answers) is not None:
            return done(request, row.case, _("Noted: the service was not given."), PART)
    title = _("It was not given")
    return asked(request, row.case, form, title, _("Note that it was not given"), part=PART, lead=words.kind_of(row))


@page("service.cancel")
@require_http_methods(["GET", "POST"])
def cancel(request: PageRequest, service: UUID) -> HttpResponse:
    row = one(request, service)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(cancel_service, by=request.user, service=row.pk, reason=reason) is not None:
            return done(request, row.case, _("The service is cancelled."), PART)
    title = _("Cancel the service")
    return asked(request, row.case, form, title, title, part=PART, lead=words.kind_of(row), danger=True)


@page("service.take_back")
@require_http_methods(["GET", "POST"])
def take_back(request: PageRequest, service: UUID) -> HttpResponse:
    row = one(request, service)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(take_back_service, by=request.user, service=row.pk, reason=reason) is not None:
            return done(request, row.case, _("Taken back. The service is planned again."), PART)
    lead = _("For what was written by mistake. The service is planned again; what stood there is kept in the history.")
    return asked(request, row.case, form, _("Take back"), _("Take it back"), part=PART, lead=lead)


@page("service.amend")
@require_http_methods(["GET", "POST"])
def amend(request: PageRequest, service: UUID) -> HttpResponse:
    """Corrects what was typed. What somebody else changed meanwhile is not overwritten but put to a choice."""
    row = one(request, service)
    form = AmendServiceForm(request.POST or None, case=row.case, initial=typed_before(row, base_of(request, row)))
    if form.is_bound and form.is_valid():
        base, changes = form.cleaned_data["base"], form.corrected()
        if form.perform(amend_service, by=request.user, service=row.pk, changes=changes, base=base) is not None:
            return corrected(request, row)
    title = _("Correct what was typed")
    return asked(request, row.case, form, title, _("Save the corrections"), part=PART, lead=words.kind_of(row))
