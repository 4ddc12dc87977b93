"""Pages by which a team grows, shrinks and is handed on."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions.cases import add_member, end_member, hand_over
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.cases import team_of
from pokpong.areas.protection.queries.team import able
from pokpong.areas.protection.screens.cases.forms import ColleagueForm, HandOverForm, ReasonForm
from pokpong.areas.protection.screens.of_case import asked, done, found, gone
from pokpong.areas.protection.screens.raising_forms import Choices
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.queries import names_of


def colleagues(case: Case, *, without: set[UUID]) -> Choices:
    """Who can work on the case, by name."""
    return [(str(user.pk), user.display_name) for user in able(case) if user.pk not in without]


@page("case.add_member")
@require_http_methods(["GET", "POST"])
def add(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    inside = {member.user for member in team_of(row)}
    form = ColleagueForm(request.POST or None, people=colleagues(row, without=inside))
    if form.is_valid() and form.perform(add_member, by=request.user, case=row.pk, user=form.user_id()) is not None:
        return done(request, row, _("The colleague is in the team and sees the case and the person."), "team")
    lead = _("They will see the whole case and the person, from now on until they leave the team.")
    return asked(request, row, form, _("Add a colleague"), _("Add to the team"), part="team", lead=lead)


@page("case.end_member")
@require_http_methods(["GET", "POST"])
def end(request: PageRequest, case: UUID, user: UUID) -> HttpResponse:
    row = found(request, case)
    form = ReasonForm(request.POST or None, required=False, help_text=_("Welcome, not needed."))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(end_member, by=request.user, case=row.pk, user=user, reason=reason) is not None:
            return _left(request, row)
    name = names_of([user]).get(user, "")
    lead = _("%(name)s no longer sees the case and the person. What waited goes to who is responsible.") % {
        "name": name
    }
    return asked(request, row, form, _("Take out of the team"), _("Take out"), part="team", lead=lead)


def _left(request: PageRequest, row: Case) -> HttpResponse:
    """Back to the case; to the list for who left it themselves and sees it no more."""
    if Case.objects.visible_to(request.user).filter(pk=row.pk).exists():
        return done(request, row, _("They are no longer in the team."), "team")
    return gone(request, _("You are no longer in the team of this case."))


@page("case.hand_over")
@require_http_methods(["GET", "POST"])
def hand(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    form = HandOverForm(request.POST or None, people=colleagues(row, without={row.lead}))
    if form.is_valid():
        typed = form.cleaned_data
        given = form.perform(
            hand_over,
            by=request.user,
            case=row.pk,
            user=form.user_id(),
            reason=typed["reason"],
            stays=typed["stays"],
        )
        if given is not None:
            return _left(request, row)
    return asked(request, row, form, _("Hand the case over"), _("Hand it over"), part="team")
