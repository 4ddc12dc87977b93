"""Pages by which a supervisor says who sees a case and its person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions.cases import compartment_case, recuse_from_case
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.screens.cases.forms import PeopleForm
from pokpong.areas.protection.screens.cases.team import colleagues
from pokpong.areas.protection.screens.of_case import asked, done, found
from pokpong.areas.protection.screens.raising_forms import Choices
from pokpong.foundation.access.models import CompartmentMember
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.queries import names_of


@page("case.recuse")
@require_http_methods(["GET", "POST"])
def recuse(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    form = PeopleForm(
        request.POST or None,
        people=colleagues(row, without={row.lead, request.user.pk}),
        label=_("Colleagues who must not see it"),
        help_text=_("They never see this case nor its person again. For example: a relative of the person concerned."),
    )
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        kept = form.perform(recuse_from_case, by=request.user, case=row.pk, users=form.ids(), reason=reason)
        if kept is not None:
            return done(request, row, _("They no longer see this case nor its person."), "team")
    return asked(request, row, form, _("Leave somebody out"), _("Leave them out"), part="team")


@page("case.compartment")
@require_http_methods(["GET", "POST"])
def compartment(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    named = _named(row)
    form = PeopleForm(
        request.POST or None,
        people=_choices(row, named),
        label=_("Who alone may see it"),
        help_text=_("Name yourself and who is responsible too. Choose nobody to open the circle again."),
        initial={"people": [str(user) for user in named]},
    )
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        kept = form.perform(compartment_case, by=request.user, case=row.pk, members=form.ids(), reason=reason)
        if kept is not None:
            return done(request, row, _("The closed circle was changed."), "team")
    lead = _("Only the people named here see the case, the person and the person's other cases.")
    return asked(request, row, form, _("Closed circle"), _("Keep the circle like this"), part="team", lead=lead)


def _named(row: Case) -> list[UUID]:
    members = CompartmentMember.objects.filter(compartment=row.compartment, ends=None)
    return list(members.values_list("user", flat=True)) if row.compartment is not None else []


def _choices(row: Case, named: list[UUID]) -> Choices:
    """Who can work on the case, and whoever is in the circle or responsible already."""
    found = colleagues(row, without=set())
    others = {row.lead, *named} - {UUID(user) for user, _name in found}
    return [*found, *((str(user), name) for user, name in names_of(others).items())]
