"""Who comes on a visit, and whom the delegation met: officials and organisations, nobody else."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.partnership.actions.reach import official_of, organisation_of, visit_of
from pokpong.areas.partnership.models import Visit, VisitParty
from pokpong.areas.partnership.rules import visits as rules
from pokpong.areas.partnership.rules.meetings import KIND_UNKNOWN
from pokpong.areas.partnership.vocabulary import PARTS
from pokpong.foundation.actions import amend, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import NotThere, Problem, refuse


def may_change(row: Visit) -> list[Problem]:
    return [] if row.state in ("planned", "made") else [rules.NOT_OPEN()]


@action("visit.add_party")
def add_party(
    *,
    by: Actor,
    id: UUID,
    visit: UUID,
    part: str,
    official: UUID | None = None,
    organisation: UUID | None = None,
    call_id: UUID,
) -> VisitParty:
    """Names an official (`part` member or met) or an organisation (body). Raises Refused, NotAllowed, NotThere."""
    row = visit_of(by, visit)
    person, body = official_of(by, official), organisation_of(by, organisation)
    if part == "body":
        person = None
    else:
        body = None
    problems = [] if part in PARTS else [KIND_UNKNOWN("part")]
    problems += [] if person or body else [rules.PARTY_MISSING("organisation" if part == "body" else "official")]
    same = VisitParty.objects.filter(visit=row, part=part, official=person, organisation=body).standing()
    twice = [rules.PARTY_TWICE("organisation" if body else "official")] if (person or body) and same.exists() else []
    refuse(may_change(row) + problems + twice)
    party = door.add(VisitParty(id=id, visit=row, part=part, official=person, organisation=body))
    door.touch(row)
    door.event(party, {"part": part})
    return party


@action("visit.remove_party")
def remove_party(*, by: Actor, party: UUID, call_id: UUID) -> VisitParty:
    """Takes somebody off the list; it stays in the history. Raises Refused, NotAllowed, NotThere."""
    row: VisitParty = door.locked(VisitParty.objects.visible_to(by).select_related("visit"), party)
    door.check(place=row.visit.place_path)
    if row.removed:
        raise NotThere(str(party))
    refuse(may_change(row.visit))
    amend.apply(row, {"removed": True})
    door.event(row, {"part": row.part})
    return row
