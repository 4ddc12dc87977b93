"""What is planned with a person and kept about them, on the page of a case."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection.actions.follow_up_schedule import days_offered
from pokpong.areas.protection.models import (
    Attachment,
    Case,
    Conference,
    FollowUp,
    Goal,
    Need,
    PlannedAction,
)
from pokpong.areas.protection.queries import plan as queries
from pokpong.areas.protection.screens.of_case import Section
from pokpong.areas.protection.screens.plan import steps, words
from pokpong.areas.protection.screens.plan.offers import Offers
from pokpong.areas.protection.screens.plan.told import exploitation
from pokpong.areas.protection.vocabulary import plan as vocabulary
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.ui.parts import StatusWord

SHOWN_NOTES = 5
FOLDER = "protection/plan"
Shown = dict[str, Any]


def sections(request: PageRequest, case: Case, *, at_work: bool) -> list[Section]:
    """What was done to the person, and the plan: needs, goals, actions. Six queries."""
    offers = Offers(request, case, at_work=at_work)
    return [
        Section(
            steps.EXPLOITATION,
            gettext_lazy("What was done to the person"),
            "danger",
            f"{FOLDER}/exploitation.html",
            exploitation(case, offers),
        ),
        Section(steps.PLAN, gettext_lazy("Plan"), "check", f"{FOLDER}/plan.html", _plan(case, offers)),
    ]


def follow_up_sections(request: PageRequest, case: Case, *, at_work: bool) -> list[Section]:
    """Follow-ups go on after a case is closed. Two queries."""
    offers = Offers(request, case, at_work=at_work)
    context = _follow_ups(case, offers)
    return [Section(steps.FOLLOW_UPS, gettext_lazy("Follow-ups"), "calendar", f"{FOLDER}/follow_ups.html", context)]


def note_sections(request: PageRequest, case: Case, *, at_work: bool) -> list[Section]:
    """Notes, conferences and files. Five queries."""
    offers = Offers(request, case, at_work=at_work)
    return [
        Section(steps.NOTES, gettext_lazy("Notes"), "edit", f"{FOLDER}/note_list.html", _notes(case, offers)),
        Section(
            steps.CONFERENCES,
            gettext_lazy("Case conferences"),
            "committee",
            f"{FOLDER}/conferences.html",
            _conferences(case, offers),
        ),
        Section(steps.FILES, gettext_lazy("Files"), "document", f"{FOLDER}/files.html", _files(case, offers)),
    ]


# --- needs, goals, actions ---------------------------------------------------------------------------------


def _plan(case: Case, offers: Offers) -> Shown:
    needs, goals, actions = queries.needs_of(case), queries.goals_of(case), queries.actions_of(case)
    names = names_of({action.owner for action in actions})
    return {
        "needs": [_need(need, offers) for need in needs if need.is_open],
        "goals": [_goal(goal, offers) for goal in goals if goal.is_open],
        "actions": [_action(action, names.get(action.owner, "")) for action in actions if action.is_planned],
        "ended": [
            *(_need(need, offers) for need in needs if not need.is_open),
            *(_goal(goal, offers) for goal in goals if not goal.is_open),
            *(_action(action, names.get(action.owner, "")) for action in actions if not action.is_planned),
        ],
        "history_url": reverse("plan:history", args=[case.pk]) if needs or goals or actions else "",
        "add_need": offers.on_case("need.add", _("Add a need"), "plan:add_need"),
        "set_goal": offers.on_case("goal.set", _("Set a goal"), "plan:set_goal"),
        "add_action": offers.on_case("planned_action.add", _("Plan an action"), "plan:add_action"),
    }


def _need(need: Need, offers: Offers) -> Shown:
    open_steps = [
        *offers.below(need, "goal.set", _("Set a goal"), "plan:set_goal"),
        *offers.on(need, "need.settle", _("Settle"), "plan:settle_need"),
        *offers.on(need, "need.amend", _("Correct"), "plan:need"),
    ]
    return {
        "what": words.domain_words(need.domain),
        "text": need.note or "",
        "status": words.urgency_word(need.urgency) if need.is_open else words.state_word(need),
        "day": need.settled_on,
        "steps": open_steps if need.is_open else offers.on(need, "need.reopen", _("Open again"), "plan:reopen_need"),
    }


def _goal(goal: Goal, offers: Offers) -> Shown:
    open_steps = [
        *offers.below(goal, "planned_action.add", _("Plan an action"), "plan:add_action"),
        *offers.on(goal, "goal.settle", _("Settle"), "plan:settle_goal"),
        *offers.on(goal, "goal.amend", _("Correct"), "plan:goal"),
    ]
    return {
        "what": goal.text,
        "text": words.domain_words(goal.domain),
        "status": words.state_word(goal),
        "day": goal.target_on if goal.is_open else goal.settled_on,
        "steps": open_steps if goal.is_open else offers.on(goal, "goal.reopen", _("Open again"), "plan:reopen_goal"),
    }


def _action(action: PlannedAction, owner: str) -> Shown:
    return {
        "what": action.text,
        "url": reverse("plan:action", args=[action.pk]),
        "text": owner,
        "status": words.state_word(action),
        "day": action.due if action.is_planned else action.ended_on,
        "steps": [],
    }


# --- follow-ups --------------------------------------------------------------------------------------------


def _follow_ups(case: Case, offers: Offers) -> Shown:
    rows = queries.follow_ups_of(case)
    names = names_of({row.done_by for row in rows})
    by_pattern = offers.on_case("follow_up.schedule", _("Plan by the pattern"), "plan:schedule", also_closed=True)
    left = days_offered(case, {row.due for row in rows if row.state == "planned"})
    return {
        "waiting": [_follow_up(row, "") for row in rows if row.waits],
        "done": [_follow_up(row, words.name_in(names, row.done_by)) for row in reversed(rows) if not row.waits],
        "schedule": by_pattern if left else [],
        "add": offers.on_case("follow_up.plan", _("Plan a follow-up"), "plan:plan_follow_up", also_closed=True),
    }


def _follow_up(row: FollowUp, who: str) -> Shown:
    return {
        "day": row.done_on or row.due,
        "url": reverse("plan:follow_up", args=[row.pk]),
        "kind": vocabulary.FOLLOW_UP_KINDS.get(row.how or row.kind, row.kind),
        "status": words.state_word(row),
        "who": who,
        "alarms": [vocabulary.WELL_BEING[name] for name in vocabulary.WELL_BEING if getattr(row, name) == "no"],
        "not_reached": row.reached is False,
    }


# --- notes, conferences, files -----------------------------------------------------------------------------


def _notes(case: Case, offers: Offers) -> Shown:
    rows = list(queries.notes_of(case).filter(corrected_by=None)[: SHOWN_NOTES + 1])
    names = names_of({row.written_by for row in rows})
    may_correct = bool(offers.on_case("note.write", "", "plan:write_note"))
    return {
        "notes": [
            {
                "day": row.on,
                "kind": vocabulary.NOTE_KINDS.get(row.kind, row.kind),
                "text": row.text,
                "who": names.get(row.written_by, ""),
                "corrects": row.corrects_id is not None,
                "url": reverse("plan:correct_note", args=[row.pk]) if may_correct else "",
            }
            for row in rows[:SHOWN_NOTES]
        ],
        "all_url": reverse("plan:notes", args=[case.pk]) if rows else "",
        "write": offers.on_case("note.write", _("Write a note"), "plan:write_note"),
    }


def _conferences(case: Case, offers: Offers) -> Shown:
    rows = Conference.objects.filter(case=case.pk).order_by("-planned_on", "-id")
    return {
        "conferences": [
            {
                "day": row.held_on or row.planned_on,
                "url": reverse("plan:conference", args=[row.pk]),
                "purpose": row.purpose,
                "status": words.state_word(row),
            }
            for row in rows
        ],
        "add": offers.on_case("conference.plan", _("Plan a case conference"), "plan:plan_conference"),
    }


def _files(case: Case, offers: Offers) -> Shown:
    rows = list(Attachment.objects.filter(case=case.pk).order_by("-added_on", "-id"))
    names = names_of({row.added_by for row in rows})
    return {
        "files": [_file(row, names.get(row.added_by, ""), offers) for row in rows],
        "history_url": "" if all(row.is_kept for row in rows) else reverse("plan:history", args=[case.pk]),
        "add": offers.on_case("attachment.add", _("Add a file"), "plan:attach"),
    }


def _file(row: Attachment, who: str, offers: Offers) -> Shown:
    kept = [("attachment.withdraw", _("Withdraw"), "plan:withdraw_attachment")]
    gone = [("attachment.restore", _("Put back"), "plan:restore_attachment")]
    return {
        "name": row.name,
        "url": reverse("plan:attachment", args=[row.pk]) if row.is_kept else "",
        "kind": vocabulary.ATTACHMENT_KINDS.get(row.kind, row.kind),
        "kilobytes": row.kilobytes,
        "day": row.added_on,
        "who": who,
        "status": None if row.is_kept else StatusWord(_("Withdrawn"), "closed"),
        "steps": [link for offer in (kept if row.is_kept else gone) for link in offers.on(row, *offer)],
    }
