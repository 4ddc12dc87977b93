"""What the pages about plans share: the way here, states, facts, differences, the history of a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions import amend, moves
from pokpong.foundation.actions.models import FieldChange
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.parts import Difference, Happening, Link, StatusWord, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.models import Committee, Official
from pokpong.registers.institutions.picker import ORGANISATIONS
from pokpong.registers.places.queries import label
from pokpong.registers.programme.models import Activity, Plan, Project, Result
from pokpong.registers.programme.plan_states import ACTIVITY, ACTIVITY_TONES, PLAN, PLAN_TONES
from pokpong.registers.programme.plan_words import all_money, evidence_words
from pokpong.registers.programme.queries.plans import Changed, budget_of, days_late

FIELD_WORDS: dict[str, str | Promise] = {
    "code": gettext_lazy("Code"),
    "names": gettext_lazy("Name"),
    "committee_id": gettext_lazy("Committee"),
    "organisation_id": gettext_lazy("Organisation"),
    "official_id": gettext_lazy("Responsible official"),
    "place_path": gettext_lazy("Place"),
    "project_id": gettext_lazy("Project"),
    "result_id": gettext_lazy("Result"),
    "starts": gettext_lazy("First day"),
    "ends": gettext_lazy("Last day"),
    "stated": gettext_lazy("Money that the plan needs"),
    "participants_expected": gettext_lazy("Participants expected"),
    "evidence_wanted": gettext_lazy("Evidence wanted"),
    "budget": gettext_lazy("Money"),
}


def plan_address(plan: Plan) -> str:
    return reverse("programme:plan", args=[plan.pk])


def activity_address(activity: Activity) -> str:
    return reverse("programme:activity", args=[activity.pk])


def crumbs(*more: Crumb) -> list[Crumb]:
    """The list of plans, and what leads on from it."""
    start = [Crumb(_("Programme"), reverse("programme:hub")), Crumb(_("Plans"), reverse("programme:plans"))]
    return [*start, *more]


def plan_crumbs(plan: Plan, *more: Crumb) -> list[Crumb]:
    return crumbs(Crumb(plan.name, plan_address(plan)), *more)


def activity_crumbs(activity: Activity, *more: Crumb) -> list[Crumb]:
    return plan_crumbs(activity.plan, Crumb(activity.code, activity_address(activity)), *more)


def plan_status(plan: Plan) -> StatusWord:
    return StatusWord(PLAN.words[plan.state], PLAN_TONES[plan.state])


def activity_status(activity: Activity) -> StatusWord:
    return StatusWord(ACTIVITY.words[activity.state], ACTIVITY_TONES[activity.state])


def late_words(days: int) -> str:
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}


def lateness(activity: Activity) -> StatusWord | None:
    """How late it is, in words and with a sign of its own; None when it is not."""
    days = days_late(activity)
    return StatusWord(late_words(days), "danger", "warning") if days else None


def statuses(activity: Activity) -> list[StatusWord]:
    late = lateness(activity)
    return [activity_status(activity), *([late] if late else [])]


def responsible(activity: Activity) -> list[str]:
    found = (activity.official and activity.official.name, activity.organisation and activity.organisation.name)
    return [name for name in found if name]


def filled(rows: list[SummaryRow]) -> list[SummaryRow]:
    """The rows that say something."""
    return [row for row in rows if row.value not in ("", None, [])]


def where(path: str) -> str:
    return label(path) or _("the whole country")


def plan_facts(plan: Plan, sums: Mapping[str, Any]) -> list[SummaryRow]:
    """What stands on the first page of a plan."""
    project = plan.project
    return filled(
        [
            SummaryRow(_("Name in Lao"), in_language(plan.names, "lo")),
            SummaryRow(_("Name in English"), plan.names.get("en", "")),
            SummaryRow(_("Code"), plan.code),
            SummaryRow(_("Edition"), plan.edition),
            SummaryRow(_("Whose plan it is"), plan.body.name if plan.body else ""),
            SummaryRow(_("Place"), where(plan.place_path)),
            SummaryRow(_("Project"), f"{project.code} · {project.name}" if project else ""),
            SummaryRow(_("First and last day"), [plan.starts, plan.ends]),
            SummaryRow(_("Money that the plan needs"), all_money(plan.stated)),
            SummaryRow(_("The activities add up to"), all_money(sums)),
        ]
    )


def activity_facts(activity: Activity) -> list[SummaryRow]:
    result = activity.result
    return filled(
        [
            SummaryRow(_("Name in Lao"), in_language(activity.names, "lo")),
            SummaryRow(_("Name in English"), activity.names.get("en", "")),
            SummaryRow(_("Code"), activity.code),
            SummaryRow(_("Plan"), Link(activity.plan.name, plan_address(activity.plan))),
            SummaryRow(_("Result"), f"{result.code} · {result.name}" if result else ""),
            SummaryRow(_("Place"), where(activity.place_path)),
            SummaryRow(_("First and last day"), [activity.starts, activity.ends]),
            SummaryRow(_("Postponed to"), activity.moved_to),
            SummaryRow(_("Responsible"), responsible(activity)),
            SummaryRow(_("Participants expected"), activity.participants_expected),
            SummaryRow(_("Money"), all_money(budget_of(activity))),
            SummaryRow(_("Evidence wanted"), evidence_words(activity.evidence_wanted)),
            SummaryRow(_("Progress last recorded"), activity.last_progress),
            SummaryRow(_("State"), statuses(activity)),
        ]
    )


def _name_of(model: Any) -> Callable[[Any], str]:
    def find(key: Any) -> str:
        row = model.objects.filter(pk=key).first() if key else None
        return row.name if row is not None else ""

    return find


def _organisation(key: Any) -> str:
    found = ORGANISATIONS.get(str(key)) if key else None
    return str(found.label) if found is not None else ""


WORDED: Mapping[str, Callable[[Any], object]] = {
    "names": lambda value: in_language(value or {}),
    "committee_id": _name_of(Committee),
    "official_id": _name_of(Official),
    "project_id": _name_of(Project),
    "result_id": _name_of(Result),
    "organisation_id": _organisation,
    "place_path": where,
    "stated": lambda value: all_money(value or {}),
    "budget": lambda value: all_money(value or {}),
    "evidence_wanted": lambda value: evidence_words(value or []),
}


def shown(field: str, value: Any) -> object:
    """A value of a field, present or old, in words."""
    return WORDED[field](value) if field in WORDED else value


def in_line(field: str, value: Any) -> str:
    found = shown(field, value)
    if isinstance(found, dt.date):
        return f"{found:%d/%m/%Y}"
    return "–" if found in (None, "") else str(found)


def differing(change: Changed) -> list[Difference]:
    """The fields that say something else in the later edition."""
    found = []
    for field in change.fields:
        if field == "budget":
            left, right = change.budgets
        else:
            left, right = getattr(change.before, field), getattr(change.after, field)
        found.append(Difference(field, FIELD_WORDS[field], shown(field, left), shown(field, right)))
    return found


def history(row: Plan | Activity) -> list[Happening]:
    """The states it went through and what was changed of it, by whom, newest first."""
    steps, changes = moves.history_of(row.pk), list(FieldChange.objects.filter(row=row.pk))
    who = names_of({*(step.who for step in steps), *(change.who for change in changes)})
    words = moves.MACHINES[row.noun].words
    found = [
        Happening(step.at, words[step.after], who.get(step.who, "") if step.who else "", moves.why_of(step))
        for step in steps
    ]
    found += [
        Happening(
            change.at,
            _("Changed: %(field)s") % {"field": FIELD_WORDS.get(change.field, change.field)},
            who.get(change.who, ""),
            _("Before: %(value)s") % {"value": in_line(change.field, amend.old_value(change))},
        )
        for change in changes
    ]
    return sorted(found, key=lambda happening: happening.when, reverse=True)
