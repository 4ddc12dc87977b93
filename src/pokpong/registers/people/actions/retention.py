"""Keeping a record longer than its rule says; and what the clock notes when a record's time has run out."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.people.actions.reach import locked_person
from pokpong.registers.people.models import KeptLonger, Person, RetentionDue
from pokpong.registers.people.queries import retention as queries
from pokpong.registers.people.rules import retention as rules
from pokpong.registers.places.models import Place

RETENTION = Program(
    "retention", frozenset({"retention.fall_due", "retention.clear", "retention.remind", "retention.settle"})
)
REVIEW = "retention.review"
REVIEW_WITHIN = timedelta(days=28)


@action("retention.keep_longer")
def keep_longer(*, by: Actor, id: UUID, person: UUID, why: str, until: date, call_id: UUID) -> KeptLonger:
    """Keeps a record until `until`, although its rule says otherwise. Raises NotThere, NotAllowed, Refused."""
    row, why = locked_person(by, person), canon(why).strip()
    door.check(place=row.district_path)
    refuse(rules.wrong_keeping(why=why, until=until, today=clock.today()))
    kept = door.add(KeptLonger(id=id, key_id=row.key_id, person=row, until=until, decided_by=by.id, reason=why))
    door.event(row, {"until": until.isoformat()})
    return kept


@action("retention.fall_due", doors=("program",))
def fall_due(*, by: Actor, person: UUID, call_id: UUID) -> Person:
    """Puts a record on the list, or notes another rule or day there. Raises NotThere when that is not so (any more)."""
    row: Person = door.locked(Person.objects.living(), person)
    due = queries.due_of([row])[row.pk]
    listed = RetentionDue.objects.filter(person=row.pk).first()
    if due is None or due.due_on > clock.today() or (listed and (listed.kind, listed.due_on) == (due.kind, due.due_on)):
        raise NotThere(str(person))
    if listed is None:
        door.add(RetentionDue(person=row, kind=due.kind, due_on=due.due_on))
    else:
        listed.kind, listed.due_on = due.kind, due.due_on
        door.save(listed)
    door.event(row)
    return row


@action("retention.clear", doors=("program",))
def clear(*, by: Actor, person: UUID, call_id: UUID) -> Person:
    """Takes a record from the list whose time has not run out after all. Raises NotThere when it is not so."""
    row: Person = door.locked(Person.objects.living(), person)
    due = queries.due_of([row])[row.pk]
    listed = RetentionDue.objects.filter(person=row.pk)
    if (due is not None and due.due_on <= clock.today()) or not listed.exists():
        raise NotThere(str(person))
    listed.delete()
    door.touch(row)
    door.event(row)
    return row


@action("retention.remind", doors=("program",))
def remind(*, by: Actor, place: UUID, call_id: UUID) -> Place:
    """One task for the supervisors of a district; it says neither who nor how many."""
    row: Place = door.locked(Place.objects.all(), place)
    wanted = tasks.Wanted(
        kind=REVIEW, permission="retention.keep_longer", due=clock.now() + REVIEW_WITHIN, place_path=row.path
    )
    tasks.ask(row, wanted)
    door.touch(row)
    door.event(row)
    return row


@action("retention.settle", doors=("program",))
def settle(*, by: Actor, place: UUID, call_id: UUID) -> Place:
    """Ends the task once everything in the district is decided."""
    row: Place = door.locked(Place.objects.all(), place)
    tasks.settle(row, REVIEW)
    door.touch(row)
    door.event(row)
    return row
