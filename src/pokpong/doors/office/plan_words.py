"""Plans and their activities in words: for the history, for tasks, for choices between two edits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from pokpong.doors.office.task_subjects import Subject, Subjects
from pokpong.foundation.actions.actor import Actor
from pokpong.registers.programme.actions import activities, plans
from pokpong.registers.programme.models import Plan
from pokpong.registers.programme.screens.plan_presenting import FIELD_WORDS, shown

NOUNS = {
    "plan": gettext_lazy("Plan"),
    "activity": gettext_lazy("Activity of a plan"),
    "activity_budget": gettext_lazy("Money of an activity"),
    "progress": gettext_lazy("Progress of an activity"),
    "evaluation": gettext_lazy("Evaluation of a plan"),
}
ACTIONS = {
    "plan.draft": gettext_lazy("Drafted a plan"),
    "plan.amend": gettext_lazy("Changed a plan"),
    "plan.propose": gettext_lazy("Laid a plan before the committee"),
    "plan.agree": gettext_lazy("Agreed to a plan"),
    "plan.send_back": gettext_lazy("Sent a plan back"),
    "plan.start": gettext_lazy("Began to carry a plan out"),
    "plan.revise": gettext_lazy("Began the next edition of a plan"),
    "plan.close": gettext_lazy("Closed a plan with its evaluation"),
    "plan.remind": gettext_lazy("Asked for the progress of a plan"),
    "activity.add": gettext_lazy("Added an activity to a plan"),
    "activity.amend": gettext_lazy("Changed an activity of a plan"),
    "activity.drop": gettext_lazy("Took an activity out of a plan"),
    "progress.record": gettext_lazy("Recorded the progress of an activity"),
}
FIELDS: dict[str, Mapping[str, str | Promise]] = {
    "plan": {name: FIELD_WORDS[name] for name in plans.FIELDS},
    "activity": {name: FIELD_WORDS[name] for name in activities.FIELDS},
}
PAGES = {"plan": "programme:plan", "activity": "programme:activity"}
TITLES: dict[str, Callable[[Any], str]] = {
    "plan": lambda row: f"{row.code} · {row.name}",
    "activity": lambda row: f"{row.code} · {row.name}",
}
__all__ = ["ACTIONS", "FIELDS", "NOUNS", "PAGES", "TITLES", "shown", "subjects"]


def subjects(actor: Actor, ids: Collection[UUID]) -> Subjects:
    """By code."""
    rows = Plan.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "code")
    return {pk: Subject(code) for pk, code in rows}
