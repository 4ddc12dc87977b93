"""Lists of plans and of the activities of a plan."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.kernel.paths import under_any
from pokpong.foundation.lao.text import fold
from pokpong.foundation.ui.parts import Link
from pokpong.foundation.ui.tables import Column, Filter
from pokpong.registers.institutions.screens.tables import WHERE, PlacedTable
from pokpong.registers.places.finding import find
from pokpong.registers.programme.models import Activity, Plan, Result
from pokpong.registers.programme.plan_states import ACTIVITY, PLAN
from pokpong.registers.programme.plan_words import all_money
from pokpong.registers.programme.queries.plans import budgets_of, late, silent
from pokpong.registers.programme.screens.plan_presenting import (
    activity_address,
    plan_address,
    plan_status,
    responsible,
    statuses,
)

LATE, SILENT = "late", "silent"
MOST_PLACES = 12


def called(rows: Any, text: str) -> Any:
    """The rows with `text` in code or name."""
    wanted = fold(text)
    return rows.filter(search__contains=wanted) if wanted else rows.none()


def in_place(rows: Any, text: str) -> Any:
    """The rows in one of the places that are called so."""
    return rows.filter(under_any("place_path", [place.path for place in find(text, limit=MOST_PLACES)]))


def of_result(rows: Any, text: str) -> Any:
    """The activities for a result with this code, or below it, or with `text` in its name."""
    wanted = fold(text)
    known = Result.objects.filter(framework__in=rows.values("result__framework"))
    here = [one for one in known if fold(one.code) == wanted or any(wanted in fold(n) for n in one.names.values())]
    below = Q(pk__in=[])
    for one in here:
        below |= Q(result__framework=one.framework_id, result__path__startswith=one.path)
    return rows.filter(below)


def answered_by(rows: Any, text: str) -> Any:
    """The activities for which an official or organisation with this name is responsible."""
    wanted = fold(text)
    named = Q(official__search__contains=wanted) | Q(organisation__search__contains=wanted)
    return rows.filter(named) if wanted else rows.none()


def in_state(rows: Any, state: str) -> Any:
    """By state; late and silent are no states of their own."""
    if state == LATE:
        return rows.filter(late())
    return rows.filter(silent()) if state == SILENT else rows.filter(state=state)


class Plans(PlacedTable):
    name = "plans"
    caption = _("Plans")
    columns = (
        Column[Plan]("name", _("Name"), lambda row: Link(row.name, plan_address(row)), sort="sort_key"),
        Column[Plan]("code", _("Code"), lambda row: f"{row.code} · {row.edition}", sort="code,edition"),
        Column[Plan]("body", _("Whose plan it is"), lambda row: row.body.name if row.body else ""),
        WHERE,
        Column[Plan]("days", _("First and last day"), lambda row: [row.starts, row.ends], sort="starts"),
        Column[Plan]("state", _("State"), plan_status, sort="state"),
    )
    filters = (
        Filter("name", _("Name or code"), apply=called),
        Filter("place", _("Place"), apply=in_place),
        Filter("state", _("State"), list(PLAN.words.items())),
    )
    order = "-days"
    empty_title = _("No plan here")
    empty_text = _("Take the filters away, or draft the plan that is missing.")


class Activities(PlacedTable):
    """The activities of one plan, the money of a page with one more query."""

    name = "activities"
    caption = _("Activities")
    columns = (
        Column[Activity]("code", _("Code"), lambda row: Link(row.code, activity_address(row)), sort="code_key"),
        Column[Activity]("name", _("Activity"), lambda row: row.name),
        Column[Activity]("result", _("Result"), lambda row: row.result.code if row.result else "", sort="result__path"),
        WHERE,
        Column[Activity]("days", _("First and last day"), lambda row: [row.starts, row.last_day], sort="starts,ends"),
        Column[Activity]("responsible", _("Responsible"), responsible),
        Column[Activity]("money", _("Money"), lambda row: all_money(getattr(row, "money", {}))),
        Column[Activity]("state", _("State"), statuses, sort="state"),
    )
    filters = (
        Filter("name", _("Name or code"), apply=called),
        Filter("place", _("Place"), apply=in_place),
        Filter("result", _("Result"), apply=of_result),
        Filter("responsible", _("Responsible"), apply=answered_by),
        Filter(
            "state",
            _("State"),
            [
                (LATE, _("Late")),
                (SILENT, _("Without progress for a month")),
                *((state, words) for state, words in ACTIVITY.words.items() if state != "dropped"),
            ],
            apply=in_state,
        ),
    )
    order = "code"
    empty_title = _("No activity here")
    empty_text = _("Take the filters away, or add the activity that is missing.")

    @property
    def body(self) -> Any:
        money = budgets_of([row.pk for row in self.page_rows])
        for row in self.page_rows:
            row.money = money.get(row.pk, {})
        return super().body


def activities_of(plan: Plan, params: Any, path: str) -> Activities:
    rows = plan.activities.kept().select_related("plan", "result", "official", "organisation")
    return Activities(rows, params, path=path)


def plans_seen(actor: Any, params: Any, path: str) -> Plans:
    rows = Plan.objects.visible_to(actor).select_related("committee", "organisation")
    return Plans(rows, params, path=path)
