"""The steps of the organisation as pages: the same for its own people, and for the sender who was told of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions import referrals as actions
from pokpong.areas.protection.models import Referral
from pokpong.areas.protection.queries import referrals as queries
from pokpong.areas.protection.screens.of_case import crumbs as case_crumbs
from pokpong.areas.protection.screens.referrals.forms import CompleteForm, DeclineForm, FailForm, WordsForm
from pokpong.areas.protection.states.referrals import REFERRAL
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.shell import Crumb

SENDER, RECEIVER = "referrals", "provider"


@dataclass(frozen=True)
class Step:
    """One thing an organisation does. `asks` names what its form hands to the action; none: one press is enough."""

    name: str
    to: str
    act: Callable[..., Referral]
    form: type[ActionForm]
    title: Words
    done: Words
    asks: tuple[str, ...] = ()
    lead: Words = ""
    danger: bool = False

    @property
    def permission(self) -> str:
        return f"referral.{self.name}"

    @property
    def at_once(self) -> bool:
        return not self.asks


STEPS = (
    Step(
        "accept", "accepted", actions.accept_referral, WordsForm, _("Accept"), _("Accepted. The sender is told."),
        ("words",), _("You will help. Say when and where the person may come, or whom to call."),
    ),
    Step(
        "receive", "received", actions.receive_referral, ActionForm, _("Say that it has arrived"),
        _("The sender sees that it has arrived. Please answer by the day asked for."),
    ),
    Step(
        "decline", "declined", actions.decline_referral, DeclineForm, _("Decline"), _("Declined. The sender is told."),
        ("reason", "words"), _("What was shared is then no longer shown."), danger=True,
    ),
    Step(
        "start", "in_service", actions.start_referral, ActionForm, _("Help has begun"),
        _("Noted: the help has begun."),
    ),
    Step(
        "complete", "completed", actions.complete_referral, CompleteForm, _("Complete"),
        _("Completed. The sender reads your feedback."),
        ("outcome", "words"), _("What was shared is then no longer shown; your own notes stay."),
    ),
    Step(
        "fail", "not_completed", actions.fail_referral, FailForm, _("Not completed"),
        _("Noted. The sender reads your feedback."),
        ("reason", "words"), _("What was shared is then no longer shown; your own notes stay."), danger=True,
    ),
)  # fmt: skip


def links(user: User, row: Referral, side: str) -> list[dict[str, Any]]:
    """The steps that are possible now, for the buttons of either side's page; the first is the usual next one."""
    fitting = [
        step for step in STEPS if REFERRAL.allows(row.state, step.to, step.permission) and user.may(step.permission)
    ]
    return [
        {
            "url": reverse(f"{side}:{step.name}", args=[row.pk]),
            "label": step.title,
            "kind": "secondary" if number else "",
            "fields": {"call_id": new_id()} if step.at_once else None,
        }
        for number, step in enumerate(fitting)
    ]


def opened(actor: Actor, referral: UUID, side: str) -> Referral:
    """The referral from this side. Raises NotThere."""
    return (queries.sent_referral if side == SENDER else queries.received_referral)(actor, referral)


def addresses(side: str) -> list[URLPattern]:
    """The pages of all steps for one side."""
    return [path(f"{prefix(side)}<uuid:referral>/{step.name}/", view(step, side), name=step.name) for step in STEPS]


def prefix(side: str) -> str:
    return "referrals/" if side == SENDER else ""


def view(step: Step, side: str) -> Any:
    """The page of one step: a form, or for a single press only the answer to it."""

    @page(step.permission)
    @require_http_methods(["GET", "POST"])
    def answering(request: PageRequest, referral: UUID) -> HttpResponse:
        row = opened(request.user, referral, side)
        seen(request, "referral", [row])
        form = step.form(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            given = {name: form.cleaned_data[name] for name in step.asks}
            if form.perform(step.act, by=request.user, referral=row.pk, **given) is not None:
                messages.success(request, str(step.done))
                return redirect(f"{side}:referral", referral=row.pk)
        return _asked(request, row, form, step, side)

    return answering


def _asked(request: PageRequest, row: Referral, form: ActionForm, step: Step, side: str) -> HttpResponse:
    told = _("Note what the organisation told you by telephone or letter.") if side == SENDER else ""
    context = {
        "referral": row,
        "form": form,
        "title": step.title,
        "lead": told or step.lead,
        "danger": step.danger,
        "back": reverse(f"{side}:referral", args=[row.pk]),
        "breadcrumbs": case_crumbs(row.case, str(step.title)) if side == SENDER else crumbs(str(step.title)),
    }
    return render(request, "protection/referrals/step.html", context)


def crumbs(title: str = "") -> list[Crumb]:
    """The way of the organisation's people to their referrals, and to a page below."""
    queue = Crumb(str(_("Referrals to us")), reverse("provider:queue") if title else "")
    return [Crumb(str(_("Start page")), "/"), queue, *([Crumb(title)] if title else [])]
