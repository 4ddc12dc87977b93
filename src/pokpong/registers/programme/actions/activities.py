"""Activities are put into a draft, changed and taken out again."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.institutions.actions.cleaning import cleaned, place_in_use
from pokpong.registers.institutions.models import Official, Organisation
from pokpong.registers.programme.actions.plan_reach import add_budget, locked_activity, locked_plan, set_budget
from pokpong.registers.programme.models import Activity, Plan, Result
from pokpong.registers.programme.plan_words import EVIDENCE
from pokpong.registers.programme.rules import common
from pokpong.registers.programme.rules import plans as rules

FIELDS = (
    *("code", "names", "place_path", "starts", "ends", "result_id", "official_id", "organisation_id"),
    *("participants_expected", "evidence_wanted"),
)


@action("activity.add")
def add_activity(
    *,
    by: Actor,
    id: UUID,
    plan: UUID,
    code: str,
    names: dict[str, str],
    place: str,
    starts: date | None,
    ends: date | None,
    result: UUID | None = None,
    official: UUID | None = None,
    organisation: UUID | None = None,
    participants_expected: int | None = None,
    evidence_wanted: list[str] | None = None,
    budget: dict[str, str] | None = None,
    call_id: UUID,
) -> Activity:
    """Puts an activity into a draft. `budget` is {currency: amount as text}. Raises Refused, NotAllowed, NotThere."""
    row = locked_plan(by, plan)
    values = cleaned(
        {
            "code": code,
            "names": names,
            "place_path": place,
            "starts": starts,
            "ends": ends,
            "result_id": result,
            "official_id": official,
            "organisation_id": organisation,
            "participants_expected": participants_expected,
            "evidence_wanted": in_order(evidence_wanted or []),
        }
    )
    money = budget or {}
    refuse([*rules.check_draft(row.state), *check_activity(by, row, values), *rules.check_money(money)])
    activity = Activity(id=id, plan=row, thread=id, **values)
    door.add(activity)
    moves.begin(activity)
    for currency, amount in rules.plain_money(money).items():
        add_budget(activity, currency, amount)
    door.event(activity, {"plan": str(row.pk), "code": activity.code})
    return activity


@action("activity.amend")
def amend_activity(
    *,
    by: Actor,
    activity: UUID,
    base: int,
    changes: dict[str, Any],
    budget: dict[str, str] | None = None,
    call_id: UUID,
) -> Activity:
    """Changes what was typed (`FIELDS`) of an activity in a draft; `budget`, when given, is all of its money.

    Raises Refused, NotAllowed, NotThere.
    """
    row = locked_activity(by, activity)
    wanted = cleaned(changes)
    if "evidence_wanted" in wanted:
        wanted["evidence_wanted"] = in_order(wanted["evidence_wanted"])
    after = {name: wanted.get(name, getattr(row, name)) for name in FIELDS}
    refuse(
        [
            *rules.check_draft(row.plan.state),
            *check_activity(by, row.plan, after, row=row),
            *rules.check_money(budget or {}),
        ]
    )
    amend.amend(row, wanted, base=base, fields=FIELDS)
    changed = set_budget(row, budget) if budget is not None else False
    door.event(row, {"changed": sorted([*wanted, *(["budget"] if changed else [])])})
    return row


@action("activity.drop")
def drop_activity(*, by: Actor, activity: UUID, reason: str = "", call_id: UUID) -> Activity:
    """Takes an activity out of a draft; it stays in the history. Raises Refused, NotAllowed, NotThere."""
    row, why = locked_activity(by, activity), canon(reason).strip()
    refuse([*rules.check_draft(row.plan.state), *(common.check_reason(why) if why else [])])
    moves.move(row, "dropped", why=why)
    door.save(row)
    door.event(row, {"code": row.code})
    return row


def in_order(kinds: list[str]) -> list[str]:
    """Each kind of evidence once, in the order of the list; unknown ones stay, to be refused."""
    known = [kind for kind in EVIDENCE if kind in kinds]
    return [*known, *(kind for kind in dict.fromkeys(kinds) if kind not in EVIDENCE)]


def check_activity(by: Actor, plan: Plan, values: dict[str, Any], *, row: Activity | None = None) -> list[Problem]:
    """All reasons against these values in this plan."""
    others = plan.activities.kept().filter(code=values["code"])
    taken = (others.exclude(pk=row.pk) if row is not None else others).exists()
    around = rules.Around(plan.starts, plan.ends, plan.place_path)
    starts, ends, place = values["starts"], values["ends"], values["place_path"]
    return [
        *common.check_names(values["names"]),
        *rules.check_activity_code(values["code"], [values["code"]] if taken else []),
        *common.check_days(starts, ends, ends_needed=True),
        *rules.check_within(starts, ends, place, around),
        *rules.check_place(place, in_use=place_in_use(place)),
        *rules.check_participants(values["participants_expected"]),
        *rules.check_evidence(values["evidence_wanted"], EVIDENCE),
        *check_named(by, plan, values, row),
    ]


def check_named(by: Actor, plan: Plan, values: dict[str, Any], row: Activity | None) -> list[Problem]:
    """The result must be of the plan's project; who is newly responsible must be there today."""
    problems: list[Problem] = []
    result, official, organisation = (values[f"{name}_id"] for name in ("result", "official", "organisation"))
    rows = Result.objects.filter(pk=result, framework__project=plan.project_id)
    if result is not None and (plan.project_id is None or not rows.exists()):
        problems.append(rules.RESULT_FOREIGN("result"))
    serving = Official.objects.visible_to(by).serving(clock.today()).filter(pk=official)
    if official not in (None, row and row.official_id) and not serving.exists():
        problems.append(rules.RESPONSIBLE_UNKNOWN("official"))
    active = Organisation.objects.filter(pk=organisation, state="active")
    if organisation not in (None, row and row.organisation_id) and not active.exists():
        problems.append(common.ORGANISATION_UNKNOWN("organisation"))
    return problems
