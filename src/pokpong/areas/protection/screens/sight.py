"""Pages by which a supervisor says who sees a concern, and asks who typed an anonymous one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions import compartment_concern, recuse_from_concern, unveil_typist
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.queries import concerns as queries
from pokpong.areas.protection.screens.concerns import crumbs, found
from pokpong.areas.protection.screens.forms import CompartmentForm, RecuseForm, UnveilForm
from pokpong.areas.protection.screens.officials import official_choices
from pokpong.areas.protection.screens.raising_forms import Choices
from pokpong.areas.protection.screens.steps import asked
from pokpong.foundation.access.models import CompartmentMember
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of


def colleague_choices(row: Concern) -> Choices:
    """Those whose grants cover the concern."""
    return [(str(user.pk), user.display_name) for user in queries.colleagues(row)]


@page("concern.recuse")
@require_http_methods(["GET", "POST"])
def recuse(request: PageRequest, concern: UUID) -> HttpResponse:
    row = found(request, concern)
    form = RecuseForm(
        request.POST or None,
        people=colleague_choices(row),
        officials=official_choices(request.user, row.place_path),
    )
    if form.is_valid():
        done = form.perform(
            recuse_from_concern,
            by=request.user,
            concern=row.pk,
            users=form.ids("users"),
            officials=form.ids("officials"),
            levels=tuple(int(level) for level in form.cleaned_data["levels"]),
            reason=form.cleaned_data["reason"],
        )
        if done is not None:
            messages.success(request, _("They no longer see this concern."))
            return redirect(reverse("protection:inbox"))
    return asked(request, row, form, _("Leave somebody out"), _("Leave them out"))


@page("concern.compartment")
@require_http_methods(["GET", "POST"])
def compartment(request: PageRequest, concern: UUID) -> HttpResponse:
    row = found(request, concern)
    form = CompartmentForm(request.POST or None, people=colleague_choices(row), initial={"members": _members(row)})
    if form.is_valid():
        done = form.perform(
            compartment_concern,
            by=request.user,
            concern=row.pk,
            members=form.ids("members"),
            reason=form.cleaned_data["reason"],
        )
        if done is not None:
            messages.success(request, _("The closed circle was changed."))
            return redirect(reverse("protection:inbox"))
    return asked(request, row, form, _("Closed circle"), _("Keep the circle like this"))


def _members(row: Concern) -> list[str]:
    if row.compartment is None:
        return []
    members = CompartmentMember.objects.filter(compartment=row.compartment, ends=None)
    return [str(user) for user in members.values_list("user", flat=True)]


@page("concern.unveil_typist")
@require_http_methods(["GET", "POST"])
def unveil(request: PageRequest, concern: UUID) -> HttpResponse:
    """Shows who typed an anonymous concern, once, in answer to a reason that is kept for good."""
    row = found(request, concern)
    form = UnveilForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = form.perform(unveil_typist, by=request.user, concern=row.pk, reason=reason)
        if done is not None:
            seen(request, "concern.typist", [done])
            name = names_of([done.typist]).get(done.typist, "")
            context = {"concern": row, "name": name, "breadcrumbs": crumbs(row, _("Who typed this"))}
            return render(request, "protection/unveiled.html", context)
    return asked(request, row, form, _("Who typed this"), _("Show who typed it"), danger=True)
