"""The steps of a meeting, each on a page of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.partnership import actions
from pokpong.areas.partnership.models import Meeting
from pokpong.areas.partnership.queries import meetings as queries
from pokpong.areas.partnership.screens import meeting_forms as forms
from pokpong.areas.partnership.screens.meetings import meeting_for
from pokpong.areas.partnership.screens.parts import asked, crumbs_of
from pokpong.areas.partnership.screens.tables import address
from pokpong.foundation.access.form_pages import done, form_page, found, require
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.kernel.paths import under_any
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.models import Committee, Official

METHODS = ["GET", "POST"]


def data_of(request: PageRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _for(request: PageRequest, meeting: UUID, permission: str) -> Meeting:
    row = meeting_for(request, meeting)
    require(request, permission, row.place_path)
    return row


@require_http_methods(METHODS)
@page("meeting.plan")
def plan(request: PageRequest) -> HttpResponse:
    """A new meeting; `?committee=` chooses the committee."""
    rows = Committee.objects.visible_to(request.user).filter(
        under_any("place_path", request.user.paths("meeting.plan"))
    )
    committees = list(rows.filter(state="active").order_by("level", "place_path", "pk"))
    given = {"committee": request.GET.get("committee", "")}
    form = forms.PlanMeetingForm(data_of(request), initial=given, committees=committees, actor=request.user)
    if form.is_bound and form.is_valid():
        row = form.perform(
            actions.plan_meeting,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            committee=UUID(form.cleaned_data["committee"]),
            agenda=forms.lines_of(form.cleaned_data["agenda"]),
            activity=form.activity_id(),
            **form.values(),
        )
        if row is not None:
            return done(request, _("The meeting was planned."), address(row))
    title = _("Plan a meeting")
    back = reverse("partnership:meetings")
    return form_page(request, form, title=title, back=back, crumbs=crumbs_of("meeting", Crumb(title)))


@require_http_methods(METHODS)
@page("meeting.amend")
def amend(request: PageRequest, meeting: UUID) -> HttpResponse:
    row = _for(request, meeting, "meeting.amend")
    given = {name: getattr(row, name) for name in ("kind", "subject", "day", "time", "venue")}
    activity = str(row.activity_id) if row.activity_id else None
    form = forms.AmendMeetingForm(
        data_of(request), initial={**given, "activity": activity, "base": row.version}, actor=request.user
    )
    return asked(
        request,
        row,
        form,
        actions.amend_meeting,
        title=_("Change the meeting"),
        said=_("The changes were saved."),
        arguments=lambda typed: {
            "meeting": row.pk,
            "base": typed["base"],
            "changes": {**form.values(), "activity_id": form.activity_id()},
        },
    )


@require_http_methods(METHODS)
@page("meeting.set_agenda")
def agenda(request: PageRequest, meeting: UUID) -> HttpResponse:
    row = _for(request, meeting, "meeting.set_agenda")
    points = [item.text for item in queries.agenda_of(row) if not item.review]
    form = forms.AgendaForm(data_of(request), initial={"agenda": "\n".join(points)})
    return asked(
        request,
        row,
        form,
        actions.set_agenda,
        title=_("Write the agenda"),
        said=_("The agenda was saved."),
        arguments=lambda typed: {"meeting": row.pk, "agenda": form.lines()},
        lead=_("Decisions of earlier meetings that are not done are put in front by themselves."),
    )


@require_http_methods(METHODS)
@page("meeting.invite")
def invite(request: PageRequest, meeting: UUID) -> HttpResponse:
    row = _for(request, meeting, "meeting.invite")
    return asked(
        request,
        row,
        ActionForm(data_of(request)),
        actions.invite_to_meeting,
        title=_("Invite to the meeting"),
        said=_("It is noted that members and guests are invited."),
        arguments=lambda typed: {"meeting": row.pk},
        lead=_("Draft and print the invitation letter, and send it yourself: Pokpong sends nothing out."),
        button=_("They are invited"),
    )


@require_http_methods(METHODS)
@page("meeting.add_guest")
def guest(request: PageRequest, meeting: UUID) -> HttpResponse:
    row = _for(request, meeting, "meeting.add_guest")
    return asked(
        request,
        row,
        forms.OfficialForm(data_of(request), actor=request.user),
        actions.add_guest,
        title=_("Invite a guest"),
        said=_("The guest stands on the list."),
        arguments=lambda typed: {"meeting": row.pk, "official": forms.official_of(typed["official"])},
    )


@require_http_methods(METHODS)
@page("meeting.remove_guest")
def remove_guest(request: PageRequest, meeting: UUID, official: UUID) -> HttpResponse:
    row = _for(request, meeting, "meeting.remove_guest")
    person: Official = found(Official.objects.visible_to(request.user), official)
    seen(request, "official", [person])
    return asked(
        request,
        row,
        ActionForm(data_of(request)),
        actions.remove_guest,
        title=_("Take a guest off the list"),
        said=_("The guest was taken off the list."),
        arguments=lambda typed: {"meeting": row.pk, "official": person.pk},
        lead=person.name,
        button=_("Take off the list"),
        danger=True,
    )


def _attendance(request: PageRequest, row: Meeting, act: Any, **words: str) -> HttpResponse:
    seats = queries.seats_of(row)
    seen(request, "official", [seat.official for seat in seats])
    form = forms.AttendanceForm(data_of(request), actor=request.user, seats=seats)
    return asked(
        request,
        row,
        form,
        act,
        arguments=lambda typed: {"meeting": row.pk, "attendance": form.entries()},
        template="partnership/attendance.html",
        **words,
    )


@require_http_methods(METHODS)
@page("meeting.hold")
def hold(request: PageRequest, meeting: UUID) -> HttpResponse:
    row = _for(request, meeting, "meeting.hold")
    quorum = queries.quorum_of(row)
    lead = _("%(needed)s of %(members)s members are needed for a quorum.") % {
        "needed": quorum.needed,
        "members": quorum.members,
    }
    return _attendance(
        request,
        row,
        actions.hold_meeting,
        title=_("Who came to the meeting?"),
        said=_("The meeting was held. Now write its minutes and decisions."),
        lead=lead,
    )


@require_http_methods(METHODS)
@page("meeting.mark_attendance")
def attendance(request: PageRequest, meeting: UUID) -> HttpResponse:
    row = _for(request, meeting, "meeting.mark_attendance")
    return _attendance(
        request,
        row,
        actions.mark_attendance,
        title=_("Correct the attendance"),
        said=_("The changes were saved."),
    )


@require_http_methods(METHODS)
@page("meeting.write_minutes")
def minutes(request: PageRequest, meeting: UUID) -> HttpResponse:
    row = _for(request, meeting, "meeting.write_minutes")
    form = forms.MinutesForm(data_of(request), items=queries.agenda_of(row))
    return asked(
        request,
        row,
        form,
        actions.write_minutes,
        title=_("Write the minutes"),
        said=_("The minutes were saved."),
        arguments=lambda typed: {"meeting": row.pk, "minutes": form.written()},
    )


@require_http_methods(METHODS)
@page("meeting.cancel")
def cancel(request: PageRequest, meeting: UUID) -> HttpResponse:
    row = _for(request, meeting, "meeting.cancel")
    return asked(
        request,
        row,
        forms.ReasonForm(data_of(request)),
        actions.cancel_meeting,
        title=_("Cancel the meeting"),
        said=_("The meeting was cancelled."),
        arguments=lambda typed: {"meeting": row.pk, "reason": typed["reason"]},
        button=_("Cancel the meeting"),
        danger=True,
    )
