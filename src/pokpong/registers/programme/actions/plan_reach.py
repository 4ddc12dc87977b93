"""The plan or activity that a caller names, where their grants reach it; and its money."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from pokpong.foundation.actions import amend, door
from pokpong.foundation.actions.actor import Actor
from pokpong.registers.programme.models import Activity, ActivityBudget, Plan
from pokpong.registers.programme.rules import plans as rules


def locked_plan(by: Actor, plan: UUID) -> Plan:
    """Raises NotThere, NotAllowed."""
    row: Plan = door.locked(Plan.objects.visible_to(by), plan)
    door.check(place=row.place_path)
    return row


def locked_activity(by: Actor, activity: UUID) -> Activity:
    """With its plan locked, too: once it is proposed nothing changes. Raises NotThere, NotAllowed."""
    row: Activity = door.locked(Activity.objects.visible_to(by), activity)
    row.plan = locked_plan(by, row.plan_id)
    return row


def add_budget(activity: Activity, currency: str, amount: str) -> None:
    door.add(ActivityBudget(activity=activity, currency=currency, amount=Decimal(amount)))


def set_budget(activity: Activity, wanted: Mapping[str, str]) -> bool:
    """The money of the activity as `wanted` says; a currency that is not named is 0. Answers whether it changed."""
    rows = {row.currency: row for row in activity.budgets.select_for_update()}
    plain, changed = rules.plain_money(wanted), False
    for currency in {**dict.fromkeys(rows), **plain}:
        amount, row = Decimal(plain.get(currency, "0")), rows.get(currency)
        if row is None:
            add_budget(activity, currency, str(amount))
            changed = True
        elif row.amount != amount:
            amend.apply(row, {"amount": amount})
            changed = True
    return changed
