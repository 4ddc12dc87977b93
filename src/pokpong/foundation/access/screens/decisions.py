"""Grants that wait for my approval, and ending one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pokpong.foundation.access import queries
from pokpong.foundation.access.actions.grants import approve_grant, end_grant, refuse_grant
from pokpong.foundation.access.directories import place_words
from pokpong.foundation.access.models import Grant
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.screens import words
from pokpong.foundation.access.screens.forms import PressForm, ReasonForm
from pokpong.foundation.access.screens.one_user import user_form, user_or_404
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.foundation.ui.shell import Crumb

MOST = 100


def grant_or_404(request: PageRequest, grant: UUID) -> Grant:
    """Raises NotThere."""
    found: Grant | None = Grant.objects.visible_to(request.user).filter(pk=grant).first()
    if found is None:
        raise NotThere(str(grant))
    return found


@page("grant.approve")
def waiting(request: PageRequest) -> HttpResponse:
    """Roles that see persons in my places, asked for by somebody else, for somebody else."""
    grants = list(queries.waiting_for_approval(request.user)[:MOST])
    people, places = words.names_for(grants), place_words(grant.place_path for grant in grants)
    seen(request, "grant", grants)
    asked = [
        (grant, people.get(grant.user, ""), request_rows(grant, people, places), PressForm(auto_id=False))
        for grant in grants
    ]
    crumbs = [Crumb(_("Start page"), "/"), Crumb(_("Roles to approve"))]
    return render(request, "access/waiting.html", {"asked": asked, "breadcrumbs": crumbs})


def request_rows(grant: Grant, people: dict[UUID, str], places: dict[str, str]) -> list[SummaryRow]:
    role = ROLES.get(grant.role)
    return [
        SummaryRow(_("Role"), words.role_name(grant.role), note=role.about if role else ""),
        SummaryRow(_("Place"), places[grant.place_path]),
        SummaryRow(_("Organisation"), words.organisation_name(grant.organisation)),
        SummaryRow(_("Last day"), words.until(grant.ends)),
        SummaryRow(_("Asked by"), people.get(grant.asked_by, _("The program"))),
        SummaryRow(_("Asked on"), grant.starts),
    ]


@page("grant.approve")
def approve(request: PageRequest, grant: UUID) -> HttpResponse:
    """One press; the reasons against it come back as messages."""
    found = grant_or_404(request, grant)
    form = PressForm(request.POST or None)
    if request.method == "POST":
        done = form.perform(approve_grant, by=request.user, grant=found.pk)
        if done is not None:
            messages.success(request, _("Approved. The role holds from today."))
        for line in form.error_lines():
            messages.error(request, line.message)
    return redirect("access:waiting")


@page("grant.refuse")
def refuse(request: PageRequest, grant: UUID) -> HttpResponse:
    """No, and why."""
    found = grant_or_404(request, grant)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = form.perform(refuse_grant, by=request.user, grant=found.pk, reason=form.cleaned_data["reason"])
        if done is not None:
            messages.success(request, _("Refused. Who asked sees the reason."))
            return redirect("access:waiting")
    person = user_or_404(request, found.user)
    title = _("Refuse the role “%(role)s”") % {"role": words.role_name(found.role)}
    return user_form(request, person, form, title, _("Refuse"), danger=True)


@page("grant.end")
def end(request: PageRequest, grant: UUID) -> HttpResponse:
    """A role ends today."""
    found = grant_or_404(request, grant)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = form.perform(end_grant, by=request.user, grant=found.pk, reason=form.cleaned_data["reason"])
        if done is not None:
            messages.success(request, _("The role has ended."))
            return redirect("access:user", user=found.user)
    person = user_or_404(request, found.user)
    title = _("End the role “%(role)s”") % {"role": words.role_name(found.role)}
    return user_form(request, person, form, title, _("End this role"), danger=True)
