"""Goals: set, correct, settle, take up again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions.plan import amend_goal, reopen_goal, set_goal, settle_goal
from pokpong.areas.protection.models import Case, Goal
from pokpong.areas.protection.queries.plan import needs_of
from pokpong.areas.protection.screens.of_case import found
from pokpong.areas.protection.screens.plan import steps
from pokpong.areas.protection.screens.plan.forms import AgainForm, Choices, GoalAmendForm, GoalEndForm, GoalForm
from pokpong.areas.protection.screens.plan.words import domain_words
from pokpong.foundation.access.pages import PageRequest, page

COLUMNS = ("text", "domain", "target_on", "need_id")


def need_choices(case: Case, chosen: UUID | None = None) -> Choices:
    """The needs that stand, and the one chosen before."""
    rows = [need for need in needs_of(case) if need.is_open or need.pk == chosen]
    return [(str(need.pk), _said(domain_words(need.domain), need.note or "")) for need in rows]


def _said(domain: str, note: str) -> str:
    return f"{domain}: {note}" if note else domain


@page("goal.set")
@require_http_methods(["GET", "POST"])
def add(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    initial = {"need": request.GET.get("need", "")}
    return steps.step(
        request,
        row,
        steps.filled(GoalForm, request, needs=need_choices(row), initial=initial),
        set_goal,
        lambda typed: {
            "id": steps.new_id_of(typed),
            "case": row.pk,
            "text": typed["text"],
            "domain": typed["domain"],
            "target_on": typed["target_on"],
            "need": _id(typed.get("need")),
        },
        _("The goal was set."),
        title=_("Set a goal"),
        button=_("Set the goal"),
        part=steps.PLAN,
    )


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


@page("goal.amend")
@require_http_methods(["GET", "POST"])
def change(request: PageRequest, goal: UUID) -> HttpResponse:
    row = steps.part(request, Goal, goal)
    base = steps.base_of(request, row)
    seen = steps.before(row, COLUMNS, base)
    initial = {**seen, "need": str(seen["need_id"] or ""), "base": base}
    needs = need_choices(row.case, row.need_id)
    return steps.corrected(
        request,
        row.case,
        row,
        steps.filled(GoalAmendForm, request, needs=needs, initial=initial),
        amend_goal,
        lambda typed: steps.changed({**typed, **({"need_id": _id(typed["need"])} if "need" in typed else {})}, seen),
        title=_("Correct a goal"),
        part=steps.PLAN,
    )


@page("goal.settle")
@require_http_methods(["GET", "POST"])
def settle(request: PageRequest, goal: UUID) -> HttpResponse:
    row = steps.part(request, Goal, goal)
    return steps.step(
        request,
        row.case,
        steps.filled(GoalEndForm, request),
        settle_goal,
        lambda typed: {"goal": row.pk, "outcome": typed["outcome"], "reason": typed["reason"]},
        _("Kept. You can take the goal up again at any time."),
        title=_("Settle a goal"),
        button=_("Keep it"),
        part=steps.PLAN,
        lead=row.text,
    )


@page("goal.reopen")
@require_http_methods(["GET", "POST"])
def again(request: PageRequest, goal: UUID) -> HttpResponse:
    row = steps.part(request, Goal, goal)
    return steps.step(
        request,
        row.case,
        steps.filled(AgainForm, request),
        reopen_goal,
        lambda typed: {"goal": row.pk, "reason": typed["reason"]},
        _("The goal is under way again."),
        title=_("Take a goal up again"),
        button=_("Take it up again"),
        part=steps.PLAN,
        lead=row.text,
    )
