"""The steps of a visit, each on a page of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.partnership import actions
from pokpong.areas.partnership.models import Stop, Visit, VisitParty
from pokpong.areas.partnership.queries.visits import stops_of
from pokpong.areas.partnership.screens import visit_forms as forms
from pokpong.areas.partnership.screens.meeting_forms import OfficialForm, ReasonForm, official_of
from pokpong.areas.partnership.screens.meeting_steps import METHODS, data_of
from pokpong.areas.partnership.screens.parts import asked, crumbs_of
from pokpong.areas.partnership.screens.tables import address
from pokpong.areas.partnership.screens.visits import visit_for
from pokpong.areas.partnership.vocabulary import PARTS, STOP_KINDS
from pokpong.foundation.access.form_pages import done, form_page, found, require
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.models import Committee


def _for(request: PageRequest, visit: UUID, permission: str) -> Visit:
    row = visit_for(request, visit)
    require(request, permission, row.place_path)
    return row


def _committees(request: PageRequest) -> list[Committee]:
    rows = Committee.objects.visible_to(request.user).filter(state="active")
    return list(rows.order_by("level", "place_path", "pk"))


@require_http_methods(METHODS)
@page("visit.plan")
def plan(request: PageRequest) -> HttpResponse:
    """A new visit."""
    form = forms.PlanVisitForm(data_of(request), actor=request.user, committees=_committees(request))
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        row = form.perform(
            actions.plan_visit,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            purpose=typed["purpose"],
            place=forms.path_of(typed["place"]),
            starts=typed["starts"],
            ends=typed["ends"],
            **form.ids(),
        )
        if row is not None:
            return done(request, _("The visit was planned."), address(row))
    title = _("Plan a visit")
    back = reverse("partnership:visits")
    return form_page(request, form, title=title, back=back, crumbs=crumbs_of("visit", Crumb(title)))


@require_http_methods(METHODS)
@page("visit.amend")
def amend(request: PageRequest, visit: UUID) -> HttpResponse:
    row = _for(request, visit, "visit.amend")
    given = {
        "purpose": row.purpose,
        "host": str(row.host_id),
        "place": row.place_path,
        "starts": row.starts,
        "ends": row.ends,
        "committee": str(row.committee_id or ""),
        "activity": str(row.activity_id) if row.activity_id else None,
        "base": row.version,
        "findings": row.findings,
    }
    form = forms.AmendVisitForm(data_of(request), initial=given, actor=request.user, committees=_committees(request))
    if row.state == "made":
        form.fields["findings"] = forms.findings_field(label=_("What was found?"))
    return asked(
        request,
        row,
        form,
        actions.amend_visit,
        title=_("Change the visit"),
        said=_("The changes were saved."),
        arguments=lambda typed: {"visit": row.pk, "base": typed["base"], "changes": _changes(form)},
    )


def _changes(form: forms.AmendVisitForm) -> dict[str, Any]:
    typed = form.cleaned_data
    changes: dict[str, Any] = {name: typed[name] for name in ("purpose", "starts", "ends", "findings") if name in typed}
    ids = {f"{name}_id": key for name, key in form.ids().items()}
    return {**changes, **ids, "place_path": forms.path_of(typed["place"])}


@require_http_methods(METHODS)
@page("visit.make")
def make(request: PageRequest, visit: UUID) -> HttpResponse:
    row = _for(request, visit, "visit.make")
    return asked(
        request,
        row,
        forms.FindingsForm(data_of(request)),
        actions.make_visit,
        title=_("The visit was made"),
        said=_("It is noted that the visit was made."),
        arguments=lambda typed: {"visit": row.pk, "findings": typed["findings"]},
    )


@require_http_methods(METHODS)
@page("visit.report")
def report(request: PageRequest, visit: UUID) -> HttpResponse:
    row = _for(request, visit, "visit.report")
    return asked(
        request,
        row,
        ActionForm(data_of(request)),
        actions.report_visit,
        title=_("The report is written"),
        said=_("The visit is reported."),
        arguments=lambda typed: {"visit": row.pk},
        lead=_("Its schedule, findings and people can then no longer be changed."),
        button=_("The report is written"),
    )


@require_http_methods(METHODS)
@page("visit.cancel")
def cancel(request: PageRequest, visit: UUID) -> HttpResponse:
    row = _for(request, visit, "visit.cancel")
    return asked(
        request,
        row,
        ReasonForm(data_of(request)),
        actions.cancel_visit,
        title=_("Cancel the visit"),
        said=_("The visit was cancelled."),
        arguments=lambda typed: {"visit": row.pk, "reason": typed["reason"]},
        button=_("Cancel the visit"),
        danger=True,
    )


def _add_official(request: PageRequest, visit: UUID, part: str, title: str) -> HttpResponse:
    row = _for(request, visit, "visit.add_party")
    return asked(
        request,
        row,
        OfficialForm(data_of(request), actor=request.user),
        actions.add_party,
        title=title,
        said=_("The list was saved."),
        arguments=lambda typed: {
            "id": row_id_for(typed["call_id"]),
            "visit": row.pk,
            "part": part,
            "official": official_of(typed["official"]),
        },
    )


@require_http_methods(METHODS)
@page("visit.add_party")
def add_member(request: PageRequest, visit: UUID) -> HttpResponse:
    return _add_official(request, visit, "member", _("Add an official"))


@require_http_methods(METHODS)
@page("visit.add_party")
def add_met(request: PageRequest, visit: UUID) -> HttpResponse:
    return _add_official(request, visit, "met", _("Add an official who was met"))


@require_http_methods(METHODS)
@page("visit.add_party")
def add_body(request: PageRequest, visit: UUID) -> HttpResponse:
    row = _for(request, visit, "visit.add_party")
    return asked(
        request,
        row,
        forms.BodyForm(data_of(request)),
        actions.add_party,
        title=_("Add an organisation"),
        said=_("The list was saved."),
        arguments=lambda typed: {
            "id": row_id_for(typed["call_id"]),
            "visit": row.pk,
            "part": "body",
            "organisation": official_of(typed["organisation"]),
        },
    )


@require_http_methods(METHODS)
@page("visit.remove_party")
def remove_party(request: PageRequest, party: UUID) -> HttpResponse:
    rows = VisitParty.objects.visible_to(request.user).select_related("visit", "official", "organisation")
    one: VisitParty = found(rows.standing(), party)
    require(request, "visit.remove_party", one.visit.place_path)
    seen(request, "official", [one.official] if one.official else [])
    named = one.official or one.organisation
    return asked(
        request,
        one.visit,
        ActionForm(data_of(request)),
        actions.remove_party,
        title=_("Take off the list"),
        said=_("The list was saved."),
        arguments=lambda typed: {"party": one.pk},
        lead=f"{named.name if named else ''} · {PARTS[one.part]}",
        button=_("Take off the list"),
        danger=True,
    )


@require_http_methods(METHODS)
@page("stop.add")
def add_stop(request: PageRequest, visit: UUID) -> HttpResponse:
    row = _for(request, visit, "stop.add")
    form = forms.StopForm(data_of(request), initial={"day": row.starts})
    return asked(
        request,
        row,
        form,
        actions.add_stop,
        title=_("Add a stop"),
        said=_("The schedule was saved."),
        arguments=lambda typed: {
            "id": row_id_for(typed["call_id"]),
            "visit": row.pk,
            "place": form.place_path(),
            "organisation": form.organisation_id(),
            **form.values(),
        },
    )


def _stop(request: PageRequest, stop: UUID, permission: str) -> Stop:
    rows = Stop.objects.visible_to(request.user).standing().select_related("visit", "organisation")
    row: Stop = found(rows, stop)
    require(request, permission, row.visit.place_path)
    return row


@require_http_methods(METHODS)
@page("stop.amend")
def amend_stop(request: PageRequest, stop: UUID) -> HttpResponse:
    row = _stop(request, stop, "stop.amend")
    order = [one.pk for one in stops_of(row.visit)]
    given = {
        **{name: getattr(row, name) for name in ("kind", "day", "time", "words", "findings")},
        "place": row.place_path,
        "organisation": str(row.organisation_id) if row.organisation_id else None,
        "place_in_order": order.index(row.pk) + 1,
        "base": row.version,
    }
    form = forms.AmendStopForm(data_of(request), initial=given, count=len(order))
    return asked(
        request,
        row.visit,
        form,
        actions.amend_stop,
        title=_("Change a stop"),
        said=_("The schedule was saved."),
        arguments=lambda typed: {
            "stop": row.pk,
            "base": typed["base"],
            "changes": {**form.values(), "place_path": form.place_path(), "organisation_id": form.organisation_id()},
            "place_in_order": typed["place_in_order"],
        },
    )


@require_http_methods(METHODS)
@page("stop.remove")
def remove_stop(request: PageRequest, stop: UUID) -> HttpResponse:
    row = _stop(request, stop, "stop.remove")
    return asked(
        request,
        row.visit,
        ActionForm(data_of(request)),
        actions.remove_stop,
        title=_("Take a stop off the schedule"),
        said=_("The schedule was saved."),
        arguments=lambda typed: {"stop": row.pk},
        lead=STOP_KINDS.words(row.kind),
        button=_("Take off the schedule"),
        danger=True,
    )
