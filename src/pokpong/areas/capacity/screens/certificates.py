"""Issuing and withdrawing certificates; and the page on which anybody checks one."""

from __future__ import annotations

import math
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pokpong.areas.capacity.actions import issue_certificates, withdraw_certificate
from pokpong.areas.capacity.certificate_codes import LONGEST_TYPED
from pokpong.areas.capacity.models import Certificate
from pokpong.areas.capacity.queries.certificates import check as checked
from pokpong.areas.capacity.screens import pages
from pokpong.areas.capacity.screens.forms import ConfirmForm, ReasonForm
from pokpong.areas.capacity.screens.papers import days
from pokpong.foundation.access.form_pages import done, form_page, found
from pokpong.foundation.access.pages import PageRequest, page, public_page, seen
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.fields import Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.limits import waiting
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.templatetags.ui import reader_language
from pokpong.foundation.ui.views import render_failure
from pokpong.foundation.ui.widgets import TextBox

RATE = (30, 900)  # so many codes in so many seconds from one address; a village shares one


@require_http_methods(["GET", "POST"])
@page("certificate.issue")
def issue(request: PageRequest, training: UUID) -> HttpResponse:
    """To everybody who completed it and has none."""
    row = pages.training_of(request, training)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if (
        form.is_bound
        and form.is_valid()
        and form.perform(issue_certificates, by=request.user, training=row.pk) is not None
    ):
        return done(request, _("The certificates were issued. Print them one by one."), pages.address(row))
    title = _("Issue the certificates")
    lead = _("Everybody who completed the training and has none yet gets one, with a number and a code to check it.")
    crumbs = pages.of_training(row, Crumb(title))
    return form_page(request, form, title=title, lead=lead, back=pages.address(row), crumbs=crumbs, button=title)


@require_http_methods(["GET", "POST"])
@page("certificate.withdraw")
def withdraw(request: PageRequest, certificate: UUID) -> HttpResponse:
    """Takes one back."""
    rows = Certificate.objects.visible_to(request.user).select_related("enrolment__training__curriculum")
    row = found(rows, certificate)
    seen(request, "certificate", [row])
    training = row.enrolment.training
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(withdraw_certificate, by=request.user, certificate=row.pk, reason=reason) is not None:
            return done(request, _("The certificate was withdrawn."), pages.address(training))
    title = _("Withdraw the certificate")
    lead = f"{row.number} · {row.shown['name']}"
    crumbs = pages.of_training(training, Crumb(title))
    return form_page(request, form, title=title, lead=lead, back=pages.address(training), crumbs=crumbs, button=title)


class CheckForm(PokpongForm):
    """The code of a certificate; a script takes it from behind the # sign."""

    code = Text(
        label=gettext_lazy("Code of the certificate"),
        help_text=gettext_lazy("Sixteen letters and figures. Capitals and dashes do not matter."),
        limit=300,
        widget=TextBox({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "data-code": ""}),
    )


@never_cache
@sensitive_post_parameters()
@public_page
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Whether a certificate is genuine, and what stands on it. Nobody is found here without the paper's code."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "verdict": "", "rows": []}
    typed = request.POST.get("code", "").strip()
    if typed:
        if wait := waiting(f"certificate:{request.META.get('REMOTE_ADDR', '')}", *RATE):
            return _too_often(request, wait)
        # What no certificate could carry is answered like any wrong code.
        answer = checked(form.cleaned_data["code"] if form.is_valid() else "")
        context |= {"verdict": answer.verdict, "rows": shown(answer.paper) if answer.paper else []}
        context["form"] = form if form.is_valid() else CheckForm(initial={"code": typed[:LONGEST_TYPED]})
    return render(request, "capacity/check.html", context)


def _too_often(request: HttpRequest, wait: float) -> HttpResponse:
    minutes = math.ceil(wait / 60)
    told = ngettext("Wait %(count)d minute, then try again.", "Wait %(count)d minutes, then try again.", minutes)
    answer = render_failure(request, 429, {"wait": told % {"count": minutes}})
    answer.headers["Retry-After"] = str(math.ceil(wait))
    return answer


def shown(paper: dict[str, Any]) -> list[SummaryRow]:
    """What the paper shows, and nothing else."""
    first, last = date.fromisoformat(paper["starts"]), date.fromisoformat(paper["ends"])
    rows = [
        SummaryRow(_("Name"), " · ".join(filter(None, (paper["name"], paper["latin_name"])))),
        SummaryRow(_("Training"), in_language(paper["names"])),
        SummaryRow(_("Number of hours"), paper["hours"]),
        SummaryRow(_("Days"), days(first, last, reader_language())),
        SummaryRow(_("Place"), in_language(paper["places"])),
        SummaryRow(_("Held by"), in_language(paper["issuer"])),
        SummaryRow(_("Number"), paper["number"]),
        SummaryRow(_("Issued on"), date.fromisoformat(paper["issued_on"])),
    ]
    return [row for row in rows if row.value]
