"""Actions of the plan: add, look at, correct, do, drop, take up again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection.actions.plan import (
    add_planned_action,
    amend_planned_action,
    do_planned_action,
    drop_planned_action,
    reopen_planned_action,
)
from pokpong.areas.protection.models import Case, PlannedAction
from pokpong.areas.protection.queries.plan import goals_of
from pokpong.areas.protection.screens.of_case import address, crumbs, found
from pokpong.areas.protection.screens.plan import steps, words
from pokpong.areas.protection.screens.plan.forms import (
    AgainForm,
    Choices,
    DoneForm,
    PlannedActionAmendForm,
    PlannedActionForm,
    ReasonForm,
)
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.ui.parts import Link, SummaryRow

COLUMNS = ("text", "owner", "due", "goal_id")


def goal_choices(case: Case, chosen: UUID | None = None) -> Choices:
    """The goals under way, and the one chosen before."""
    return [(str(goal.pk), goal.text) for goal in goals_of(case) if goal.is_open or goal.pk == chosen]


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


@page("planned_action.add")
@require_http_methods(["GET", "POST"])
def add(request: PageRequest, case: UUID) -> HttpResponse:
    row = found(request, case)
    initial = {"owner": str(request.user.pk), "goal": request.GET.get("goal", "")}
    team, goals = steps.colleagues(row), goal_choices(row)
    return steps.step(
        request,
        row,
        steps.filled(PlannedActionForm, request, team=team, goals=goals, initial=initial),
        add_planned_action,
        lambda typed: {
            "id": steps.new_id_of(typed),
            "case": row.pk,
            "text": typed["text"],
            "owner": UUID(typed["owner"]),
            "due": typed["due"],
            "goal": _id(typed.get("goal")),
        },
        _("The action was planned. Its owner finds it among their tasks."),
        title=_("Plan an action"),
        button=_("Plan the action"),
        part=steps.PLAN,
    )


@page(steps.READS)
@require_GET
def show(request: PageRequest, planned_action: UUID) -> HttpResponse:
    """One action with what happened to it; the task of its owner leads here."""
    row = steps.part(request, PlannedAction, planned_action)
    seen(request, "planned_action", [row])
    names = names_of([row.owner, row.planned_by])
    rows = [
        SummaryRow(_("What is to be done?"), row.text.splitlines()),
        SummaryRow(_("Who does it?"), words.name_in(names, row.owner)),
        SummaryRow(_("Until when?"), row.due),
        SummaryRow(_("For which goal?"), row.goal.text if row.goal else _("None of them")),
        SummaryRow(_("Planned by"), words.name_in(names, row.planned_by)),
        *([SummaryRow(_("What came of it?"), row.result.splitlines())] if row.result else []),
    ]
    context = {
        "case": row.case,
        "title": _("Action of the plan"),
        "state": words.state_word(row),
        "rows": rows,
        "timeline": words.happenings_of(row),
        "steps": _steps(request, row),
        "back": address(row.case, steps.PLAN),
        "breadcrumbs": crumbs(row.case, _("Action of the plan")),
    }
    return render(request, "protection/plan/part.html", context)


def _steps(request: PageRequest, row: PlannedAction) -> list[Link]:
    if not row.case.is_at_work:
        return []
    planned = (
        ("planned_action.do", _("It is done"), "plan:do_action"),
        ("planned_action.amend", _("Correct"), "plan:amend_action"),
        ("planned_action.drop", _("Drop it"), "plan:drop_action"),
    )
    ended = (
        ("planned_action.reopen", _("Take it up again"), "plan:reopen_action"),
        ("planned_action.amend", _("Correct"), "plan:amend_action"),
    )
    offered = planned if row.is_planned else ended
    return [
        Link(label, reverse(name, args=[row.pk])) for permission, label, name in offered if request.user.may(permission)
    ]


@page("planned_action.amend")
@require_http_methods(["GET", "POST"])
def change(request: PageRequest, planned_action: UUID) -> HttpResponse:
    row = steps.part(request, PlannedAction, planned_action)
    base = steps.base_of(request, row)
    before = steps.before(row, COLUMNS, base)
    initial = {**before, "owner": str(before["owner"]), "goal": str(before["goal_id"] or ""), "base": base}
    team, goals = _with_owner(row, steps.colleagues(row.case)), goal_choices(row.case, row.goal_id)
    return steps.corrected(
        request,
        row.case,
        row,
        steps.filled(PlannedActionAmendForm, request, team=team, goals=goals, initial=initial),
        amend_planned_action,
        lambda typed: steps.changed(
            {
                "text": typed["text"],
                "owner": UUID(typed["owner"]),
                "due": typed["due"],
                **({"goal_id": _id(typed["goal"])} if "goal" in typed else {}),
            },
            before,
        ),
        title=_("Correct an action"),
        part=steps.PLAN,
    )


def _with_owner(row: PlannedAction, team: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The team, and the present owner although they left it: their action is not changed by looking at it."""
    if str(row.owner) in dict(team):
        return team
    return [*team, (str(row.owner), names_of([row.owner]).get(row.owner, ""))]


@page("planned_action.do")
@require_http_methods(["GET", "POST"])
def do(request: PageRequest, planned_action: UUID) -> HttpResponse:
    row = steps.part(request, PlannedAction, planned_action)
    return steps.step(
        request,
        row.case,
        steps.filled(DoneForm, request),
        do_planned_action,
        lambda typed: {"planned_action": row.pk, "result": typed["result"]},
        _("Done. The action stays in the plan."),
        title=_("It is done"),
        button=_("Mark as done"),
        part=steps.PLAN,
        lead=row.text,
    )


@page("planned_action.drop")
@require_http_methods(["GET", "POST"])
def drop(request: PageRequest, planned_action: UUID) -> HttpResponse:
    row = steps.part(request, PlannedAction, planned_action)
    return steps.step(
        request,
        row.case,
        steps.filled(ReasonForm, request),
        drop_planned_action,
        lambda typed: {"planned_action": row.pk, "reason": typed["reason"]},
        _("Dropped. You can take the action up again at any time."),
        title=_("Drop an action"),
        button=_("Drop it"),
        part=steps.PLAN,
        lead=row.text,
        danger=True,
    )


@page("planned_action.reopen")
@require_http_methods(["GET", "POST"])
def again(request: PageRequest, planned_action: UUID) -> HttpResponse:
    row = steps.part(request, PlannedAction, planned_action)
    return steps.step(
        request,
        row.case,
        steps.filled(AgainForm, request),
        reopen_planned_action,
        lambda typed: {"planned_action": row.pk, "reason": typed["reason"]},
        _("The action is to be done again."),
        title=_("Take an action up again"),
        button=_("Take it up again"),
        part=steps.PLAN,
        lead=row.text,
    )
