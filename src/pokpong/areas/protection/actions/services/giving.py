"""Services are given, or not; more of the same is added."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case, locked_part
from pokpong.areas.protection.actions.services.checking import cleaned, columns, wrong_service
from pokpong.areas.protection.actions.services.planning import DELIVER, NOTHING_TOLD, amounts
from pokpong.areas.protection.actions.services.reach import facts_of_today, keep
from pokpong.areas.protection.models import Service
from pokpong.areas.protection.models.facts import facts_of
from pokpong.areas.protection.rules import services as rules
from pokpong.areas.protection.rules.services import Provided
from pokpong.areas.protection.vocabulary import services as vocabulary
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.money import Money
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon


@action("service.record", doors=("office", "device"))
def record_service(
    *,
    by: Actor,
    id: UUID,
    case: UUID,
    kind: str,
    delivered_on: date | None = None,
    what: Provided = NOTHING_TOLD,
    call_id: UUID,
) -> Service:
    """A service that was given and not planned before; today when no day is named.

    Raises NotThere, NotAllowed, Refused with all reasons.
    """
    whole, what, today = locked_case(by, case), cleaned(what), clock.today()
    delivered_on = delivered_on or today
    refuse([*wrong_service(whole, kind, what), *rules.wrong_day(delivered_on, today)])
    values = columns(whole, kind, what, delivered_on=delivered_on)
    row = door.add(Service(id=id, case=whole, key_id=whole.key_id, **values, **facts_of(whole.person)))
    moves.begin(row)
    moves.move(row, "delivered")
    door.save(row, fields=["state"])
    door.event(row, {"kind": kind})
    return row


@action("service.deliver", doors=("office", "device"))
def deliver_service(
    *, by: Actor, service: UUID, delivered_on: date | None = None, what: Provided = NOTHING_TOLD, call_id: UUID
) -> Service:
    """A planned service was given. Amounts and note not told here stay as planned; so does who gives it.

    Raises NotThere, NotAllowed, Refused with all reasons.
    """
    row: Service = locked_part(by, Service, service)
    what, today = cleaned(what), clock.today()
    delivered_on = delivered_on or today
    refuse(
        [
            *rules.wrong_amounts(what.quantity, what.unit, what.cost, what.currency),
            *rules.wrong_outcome(what.outcome),
            *rules.wrong_note(what.note),
            *rules.wrong_day(delivered_on, today),
        ]
    )
    moves.move(row, "delivered")
    row.delivered_on = delivered_on
    facts_of_today(row, row.case)
    new = {**amounts(what), **({"outcome": what.outcome} if what.outcome else {})}
    new |= {"note": what.note} if what.note else {}
    keep(row, new)
    tasks.settle(row, DELIVER)
    door.event(row)
    return row


@action("service.extend", doors=("office", "device"))
def extend_service(
    *, by: Actor, service: UUID, delivered_on: date | None = None, what: Provided, call_id: UUID
) -> Service:
    """More of a service that was given: its quantity and its cost are added to what is written already.

    Another unit is refused, and a cost in another currency (`cost_currencies_mixed`). Raises NotThere, NotAllowed,
    Refused.
    """
    row: Service = locked_part(by, Service, service)
    what, today = cleaned(what), clock.today()
    delivered_on = delivered_on or today
    wrong = rules.wrong_amounts(what.quantity, what.unit, what.cost, what.currency)
    addition = rules.wrong_addition(
        delivered=row.state == "delivered",
        quantity=what.quantity,
        cost=what.cost,
        unit=what.unit,
        kept_unit=row.unit,
    )
    refuse([*wrong, *addition, *rules.wrong_day(delivered_on, today)])
    new: dict[str, object] = {"delivered_on": max(delivered_on, row.delivered_on or delivered_on)}
    if what.quantity is not None:
        new |= {"quantity": (row.quantity or 0) + what.quantity, "unit": what.unit}
    if what.cost is not None:
        costs = [row.money, Money(what.cost, what.currency)]
        total = rules.added_up(cost for cost in costs if cost is not None)
        new |= {"cost": total.amount if total else None, "currency": what.currency}
    keep(row, new)
    door.event(row, {"quantity": str(what.quantity or ""), "cost": str(what.cost or "")})
    return row


@action("service.miss", doors=("office", "device"))
def miss_service(*, by: Actor, service: UUID, missed: str, reason: str = "", call_id: UUID) -> Service:
    """A planned service was not given; `missed` says why. Raises NotThere, NotAllowed, Refused."""
    row: Service = locked_part(by, Service, service)
    reason = canon(reason).strip()
    unknown = [] if missed in vocabulary.MISSED else [rules.MISSED_UNKNOWN("missed")]
    needed = rules.wrong_reason(reason) if missed == "other" else rules.wrong_note(reason, "reason")
    refuse([*unknown, *needed])
    moves.move(row, "not_delivered", why=reason)
    row.missed = missed
    facts_of_today(row, row.case)
    door.save(row)
    tasks.settle(row, DELIVER)
    door.event(row, {"missed": missed})
    return row
