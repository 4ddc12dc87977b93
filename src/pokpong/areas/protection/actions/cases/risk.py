"""Assessing the risk a person runs."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pokpong.areas.protection.actions.cases import waiting
from pokpong.areas.protection.actions.cases.reach import locked_case
from pokpong.areas.protection.models import RiskAssessment
from pokpong.areas.protection.rules import working as rules
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon


@action("case.assess_risk", doors=("office", "device"))
def assess_risk(
    *,
    by: Actor,
    id: UUID,
    case: UUID,
    level: str,
    factors: tuple[str, ...] = (),
    note: str = "",
    assessed_on: date | None = None,
    next_on: date | None = None,
    call_id: UUID,
) -> RiskAssessment:
    """Keeps how high the risk is and why; earlier ones stay. Without `next_on`, as late as the level allows.

    Raises NotThere, NotAllowed, Refused with all reasons.
    """
    row = locked_case(by, case)
    today, note = clock.today(), canon(note).strip()
    on = assessed_on or today
    review = next_on or (rules.latest_review(level, on) if level in rules.ASSESSABLE else on)
    refuse(
        rules.wrong_assessment(
            level=level,
            factors=factors,
            note=note,
            assessed_on=on,
            next_on=review,
            last_on=row.risk_on,
            today=today,
        )
    )
    assessment = RiskAssessment(
        id=id,
        key_id=row.key_id,
        case=row,
        level=level,
        factors=list(factors),
        assessed_on=on,
        assessed_by=by.id,
        next_on=review,
        note=note or None,
    )
    door.add(assessment)
    row.risk, row.risk_on, row.risk_review_on = level, on, review
    door.save(row)
    waiting.ask_risk(row, done=True)
    door.event(row, {"level": level, "factors": list(factors)})
    return assessment
