"""The steps of a plan, each on a page of its own: propose, agree, send back, start, revise, close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.foundation.access.form_pages import done, form_page, require
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.programme.actions.plan_steps import (
    agree_plan,
    close_plan,
    propose_plan,
    send_back_plan,
    start_plan,
)
from pokpong.registers.programme.actions.plans import revise_plan
from pokpong.registers.programme.models import Plan
from pokpong.registers.programme.screens import plan_presenting as presenting
from pokpong.registers.programme.screens.plan_forms import CloseForm, ReasonForm, StepForm
from pokpong.registers.programme.screens.plans import plan_found


def _step(
    request: PageRequest,
    plan: UUID,
    permission: str,
    form_class: type[ActionForm],
    act: Callable[..., Plan],
    words: tuple[str, str, str],
    **further: Callable[[ActionForm], Any],
) -> HttpResponse:
    """One step: `words` are the title, what it means, and what is said afterwards."""
    row = plan_found(request, plan)
    require(request, permission, row.place_path)
    title, lead, said = words
    form = form_class(request.POST) if request.method == "POST" else form_class()
    if form.is_bound and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "call_id"}
        more = {name: find(form) for name, find in further.items()}
        after = form.perform(act, by=request.user, plan=row.pk, **values, **more)
        if after is not None:
            return done(request, said, presenting.plan_address(after))
    back, way = presenting.plan_address(row), presenting.plan_crumbs(row, Crumb(title))
    return form_page(request, form, title=title, lead=lead, back=back, crumbs=way)


@require_http_methods(["GET", "POST"])
@page("plan.propose")
def propose(request: PageRequest, plan: UUID) -> HttpResponse:
    words = (
        _("Lay the plan before the committee"),
        _("Nobody can change it from then on, until the committee agrees or sends it back."),
        _("The plan waits for the committee."),
    )
    return _step(request, plan, "plan.propose", StepForm, propose_plan, words)


@require_http_methods(["GET", "POST"])
@page("plan.agree")
def agree(request: PageRequest, plan: UUID) -> HttpResponse:
    words = (
        _("Agree to the plan"),
        _("The committee agrees. An earlier edition of the plan is replaced by this one and stays readable."),
        _("The plan is agreed."),
    )
    return _step(request, plan, "plan.agree", StepForm, agree_plan, words)


@require_http_methods(["GET", "POST"])
@page("plan.send_back")
def send_back(request: PageRequest, plan: UUID) -> HttpResponse:
    words = (
        _("Send the plan back"),
        _("Who drafted it gets a task with your reason."),
        _("The plan was sent back to who drafted it."),
    )
    return _step(request, plan, "plan.send_back", ReasonForm, send_back_plan, words)


@require_http_methods(["GET", "POST"])
@page("plan.start")
def start(request: PageRequest, plan: UUID) -> HttpResponse:
    words = (
        _("Begin to carry the plan out"),
        _("From now on the progress of its activities is recorded."),
        _("The plan is being carried out."),
    )
    return _step(request, plan, "plan.start", StepForm, start_plan, words)


@require_http_methods(["GET", "POST"])
@page("plan.revise")
def revise(request: PageRequest, plan: UUID) -> HttpResponse:
    words = (
        _("Revise the plan"),
        _("A draft of the next edition begins with a copy of all activities. This edition stays in force until then."),
        _("This is the draft of the next edition."),
    )
    new_id = {"id": lambda form: row_id_for(form.cleaned_data["call_id"])}
    return _step(request, plan, "plan.revise", ReasonForm, revise_plan, words, **new_id)


@require_http_methods(["GET", "POST"])
@page("plan.close")
def close(request: PageRequest, plan: UUID) -> HttpResponse:
    words = (
        _("Close the plan"),
        _("With its evaluation. Nothing can be recorded afterwards."),
        _("The plan is closed."),
    )
    return _step(request, plan, "plan.close", CloseForm, close_plan, words)
