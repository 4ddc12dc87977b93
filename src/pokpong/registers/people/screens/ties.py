"""Who may see a person, and why: for the supervisor."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import covers
from pokpong.foundation.kernel.problems import NotThere
from pokpong.registers.people.actions.ties import assign_person, end_tie
from pokpong.registers.people.models import Person, Tie
from pokpong.registers.people.queries.timeline import user_names
from pokpong.registers.people.screens.common import form_page, opened, person_url
from pokpong.registers.people.screens.forms.around import AssignForm, WhyForm

WORKING = [code for code, role in ROLES.items() if "person.tied" in role.permissions]


def colleagues(row: Person) -> list[tuple[str, str]]:
    """Users who work with persons, those of the person's own district first."""
    grants = Grant.objects.filter(role__in=WORKING, state="active", starts__lte=clock.today()).order_by("place_path")
    here = {grant.user: covers(grant.place_path, row.district_path) for grant in grants}
    users = User.objects.filter(pk__in=here, state="active").order_by("display_name")
    return [(str(user.pk), user.display_name) for user in sorted(users, key=lambda user: not here[user.pk])]


@require_http_methods(["GET", "POST"])
@page("person.assign")
def assign(request: PageRequest, person: UUID) -> HttpResponse:
    row, _parts = opened(request, person)
    form = AssignForm(request.POST or None, colleagues=colleagues(row))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        done = form.perform(assign_person, by=request.user, person=row.pk, user=UUID(typed["user"]), why=typed["why"])
        if done is not None:
            messages.success(request, _("The colleague sees this person from now on."))
            return redirect(person_url(row.pk))
    lead = _("The colleague will see the whole record, from now on until you end it.")
    return form_page(request, form, title=_("Entrust to a colleague"), person=row, send=_("Entrust"), lead=lead)


@require_http_methods(["GET", "POST"])
@page("tie.end")
def end(request: PageRequest, tie: UUID) -> HttpResponse:
    found = Tie.objects.filter(pk=tie).first()
    if found is None:
        raise NotThere(str(tie))
    row, _parts = opened(request, found.person_id)
    form = WhyForm(request.POST or None, label=_("Why does it end?"))
    if request.method == "POST" and form.is_valid():
        ended = form.perform(end_tie, by=request.user, tie=found.pk, why=form.cleaned_data["why"])
        if ended is not None:
            messages.success(request, _("From now on they no longer see this person."))
            return redirect(person_url(row.pk))
    who = user_names([found.user]).get(found.user, "") if found.user else ""
    title = _("End somebody's sight of this person")
    return form_page(request, form, title=title, person=row, send=_("End it"), lead=who)
