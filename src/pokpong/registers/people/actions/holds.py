"""Legal holds: set and lifted by a supervisor, with a reason."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.people.actions.reach import locked_person
from pokpong.registers.people.models import LegalHold
from pokpong.registers.people.queries.erasures import holds_on
from pokpong.registers.people.rules import erasure as rules


@action("hold.set")
def set_hold(*, by: Actor, id: UUID, person: UUID, why: str, call_id: UUID) -> LegalHold:
    """From now on nothing about this person may be erased. Raises NotThere, NotAllowed, Refused."""
    row, why = locked_person(by, person), canon(why).strip()
    door.check(place=row.district_path)
    problems = (
        (not why, rules.WHY_MISSING("why")),
        (holds_on([row.pk]).exists(), rules.STANDS_ALREADY("person")),
    )
    refuse(problem for wrong, problem in problems if wrong)
    hold = door.add(LegalHold(id=id, key_id=row.key_id, person=row, set_by=by.id, reason=why))
    moves.begin(hold)
    door.event(row, {"hold": str(hold.pk)})
    return hold


@action("hold.lift")
def lift_hold(*, by: Actor, hold: UUID, why: str, call_id: UUID) -> LegalHold:
    """Lifts a hold; its reason and this one stay in the record. Raises NotThere, NotAllowed, Refused."""
    row: LegalHold = door.locked(LegalHold.objects.visible_to(by).select_related("person"), hold)
    person, why = locked_person(by, row.person_id, merged=True), canon(why).strip()
    door.check(place=person.district_path)
    problems = (
        (row.state != "standing", rules.LIFTED_ALREADY("hold")),
        (not why, rules.WHY_MISSING("why")),
    )
    refuse(problem for wrong, problem in problems if wrong)
    moves.move(row, "lifted", why=why)
    row.lifted_by, row.lifted_on, row.lift_why = by.id, clock.today(), why
    row.version += 1
    door.save(row)
    door.event(person, {"hold": str(row.pk)})
    return row
