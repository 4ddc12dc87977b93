"""Households: registering one, joining, leaving, and its page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.ui import confirmation
from pokpong.registers.people.actions.households import join_household, leave_household, register_household
from pokpong.registers.people.models import Household, HouseholdMember
from pokpong.registers.people.queries.belonging import household_seen
from pokpong.registers.people.screens.common import crumbs, form_page, opened, person_url
from pokpong.registers.people.screens.forms.around import HouseholdForm, JoinForm
from pokpong.registers.places.queries import labels

MOST_OFFERED = 60


def offered(request: PageRequest, village: str) -> list[tuple[str, str]]:
    """Households in the reader's sight, those of the person's own village first."""
    rows = list(Household.objects.visible_to(request.user).order_by("-registered_on", "-id")[:MOST_OFFERED])
    rows.sort(key=lambda row: row.place_path != village)
    places = labels({row.place_path for row in rows})
    seen(request, "household", rows)
    return [(str(row.pk), f"{row.label} · {places[row.place_path]}") for row in rows]


@require_http_methods(["GET", "POST"])
@page("household.join")
def join(request: PageRequest, person: UUID) -> HttpResponse:
    """Choosing among households; registering one when it is missing."""
    row, _parts = opened(request, person, "household")
    choices = offered(request, row.home_path)
    new_url = reverse("people:household_register", args=[row.pk])
    if not choices:
        return redirect(new_url)
    form = JoinForm(request.POST or None, households=choices, initial={"household": request.GET.get("household", "")})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        member = form.perform(
            join_household,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            household=UUID(typed["household"]),
            person=row.pk,
            is_head=typed["is_head"],
            joined_on=typed["joined_on"],
        )
        if member is not None:
            messages.success(request, _("The person now belongs to the household."))
            return redirect(person_url(row.pk))
    other = (_("Register another household"), new_url)
    return form_page(request, form, title=_("Join a household"), person=row, send=_("Join"), other=other)


@require_http_methods(["GET", "POST"])
@page("household.register")
def register(request: PageRequest, person: UUID) -> HttpResponse:
    """Registers a household in its own call: nothing in the record of that call names the person."""
    row, _parts = opened(request, person, "household")
    form = HouseholdForm(request.POST or None, initial={"place_path": row.home_path})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        household = form.perform(
            register_household,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            place_path=typed["place_path"].value,
            label=typed["label"],
        )
        if household is not None:
            return redirect(f"{reverse('people:household_join', args=[row.pk])}?household={household.pk}")
    lead = _("The household keeps its village; that this person lives there is sealed.")
    return form_page(
        request, form, title=_("Register a household"), person=row, send=_("Register the household"), lead=lead
    )


@require_GET
@page(["household.join", "household.read"])
def household_page(request: PageRequest, household: UUID) -> HttpResponse:
    row = Household.objects.visible_to(request.user).filter(pk=household).first()
    if row is None:
        raise NotThere(str(household))
    home = household_seen(request.user, row)
    seen(request, "household", [row])
    seen(request, "person", [person for _member, person in home.members])
    context = {
        "home": home,
        "members": [(member, person, {"call_id": new_id()}) for member, person in home.members],
        "place": labels([row.place_path])[row.place_path],
        "may_leave": request.user.may("household.leave"),
        "breadcrumbs": crumbs(request, None, _("Household")),
    }
    return render(request, "people/household.html", context)


@require_POST
@page("household.leave")
def leave(request: PageRequest, member: UUID) -> HttpResponse:
    """Asks, then notes that the person has left."""
    found = HouseholdMember.objects.living().filter(pk=member).first()
    if found is None or not Household.objects.visible_to(request.user).filter(pk=found.household).exists():
        raise NotThere(str(member))
    row, _parts = opened(request, found.person, "household")
    form = ActionForm(request.POST)
    if not confirmation.is_confirmed(request) or not form.is_valid():
        return confirmation.ask(
            request,
            title=_("Does the person no longer live in this household?"),
            text=_("From today on they no longer belong to it; the time before stays in the record."),
            yes=_("Yes, they have left"),
            back_url=person_url(row.pk),
        )
    if form.perform(leave_household, by=request.user, member=found.pk) is None:
        for line in form.error_lines():
            messages.error(request, line.message)
    else:
        messages.success(request, _("The person no longer belongs to the household."))
    return redirect(person_url(row.pk))
