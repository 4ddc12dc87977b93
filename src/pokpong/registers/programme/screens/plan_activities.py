"""Activities: one with its evidence and progress; added, changed, taken out; how it goes on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.form_pages import done, form_page, found, require
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.ui.parts import Happening, StatusWord
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.programme import evidence
from pokpong.registers.programme.actions.activities import add_activity, amend_activity, drop_activity
from pokpong.registers.programme.actions.progress import record_progress
from pokpong.registers.programme.models import Activity, Progress
from pokpong.registers.programme.picker import ActivitySource
from pokpong.registers.programme.plan_states import ACTIVITY, ACTIVITY_TONES
from pokpong.registers.programme.plan_words import EVIDENCE
from pokpong.registers.programme.queries.plans import budget_of
from pokpong.registers.programme.screens import plan_presenting as presenting
from pokpong.registers.programme.screens.plan_forms import (
    ActivityForm,
    AmendActivityForm,
    DropActivityForm,
    ProgressForm,
    money_given,
)
from pokpong.registers.programme.screens.plans import READ, plan_found

SUGGESTIONS = 8
PARTS = ("plan", "result", "official", "organisation")


def activity_found(request: PageRequest, activity: UUID) -> Activity:
    """The activity, as far as the reader may see its plan. Raises NotThere."""
    row: Activity = found(Activity.objects.visible_to(request.user).select_related(*PARTS), activity)
    seen(request, "activity", [row])
    return row


@require_GET
@page(READ)
def activity_page(request: PageRequest, activity: UUID) -> HttpResponse:
    """What it is, how it stands, and what shows that it took place."""
    row = activity_found(request, activity)
    user, draft = request.user, row.plan.is_draft and row.state != "dropped"
    shown = evidence.of(row, user)
    held = {one.kind for one in shown if one.done}
    running = row.plan.state == "carried_out" and row.is_open
    context: dict[str, Any] = {
        "row": row,
        "statuses": presenting.statuses(row),
        "facts": presenting.activity_facts(row),
        "progress": told(row),
        "evidence": [(EVIDENCE.get(one.kind, one.kind), one) for one in shown],
        "wanting": [EVIDENCE[kind] for kind in row.evidence_wanted if kind in evidence.kinds() and kind not in held],
        "history": presenting.history(row),
        "may_record": running and user.may("progress.record", row.place_path),
        "may_amend": draft and user.may("activity.amend", row.plan.place_path),
        "may_drop": draft and user.may("activity.drop", row.plan.place_path),
        "breadcrumbs": presenting.plan_crumbs(row.plan, Crumb(row.code)),
    }
    return render(request, "programme/activity.html", context)


def told(row: Activity) -> list[Happening]:
    """The progress recorded in every edition of the plan, newest first."""
    rows = list(Progress.objects.filter(activity__thread=row.thread).order_by("-day", "-at"))
    who = names_of({one.by for one in rows})
    return [
        Happening(
            one.day,
            _("Postponed to %(day)s") % {"day": f"{one.new_end:%d/%m/%Y}"}
            if one.new_end
            else ACTIVITY.words[one.state],
            who.get(one.by, ""),
            one.reason,
            StatusWord(ACTIVITY.words[one.state], ACTIVITY_TONES[one.state]),
        )
        for one in rows
    ]


@require_http_methods(["GET", "POST"])
@page("activity.add")
def add(request: PageRequest, plan: UUID) -> HttpResponse:
    """A new activity of a draft."""
    row = plan_found(request, plan)
    require(request, "activity.add", row.place_path)
    posted = request.POST if request.method == "POST" else None
    form = ActivityForm(posted, actor=request.user, plan=row, initial={"starts": row.starts, "ends": row.ends})
    if form.is_bound and form.is_valid():
        values = form.values()
        said = {name.removesuffix("_id").removesuffix("_path"): value for name, value in values.items()}
        new_id = row_id_for(form.cleaned_data["call_id"])
        made = form.perform(add_activity, by=request.user, id=new_id, plan=row.pk, budget=form.money(), **said)
        if made is not None:
            return done(request, _("The activity was added."), presenting.plan_address(row))
    title, back = _("Add an activity"), presenting.plan_address(row)
    way = presenting.plan_crumbs(row, Crumb(title))
    return form_page(request, form, title=title, lead=row.name, back=back, crumbs=way)


@require_http_methods(["GET", "POST"])
@page("activity.amend")
def amend(request: PageRequest, activity: UUID) -> HttpResponse:
    """Changes of an activity in a draft."""
    row = activity_found(request, activity)
    require(request, "activity.amend", row.plan.place_path)
    posted = request.POST if request.method == "POST" else None
    form = AmendActivityForm(posted, actor=request.user, plan=row.plan, kept=row.result, initial=_given(row))
    if form.is_bound and form.is_valid():
        changed = form.perform(
            amend_activity,
            by=request.user,
            activity=row.pk,
            base=form.cleaned_data["base"],
            changes=form.values(),
            budget=form.money(),
        )
        if changed is not None:
            return done(request, _("The changes were saved."), presenting.activity_address(row))
    title, back = _("Change the activity"), presenting.activity_address(row)
    way = presenting.activity_crumbs(row, Crumb(title))
    return form_page(request, form, title=title, lead=row.name, back=back, crumbs=way)


def _given(row: Activity) -> dict[str, Any]:
    return {
        "base": row.version,
        "code": row.code,
        "name_lo": row.names.get("lo", ""),
        "name_en": row.names.get("en", ""),
        "result": str(row.result_id or ""),
        "place": row.place_path,
        "starts": row.starts,
        "ends": row.ends,
        "official": str(row.official_id or ""),
        "organisation": str(row.organisation_id or ""),
        "participants_expected": row.participants_expected,
        "evidence_wanted": row.evidence_wanted,
        **money_given("budget", budget_of(row)),
    }


@require_http_methods(["GET", "POST"])
@page("activity.drop")
def drop(request: PageRequest, activity: UUID) -> HttpResponse:
    """Takes an activity out of a draft."""
    row = activity_found(request, activity)
    require(request, "activity.drop", row.plan.place_path)
    form = DropActivityForm(request.POST) if request.method == "POST" else DropActivityForm()
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(drop_activity, by=request.user, activity=row.pk, reason=reason) is not None:
            words = _("The activity was taken out. It stays in the history.")
            return done(request, words, presenting.plan_address(row.plan))
    title, back = _("Take the activity out of the plan"), presenting.activity_address(row)
    way = presenting.activity_crumbs(row, Crumb(title))
    return form_page(request, form, title=title, lead=row.name, back=back, crumbs=way)


@require_http_methods(["GET", "POST"])
@page("progress.record")
def record(request: PageRequest, activity: UUID) -> HttpResponse:
    """How an activity stands."""
    row = activity_found(request, activity)
    require(request, "progress.record", row.place_path)
    form = ProgressForm(request.POST) if request.method == "POST" else ProgressForm()
    if form.is_bound and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("state", "day", "reason", "new_end")}
        new_id = row_id_for(form.cleaned_data["call_id"])
        if form.perform(record_progress, by=request.user, id=new_id, activity=row.pk, **values) is not None:
            return done(request, _("The progress was recorded."), presenting.activity_address(row))
    title, back = _("Record progress"), presenting.activity_address(row)
    way = presenting.activity_crumbs(row, Crumb(title))
    return form_page(request, form, title=title, lead=row.name, back=back, crumbs=way)


@require_GET
@page(READ)
def find_json(request: PageRequest) -> JsonResponse:
    """Suggestions for pickers: `{"results": [{"value": id, "label", "detail"}]}`."""
    found_rows = ActivitySource(request.user).find(request.GET.get("q", "")[:200], SUGGESTIONS)
    return JsonResponse({"results": [choice.as_json() for choice in found_rows]})
