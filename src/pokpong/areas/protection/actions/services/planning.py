"""Services are planned, corrected, cancelled, and what was written too early is taken back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from pokpong.areas.protection.actions.cases.reach import locked_case, locked_part
from pokpong.areas.protection.actions.services.checking import cleaned, columns, offer_of, wrong_service
from pokpong.areas.protection.actions.services.reach import keep, remind_lead
from pokpong.areas.protection.models import Service
from pokpong.areas.protection.models.facts import facts_of
from pokpong.areas.protection.rules import services as rules
from pokpong.areas.protection.rules.services import Provided
from pokpong.foundation.actions import amend, conflicts, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.actions.problems import WRONG_ARGUMENT
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, Refused, refuse
from pokpong.foundation.lao.text import canon

DELIVER = "service.deliver"
PLAIN = ("organisation", "need", "quantity", "unit", "cost", "currency", "outcome", "note")
AMENDABLE = ("kind", "planned_on", "delivered_on", *PLAIN)
NOTHING_TOLD = Provided()


@action("service.plan", doors=("office", "device"))
def plan_service(
    *,
    by: Actor,
    id: UUID,
    case: UUID,
    kind: str,
    planned_on: date | None = None,
    what: Provided = NOTHING_TOLD,
    call_id: UUID,
) -> Service:
    """Plans a service; with a day the one responsible is reminded. Raises NotThere, NotAllowed, Refused."""
    whole, what = locked_case(by, case), cleaned(what)
    refuse([*wrong_service(whole, kind, what), *rules.wrong_early(planned_on, "planned_on")])
    values = columns(whole, kind, what, planned_on=planned_on)
    row = door.add(Service(id=id, case=whole, key_id=whole.key_id, **values, **facts_of(whole.person)))
    moves.begin(row)
    remind_lead(row, DELIVER, planned_on)
    door.event(row, {"kind": kind})
    return row


@action("service.amend", doors=("office", "device"))
def amend_service(*, by: Actor, service: UUID, changes: dict[str, Any], base: int, call_id: UUID) -> Service:
    """Corrects typed fields (`AMENDABLE`) seen at version `base`; what two people touched is a conflict.

    Raises NotThere, NotAllowed, Refused.
    """
    row: Service = locked_part(by, Service, service)
    changes = {name: _typed(name, value) for name, value in changes.items()}
    refuse(_wrong_amendment(row, changes))
    planned_before = row.planned_on
    amend.amend(row, changes, base=base, fields=AMENDABLE)
    follow(row, "organisation")
    if row.state == "planned" and row.planned_on != planned_before:
        tasks.settle(row, DELIVER, done=False)
        remind_lead(row, DELIVER, row.planned_on)
    door.event(row, {"changed": sorted(changes)})
    return row


def follow(row: Service, field: str) -> None:
    """What goes together stays together, also after a conflict about one field was settled.

    Another organisation or kind takes the service of the directory along; an amount without unit or currency is none.
    """
    new: dict[str, object] = {}
    if field in ("organisation", "kind"):
        new["offer"] = offer_of(row.organisation, row.kind, row.offer)
    for amount, measure in (("quantity", "unit"), ("cost", "currency")):
        if getattr(row, amount) is None or not getattr(row, measure):
            new |= {amount: None, measure: ""}
    if any(getattr(row, name) != value for name, value in new.items()):
        keep(row, new)


conflicts.after_choice("service", follow)


_COLUMNS: dict[str, Any] = {column.name: column for column in Service._meta.concrete_fields}


def _typed(name: str, value: Any) -> Any:
    if isinstance(value, str) and name == "note":
        return canon(value).strip() or None
    if name not in AMENDABLE:
        return value
    try:
        return _COLUMNS[name].to_python(value)
    except ValidationError as error:
        raise Refused([WRONG_ARGUMENT(name, reason="; ".join(error.messages))]) from None


def _wrong_amendment(row: Service, changes: dict[str, Any]) -> list[Problem]:
    new = {name: changes.get(name, getattr(row, name)) for name in AMENDABLE}
    told = Provided(referral=row.referral, **{name: new[name] for name in PLAIN} | {"note": new["note"] or ""})
    # Who gave it may have closed since: only another one must be in existence.
    if new["organisation"] == row.organisation:
        told = Provided(**{**vars(told), "organisation": None})
    day = rules.wrong_day(new["delivered_on"], clock.today()) if row.state == "delivered" else []
    early = rules.wrong_early(new["planned_on"], "planned_on")
    return [*wrong_service(row.case, new["kind"], told), *day, *early]


@action("service.cancel", doors=("office", "device"))
def cancel_service(*, by: Actor, service: UUID, reason: str, call_id: UUID) -> Service:
    """A planned service is no longer wanted or needed. Raises NotThere, NotAllowed, Refused."""
    row: Service = locked_part(by, Service, service)
    reason = canon(reason).strip()
    refuse(rules.wrong_reason(reason))
    moves.move(row, "cancelled", why=reason)
    door.save(row)
    tasks.settle(row, DELIVER, done=False)
    door.event(row)
    return row


@action("service.take_back", doors=("office", "device"))
def take_back_service(*, by: Actor, service: UUID, reason: str, call_id: UUID) -> Service:
    """What was written of a service was wrong: it is planned again. Raises NotThere, NotAllowed, Refused."""
    row: Service = locked_part(by, Service, service)
    reason = canon(reason).strip()
    refuse(rules.wrong_reason(reason))
    moves.move(row, "planned", why=reason)
    keep(row, _UNGIVEN)
    remind_lead(row, DELIVER, row.planned_on)
    door.event(row)
    return row


_UNGIVEN: dict[str, object] = {"delivered_on": None, "outcome": "", "missed": ""}


def amounts(what: Provided) -> dict[str, object]:
    """The amounts that are told, to be set on a row that may know others already."""
    counted: dict[str, object] = {"quantity": what.quantity, "unit": what.unit} if what.quantity is not None else {}
    paid: dict[str, object] = {"cost": what.cost, "currency": what.currency} if what.cost is not None else {}
    return {**counted, **paid}
