"""Organisations at a conference: invited with what they may hear, and taken off the list."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions.plan import amend_conference
from pokpong.areas.protection.models import Conference
from pokpong.areas.protection.screens.of_case import asked
from pokpong.areas.protection.screens.plan import steps
from pokpong.areas.protection.screens.plan.guest_words import guests_of
from pokpong.areas.protection.screens.plan.meeting_forms import InviteForm
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import AmendForm
from pokpong.foundation.kernel.problems import NotThere


@page("conference.amend")
@require_http_methods(["GET", "POST"])
def invite(request: PageRequest, conference: UUID) -> HttpResponse:
    """Refused unless a consent of the person lets the organisation hear the parts chosen."""
    row = steps.part(request, Conference, conference)
    base = steps.base_of(request, row)
    invited = steps.before(row, ("invited",), base)["invited"] or []
    return steps.corrected(
        request,
        row.case,
        row,
        steps.filled(InviteForm, request, initial={"base": base}),
        amend_conference,
        lambda typed: {
            "invited": [*invited, {"organisation": typed["organisations"].value, "fields": typed["fields_shared"]}]
        },
        title=_("Invite an organisation"),
        part=steps.CONFERENCES,
        lead=_("Tell the organisation day and place yourself: Pokpong sends no invitation."),
    )


@page("conference.amend")
@require_http_methods(["GET", "POST"])
def remove(request: PageRequest, conference: UUID, guest: int) -> HttpResponse:
    """Asks once."""
    row = steps.part(request, Conference, conference)
    base = steps.base_of(request, row)
    invited = steps.before(row, ("invited",), base)["invited"] or []
    if not 1 <= guest <= len(invited):
        raise NotThere(str(guest))
    form = steps.filled(AmendForm, request, initial={"base": base})
    if request.method == "POST" and form.is_valid():
        changes = {"invited": [*invited[: guest - 1], *invited[guest:]]}
        act = {"conference": row.pk, "changes": changes, "base": base}
        if form.perform(amend_conference, by=request.user, **act) is not None:
            return steps.after_correction(request, row.case, row, base, steps.CONFERENCES)
    lead = guests_of(row)[guest - 1]["name"] if guest <= len(row.guests) else ""
    title, button = _("Take a guest off the list"), _("Take off the list")
    return asked(request, row.case, form, title, button, part=steps.CONFERENCES, lead=lead, danger=True)
