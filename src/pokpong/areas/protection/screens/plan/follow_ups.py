"""Follow-ups: plan, look at, move, do, cancel."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection.actions.follow_up_schedule import days_offered, planned_days
from pokpong.areas.protection.actions.plan import (
    cancel_follow_up,
    do_follow_up,
    move_follow_up,
    plan_follow_up,
    schedule_follow_ups,
)
from pokpong.areas.protection.models import FollowUp
from pokpong.areas.protection.screens.of_case import address, asked, crumbs, done, found
from pokpong.areas.protection.screens.plan import steps, words
from pokpong.areas.protection.screens.plan.forms import ReasonForm
from pokpong.areas.protection.screens.plan.meeting_forms import DoFollowUpForm, FollowUpForm, MoveForm, ScheduleForm
from pokpong.areas.protection.vocabulary import plan as vocabulary
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.ui.dates import in_words
from pokpong.foundation.ui.parts import Link, SummaryRow


@page("follow_up.schedule")
@require_http_methods(["GET", "POST"])
def schedule(request: PageRequest, case: UUID) -> HttpResponse:
    """The days of the programme's pattern, each of which can be left out."""
    row = found(request, case)
    offered = days_offered(row, planned_days(row))
    if not offered:
        messages.info(request, _("Every day of the programme's pattern is planned or has passed."))
        return redirect("plan:plan_follow_up", row.pk)
    choices = [(day.isoformat(), in_words(day)) for day in offered]
    return steps.step(
        request,
        row,
        steps.filled(ScheduleForm, request, days=choices),
        schedule_follow_ups,
        lambda typed: {
            "case": row.pk,
            "days": [date.fromisoformat(day) for day in typed["days"]],
            "kind": typed["kind"],
        },
        _("The follow-ups are planned. The next one stands among the tasks of who leads the case."),
        title=_("Plan the follow-ups"),
        button=_("Plan these follow-ups"),
        part=steps.FOLLOW_UPS,
        lead=_("These days come from the programme's pattern. Take away those that do not suit the person."),
    )


@page("follow_up.plan")
@require_http_methods(["GET", "POST"])
def add(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    return steps.step(
        request,
        row,
        steps.filled(FollowUpForm, request),
        plan_follow_up,
        lambda typed: {
            "id": steps.new_id_of(typed),
            "case": row.pk,
            "due": typed["due"],
            "kind": typed["kind"],
        },
        _("The follow-up is planned."),
        title=_("Plan a follow-up"),
        button=_("Plan the follow-up"),
        part=steps.FOLLOW_UPS,
    )


@page(steps.READS)
@require_GET
def show(request: PageRequest, follow_up: UUID) -> HttpResponse:
    """One follow-up with what the person said; the task of who leads the case leads here."""
    row = steps.part(request, FollowUp, follow_up)
    seen(request, "follow_up", [row])
    context = {
        "case": row.case,
        "title": _("Follow-up"),
        "state": words.state_word(row),
        "rows": _rows(row),
        "timeline": words.happenings_of(row),
        "steps": _steps(request, row),
        "back": address(row.case, steps.FOLLOW_UPS),
        "breadcrumbs": crumbs(row.case, _("Follow-up")),
    }
    return render(request, "protection/plan/part.html", context)


def _rows(row: FollowUp) -> list[SummaryRow]:
    planned = [
        SummaryRow(_("On which day?"), row.due),
        SummaryRow(_("How shall the person be reached?"), vocabulary.FOLLOW_UP_KINDS.get(row.kind, row.kind)),
        SummaryRow(_("Why it was planned"), vocabulary.ORIGINS.get(row.origin, row.origin)),
    ]
    return [*planned, *_result(row)] if row.done_on else planned


def _result(row: FollowUp) -> list[SummaryRow]:
    names = names_of([row.done_by])
    answers = [
        SummaryRow(question, words.answer_word(getattr(row, name))) for name, question in vocabulary.WELL_BEING.items()
    ]
    return [
        SummaryRow(_("On which day was it?"), row.done_on),
        SummaryRow(_("Who asked?"), words.name_in(names, row.done_by)),
        SummaryRow(_("How was the person asked?"), vocabulary.FOLLOW_UP_KINDS.get(row.how, row.how)),
        SummaryRow(_("Was the person reached?"), row.reached),
        *(answers if row.reached else []),
        SummaryRow(_("What did the person say?"), (row.finding or "").splitlines() or ""),
    ]


def _steps(request: PageRequest, row: FollowUp) -> list[Link]:
    offered = (
        (row.waits, "follow_up.do", _("Write down how the person is"), "plan:do_follow_up"),
        (row.state == "planned", "follow_up.move", _("Another day"), "plan:move_follow_up"),
        (row.waits, "follow_up.cancel", _("Cancel it"), "plan:cancel_follow_up"),
    )
    return [
        Link(label, reverse(name, args=[row.pk]))
        for holds, permission, label, name in offered
        if holds and request.user.may(permission)
    ]


@page("follow_up.do")
@require_http_methods(["GET", "POST"])
def do(request: PageRequest, follow_up: UUID) -> HttpResponse:
    """Also catches up one that was missed."""
    row = steps.part(request, FollowUp, follow_up)
    form = steps.filled(DoFollowUpForm, request, initial={"how": row.kind})
    if request.method == "POST" and form.is_valid():
        reached = form.cleaned_data["reached"] == "yes"
        kept = form.perform(
            do_follow_up,
            by=request.user,
            follow_up=row.pk,
            reached=reached,
            answers=form.answers(),
            **{name: form.cleaned_data[name] for name in ("how", "finding", "done_on")},
        )
        if kept is not None:
            return done(request, row.case, _after(kept), steps.FOLLOW_UPS)
    title, button = _("How is the person?"), _("Keep the follow-up")
    return asked(request, row.case, form, title, button, part=steps.FOLLOW_UPS)


def _after(row: FollowUp) -> str:
    if not row.reached:
        return _("Kept. The person was not reached: plan another follow-up.")
    if row.safe == "no":
        return _("Kept. The person is not safe: assess the risk now and speak with your supervisor.")
    return _("The follow-up was kept.")


@page("follow_up.move")
@require_http_methods(["GET", "POST"])
def move(request: PageRequest, follow_up: UUID) -> HttpResponse:
    row = steps.part(request, FollowUp, follow_up)
    base = steps.base_of(request, row)
    form = steps.filled(MoveForm, request, initial={"due": row.due, "kind": row.kind, "base": base})
    return steps.step(
        request,
        row.case,
        form,
        move_follow_up,
        lambda typed: {"follow_up": row.pk, **{name: typed[name] for name in ("due", "kind", "base")}},
        _("The follow-up was moved."),
        title=_("Another day"),
        button=_("Move the follow-up"),
        part=steps.FOLLOW_UPS,
    )


@page("follow_up.cancel")
@require_http_methods(["GET", "POST"])
def cancel(request: PageRequest, follow_up: UUID) -> HttpResponse:
    row = steps.part(request, FollowUp, follow_up)
    return steps.step(
        request,
        row.case,
        steps.filled(ReasonForm, request),
        cancel_follow_up,
        lambda typed: {"follow_up": row.pk, "reason": typed["reason"]},
        _("The follow-up is cancelled."),
        title=_("Cancel a follow-up"),
        button=_("Cancel the follow-up"),
        part=steps.FOLLOW_UPS,
        lead=in_words(row.due),
        danger=True,
    )
