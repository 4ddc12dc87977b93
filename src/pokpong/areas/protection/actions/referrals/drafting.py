"""Writing a referral before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case
from pokpong.areas.protection.actions.referrals.reach import locked_by_sender
from pokpong.areas.protection.models import Case, Referral
from pokpong.areas.protection.models.facts import facts_of
from pokpong.areas.protection.queries import referrals as queries
from pokpong.areas.protection.rules import cases as case_rules
from pokpong.areas.protection.rules import referrals as rules
from pokpong.areas.protection.states.referrals import DRAFT
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.institutions.models import ServiceOffer
from pokpong.registers.institutions.vocabularies import SERVICE_KINDS
from pokpong.registers.people.rules.numbers import record_number

AMENDABLE = ("urgency", "fields", "message", "reason", "share_reason", "answer_by", "serve_by")
TEXTS = ("message", "reason")


@action("referral.draft", doors=("office", "device"))
def draft_referral(
    *,
    by: Actor,
    id: UUID,
    case: UUID,
    organisation: UUID,
    kind: str,
    urgency: str,
    fields: tuple[str, ...],
    message: str,
    reason: str = "",
    share_reason: bool = False,
    answer_by: date | None = None,
    serve_by: date | None = None,
    call_id: UUID,
) -> Referral:
    """Writes down which organisation is asked for which kind of help, and what it would learn. Nothing is shared yet.

    `fields` are groups of the person's record; without days the usual ones of the urgency hold.
    Raises NotThere, NotAllowed, Refused with all reasons.
    """
    held = locked_case(by, case, at_work=False)
    answer, serve = rules.usual_days(urgency, clock.today())
    row = Referral(
        id=id,
        key_id=held.key_id,
        number=f"R{record_number(id)[1:]}",
        case=held,
        organisation_id=organisation,
        kind=kind,
        urgency=urgency,
        fields=sorted(set(fields)),
        message=canon(message).strip() or None,
        reason=canon(reason).strip() or None,
        share_reason=share_reason,
        answer_by=answer_by or answer,
        serve_by=serve_by or max(serve, answer_by or answer),
        made_by=by.id,
        **facts_of(held.person),
    )
    refuse(problems(row, held))
    row.offer = chosen_offer(row, held)
    door.add(row)
    moves.begin(row)
    door.event(row, {"kind": kind})
    return row


@action("referral.amend", doors=("office", "device"))
def amend_referral(*, by: Actor, referral: UUID, changes: Mapping[str, Any], base: int, call_id: UUID) -> Referral:
    """Changes a draft that the editor saw at version `base`. Raises NotThere, NotAllowed, Refused with all reasons."""
    row = locked_by_sender(by, referral)
    refuse([] if row.state == DRAFT else [rules.NOT_A_DRAFT("referral")])
    cleaned = {name: _cleaned(name, value) for name, value in changes.items()}
    asked = Referral(**{name: getattr(row, name) for name in (*AMENDABLE, "kind", "organisation_id", "key_id")})
    for name in AMENDABLE:
        setattr(asked, name, cleaned.get(name, getattr(row, name)))
    refuse(problems(asked, row.case))
    amend.amend(row, cleaned, base=base, fields=AMENDABLE)
    door.event(row, {"fields": sorted(cleaned)})
    return row


def _cleaned(name: str, value: Any) -> Any:
    if name == "fields":
        return sorted(set(value))
    return (canon(value or "").strip() or None) if name in TEXTS else value


def problems(row: Referral, case: Case) -> list[Problem]:
    """Every reason why this referral cannot be made or sent, apart from the consent."""
    wanted = rules.Wanted(
        kind=row.kind,
        urgency=row.urgency,
        fields=row.fields,
        message=row.message or "",
        reason=row.reason or "",
        answer_by=row.answer_by,
        serve_by=row.serve_by,
        organisation_open=queries.is_open(row.organisation_id),
        kinds=SERVICE_KINDS.rows,
    )
    found = [*case_rules.not_at_work(case.is_at_work), *rules.wrong_referral(wanted, clock.today())]
    if wanted.organisation_open and row.kind in SERVICE_KINDS:
        found += rules.wrong_offer([offered for _row, offered in _offers(row, case)])
    return found


def chosen_offer(row: Referral, case: Case) -> UUID | None:
    """The service that is for here and has room; none only for a referral that `problems` refuses."""
    fitting = (offer.pk for offer, facts in _offers(row, case) if facts.covers and not facts.is_full)
    return next(fitting, None)


def _offers(row: Referral, case: Case) -> list[tuple[ServiceOffer, rules.Offered]]:
    return queries.offers_of(row.organisation_id, row.kind, case.place_path)
