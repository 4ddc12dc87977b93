"""Case conferences: call, look at, correct, hold, cancel."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection.actions.plan import (
    Agreed,
    amend_conference,
    cancel_conference,
    hold_conference,
    plan_conference,
)
from pokpong.areas.protection.models import Conference
from pokpong.areas.protection.screens.of_case import address, crumbs, found
from pokpong.areas.protection.screens.plan import steps, words
from pokpong.areas.protection.screens.plan.forms import ReasonForm
from pokpong.areas.protection.screens.plan.guest_words import guests_of
from pokpong.areas.protection.screens.plan.meeting_forms import ConferenceAmendForm, ConferenceForm, HoldForm
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.ui.parts import Link, SummaryRow

COLUMNS = ("planned_on", "time", "where", "purpose", "invited")


@page("conference.plan")
@require_http_methods(["GET", "POST"])
def add(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    team = steps.colleagues(row)
    form = steps.filled(ConferenceForm, request, team=team, initial={"users": [user for user, _name in team]})
    return steps.step(
        request,
        row,
        form,
        plan_conference,
        lambda typed: {
            "id": steps.new_id_of(typed),
            "case": row.pk,
            **{name: typed[name] for name in ("planned_on", "time", "where", "purpose")},
            "invited": form.named(),
        },
        _("The conference is planned. Colleagues find it among their tasks."),
        title=_("Plan a case conference"),
        button=_("Plan the conference"),
        part=steps.CONFERENCES,
        lead=_("Organisations are invited on the page of the conference, with what they may hear."),
    )


@page(steps.READS)
@require_GET
def show(request: PageRequest, conference: UUID) -> HttpResponse:
    """One conference with its guests, minutes and agreed actions; the task of who is invited leads here."""
    row = steps.part(request, Conference, conference)
    seen(request, "conference", [row])
    guests = guests_of(row)
    context = {
        "case": row.case,
        "conference": row,
        "state": words.state_word(row),
        "rows": _rows(row),
        "guests": guests,
        "may_change": row.is_planned and row.case.is_at_work and request.user.may("conference.amend"),
        "agreed": _agreed(row),
        "timeline": words.happenings_of(row),
        "steps": _steps(request, row),
        "back": address(row.case, steps.CONFERENCES),
        "breadcrumbs": crumbs(row.case, _("Case conference")),
    }
    return render(request, "protection/plan/conference.html", context)


def _rows(row: Conference) -> list[SummaryRow]:
    names = names_of([row.called_by])
    when = [value for value in (row.held_on or row.planned_on, row.time) if value]
    return [
        SummaryRow(_("When?"), when),
        SummaryRow(_("Where?"), row.where),
        SummaryRow(_("What is to be decided?"), row.purpose.splitlines()),
        SummaryRow(_("Called by"), words.name_in(names, row.called_by)),
        *([SummaryRow(_("What was said and decided?"), row.minutes.splitlines())] if row.minutes else []),
    ]


def _agreed(row: Conference) -> list[dict[str, Any]]:
    rows = list(row.agreed.order_by("due", "id"))
    names = names_of([planned.owner for planned in rows])
    return [
        {
            "text": planned.text,
            "url": reverse("plan:action", args=[planned.pk]),
            "owner": words.name_in(names, planned.owner),
            "due": planned.due,
            "state": words.state_word(planned),
        }
        for planned in rows
    ]


def _steps(request: PageRequest, row: Conference) -> list[Link]:
    if not (row.is_planned and row.case.is_at_work):
        return []
    offered = (
        ("conference.hold", _("It was held: write the minutes"), "plan:hold_conference"),
        ("conference.amend", _("Correct"), "plan:amend_conference"),
        ("conference.cancel", _("Cancel it"), "plan:cancel_conference"),
    )
    return [
        Link(label, reverse(name, args=[row.pk])) for permission, label, name in offered if request.user.may(permission)
    ]


@page("conference.amend")
@require_http_methods(["GET", "POST"])
def change(request: PageRequest, conference: UUID) -> HttpResponse:
    """Corrects day, place, purpose and named guests; organisations stay as they were invited."""
    row = steps.part(request, Conference, conference)
    base = steps.base_of(request, row)
    before = steps.before(row, COLUMNS, base)
    invited = before["invited"] or []
    initial = {
        **before,
        "base": base,
        "users": [guest["user"] for guest in invited if "user" in guest],
        "others": "\n".join(guest["words"] for guest in invited if "words" in guest),
    }
    form = steps.filled(ConferenceAmendForm, request, team=steps.colleagues(row.case), initial=initial)
    organisations = [guest for guest in invited if "organisation" in guest]
    return steps.corrected(
        request,
        row.case,
        row,
        form,
        amend_conference,
        lambda typed: steps.changed({**typed, "invited": [*form.named(), *organisations]}, before),
        title=_("Correct a conference"),
        part=steps.CONFERENCES,
    )


@page("conference.hold")
@require_http_methods(["GET", "POST"])
def hold(request: PageRequest, conference: UUID) -> HttpResponse:
    row = steps.part(request, Conference, conference)
    guests = [(str(place), guest["name"]) for place, guest in enumerate(guests_of(row))]
    form = steps.filled(HoldForm, request, guests=guests, team=steps.colleagues(row.case))
    return steps.step(
        request,
        row.case,
        form,
        hold_conference,
        lambda typed: {
            "conference": row.pk,
            "held_on": typed["held_on"],
            "minutes": typed["minutes"],
            "present": [int(place) for place in typed.get("present", ())],
            "agreed": [Agreed(one["text"], UUID(one["owner"]), one["due"]) for one in form.agreed()],
        },
        _("Kept. The agreed actions stand in the plan."),
        title=_("Minutes of the conference"),
        button=_("Keep the minutes"),
        part=steps.CONFERENCES,
    )


@page("conference.cancel")
@require_http_methods(["GET", "POST"])
def cancel(request: PageRequest, conference: UUID) -> HttpResponse:
    row = steps.part(request, Conference, conference)
    return steps.step(
        request,
        row.case,
        steps.filled(ReasonForm, request),
        cancel_conference,
        lambda typed: {"conference": row.pk, "reason": typed["reason"]},
        _("The conference is cancelled. Tell the guests from other organisations yourself."),
        title=_("Cancel a conference"),
        button=_("Cancel the conference"),
        part=steps.CONFERENCES,
        danger=True,
    )
