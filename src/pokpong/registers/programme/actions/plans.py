"""Plans are drafted, changed while they are drafts, and revised: the edition that was in force stays as it was."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions.actions.cleaning import cleaned, place_in_use
from pokpong.registers.institutions.models import Committee, Organisation
from pokpong.registers.programme.actions.plan_reach import add_budget, locked_plan
from pokpong.registers.programme.models import Activity, Plan, Project
from pokpong.registers.programme.queries.plans import being_revised, budgets_of_plan
from pokpong.registers.programme.rules import common
from pokpong.registers.programme.rules import plans as rules

FIELDS = ("code", "names", "committee_id", "organisation_id", "place_path", "project_id", "starts", "ends", "stated")
COPIED = (
    *("thread", "code", "names", "result_id", "place_path", "starts", "ends", "official_id", "organisation_id"),
    *("participants_expected", "evidence_wanted", "moved_to", "last_progress"),
)


@action("plan.draft")
def draft_plan(
    *,
    by: Actor,
    id: UUID,
    code: str,
    names: dict[str, str],
    place: str,
    starts: date | None,
    ends: date | None,
    committee: UUID | None = None,
    organisation: UUID | None = None,
    project: UUID | None = None,
    stated: dict[str, str] | None = None,
    call_id: UUID,
) -> Plan:
    """Drafts the plan of a committee or an organisation for `place` (a path). `stated` is the money it says it needs.

    Raises Refused with all reasons, NotAllowed.
    """
    door.check(place=place)
    values = cleaned(
        {
            "code": code,
            "names": names,
            "committee_id": committee,
            "organisation_id": organisation,
            "place_path": place,
            "project_id": project,
            "starts": starts,
            "ends": ends,
            "stated": stated or {},
        }
    )
    refuse(check_plan(by, values))
    values["stated"] = rules.plain_money(values["stated"])
    row = door.add(Plan(id=id, drafted_by=by.id, **values))
    moves.begin(row)
    door.event(row, {"code": row.code, "place": place})
    return row


@action("plan.amend")
def amend_plan(*, by: Actor, plan: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Plan:
    """Changes what was typed (`FIELDS`) of a draft. The code of a later edition stays. Raises Refused, NotAllowed."""
    row = locked_plan(by, plan)
    wanted = cleaned(changes)
    door.check(place=wanted.get("place_path", row.place_path))
    refuse(
        [
            *rules.check_draft(row.state),
            *check_plan(by, {name: wanted.get(name, getattr(row, name)) for name in FIELDS}, row=row),
        ]
    )
    if "stated" in wanted:
        wanted["stated"] = rules.plain_money(wanted["stated"])
    amend.amend(row, wanted, base=base, fields=FIELDS)
    door.event(row, {"changed": sorted(wanted)})
    return row


def check_plan(by: Actor, values: dict[str, Any], *, row: Plan | None = None) -> list[Problem]:
    """All reasons against these values; `row` is the draft they are for."""
    others = Plan.objects.filter(code=values["code"])
    taken = others.exclude(pk=row.pk).exclude(pk=row.predecessor_id).exists() if row else others.exists()
    if row is not None and row.edition > 1:
        taken = values["code"] != row.code
    starts, ends = values["starts"], values["ends"]
    return [
        *common.check_names(values["names"]),
        *common.check_code(values["code"], rules.LONGEST_CODE, taken=taken),
        *common.check_days(starts, ends, ends_needed=True),
        *rules.check_length(starts, ends),
        *rules.check_place(values["place_path"], in_use=place_in_use(values["place_path"])),
        *rules.check_body(values["committee_id"], values["organisation_id"]),
        *_check_named(by, values),
        *rules.check_money(values["stated"], "stated"),
    ]


def _check_named(by: Actor, values: dict[str, Any]) -> list[Problem]:
    """Committee, organisation and project must be in sight."""
    named = (("committee", Committee, "active"), ("organisation", Organisation, "active"), ("project", Project, ""))
    problems = []
    for name, model, state in named:
        key = values[f"{name}_id"]
        rows = model.objects.visible_to(by).filter(pk=key)
        if key is not None and not (rows.filter(state=state) if state else rows).exists():
            problems.append(common.CHOICE_UNKNOWN(name))
    return problems


@action("plan.revise")
def revise_plan(*, by: Actor, id: UUID, plan: UUID, reason: str, call_id: UUID) -> Plan:
    """Begins the next edition of a plan in force as a draft with copies of its activities; the old one stays in force
    until the new one is agreed. Raises Refused, NotAllowed, NotThere.
    """
    old = locked_plan(by, plan)
    problems = rules.check_in_force(old.state, being_revised=being_revised(old))
    refuse([*problems, *common.check_reason(reason)])
    values = {name: getattr(old, name) for name in FIELDS}
    row = door.add(Plan(id=id, edition=old.edition + 1, predecessor=old, drafted_by=by.id, **values))
    moves.begin(row)
    copied = _copy_activities(old, row)
    door.event(row, {"reason": reason, "activities": copied})
    return row


def _copy_activities(old: Plan, row: Plan) -> int:
    money = budgets_of_plan(old)
    rows = list(old.activities.kept().order_by("code_key"))
    for before in rows:
        copy = Activity(id=new_id(), plan=row, **{name: getattr(before, name) for name in COPIED})
        moves.begin(copy)
        if before.state != copy.state:
            moves.move(copy, before.state)
        door.add(copy)
        for currency, amount in money.get(before.pk, {}).items():
            add_budget(copy, currency, amount)
    return len(rows)
