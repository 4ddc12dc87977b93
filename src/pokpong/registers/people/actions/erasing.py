"""Erasing a person's record: asked by one, approved by another, final when the key epoch has turned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid5

from pokpong.foundation.access import row_security
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.rules import WAITING
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.foundation.lao.text import canon
from pokpong.foundation.vault import archive, erased, ring
from pokpong.foundation.vault.models import ErasedRow
from pokpong.registers.people import alone
from pokpong.registers.people.actions.reach import locked_person
from pokpong.registers.people.models import Erasure, NameIndex, Person
from pokpong.registers.people.queries import erasures as queries
from pokpong.registers.people.rules import erasure as rules

ERASURES = Program("erasures", frozenset({"erasure.part_gone", "erasure.finish"}))
APPROVAL = "erasure.approve"
DECIDE_WITHIN = timedelta(days=7)


@action("erasure.ask")
def ask_erasure(*, by: Actor, id: UUID, person: UUID, why: str, call_id: UUID) -> Erasure:
    """Asks a second person to erase a record. Nothing changes until then. Raises NotThere, NotAllowed, Refused."""
    row, why = locked_person(by, person), canon(why).strip()
    persons = queries.records_of(row.pk)
    held, asked = queries.holds_on(persons).exists(), queries.is_asked(persons)
    refuse([*rules.wrong_asking(reason=why, held=held, asked=asked), *queries.in_the_way(persons)])
    erasure = Erasure(
        id=id, person=row, place_path=row.district_path, compartment=row.compartment, asked_by=by.id, reason=why
    )
    door.add(erasure)
    moves.begin(erasure)
    tasks.ask(
        erasure,
        tasks.Wanted(
            kind=APPROVAL, permission=APPROVAL, due=clock.now() + DECIDE_WITHIN, place_path=erasure.place_path
        ),
    )
    door.event(erasure)
    return erasure


@action("erasure.take_back")
def take_back_erasure(*, by: Actor, erasure: UUID, call_id: UUID) -> Erasure:
    """Takes back what one asked for. Raises NotThere, Refused."""
    row: Erasure = door.locked(Erasure.objects.visible_to(by).filter(asked_by=by.id), erasure)
    return _decided(row, by, "taken_back", "")


@action("erasure.refuse")
def refuse_erasure(*, by: Actor, erasure: UUID, why: str, call_id: UUID) -> Erasure:
    """Nothing is erased; who asked sees why. Raises NotThere, NotAllowed, Refused."""
    row, why = _waiting(by, erasure), canon(why).strip()
    problems = ((not why, rules.WHY_MISSING("why")), (by.id == row.asked_by, rules.OWN_ASKING("erasure")))
    refuse(problem for wrong, problem in problems if wrong)
    return _decided(row, by, "refused", why)


@action("erasure.approve")
def approve_erasure(*, by: Actor, erasure: UUID, number: str, call_id: UUID) -> Erasure:
    """Destroys every key of what is about this person alone; `number` of the record, typed, shows that it is meant.

    The key archives of before open it until the epoch turns. Raises NotThere, NotAllowed, Refused with all reasons.
    """
    row = _waiting(by, erasure)
    person: Person = door.locked(Person.objects.visible_to(by), row.person_id)
    persons = queries.records_of(person.pk)
    wrong = rules.wrong_approval(
        by=by.id,
        asked_by=row.asked_by,
        typed=number,
        number=person.number,
        held=queries.holds_on(persons).exists(),
    )
    refuse([*wrong, *queries.in_the_way(persons)])
    row.apart, row.epoch = queries.apart_of(persons), ring.present().current
    erased.erase(queries.keys_of(persons))
    drop_index(persons)
    _end_tasks()
    door.touch(person)
    return _decided(row, by, "approved", "")


def _waiting(by: Actor, erasure: UUID) -> Erasure:
    row: Erasure = door.locked(Erasure.objects.visible_to(by), erasure)
    door.check(place=row.place_path)
    return row


def _decided(row: Erasure, by: Actor, state: str, why: str) -> Erasure:
    moves.move(row, state, why=why)
    row.decided_by, row.decided_on = by.id, clock.today()
    row.version += 1
    door.save(row)
    tasks.settle(row, APPROVAL, done=state != "taken_back")
    door.event(row)
    return row


@row_security.scope("program:erasing")
def drop_index(persons: Sequence[UUID]) -> None:
    """Nobody finds them by a name any more. Call inside an action."""
    NameIndex.objects.filter(person__in=list(persons)).delete()


@archive.after_replay
def drop_index_again(key_ids: set[UUID]) -> None:
    """After a restore: the index that came back with the old data goes, too."""
    drop_index(list(Person.objects.filter(key_id__in=key_ids).values_list("pk", flat=True)))


def _end_tasks() -> None:
    """What waited about the erased rows waits no more."""
    gone = ErasedRow.objects.values("row")
    for task in Task.objects.filter(subject__in=gone, state__in=WAITING).order_by("pk"):
        tasks.cancel_task(by=tasks.AGENDA, task=task.pk, call_id=door.inner(f"end:{task.pk}"))


@action("erasure.part_gone", doors=("program",))
def part_gone(*, by: Actor, erasure: UUID, row: UUID, call_id: UUID) -> Erasure:
    """Forgets one row that was destroyed apart. Raises NotThere when it is forgotten already."""
    found: Erasure = door.locked(Erasure.objects.all(), erasure)
    left = [pair for pair in found.apart or [] if pair[1] != str(row)]
    if len(left) == len(found.apart or []):
        raise NotThere(str(erasure))
    found.apart = left
    # Its keys were destroyed just now: the archives that open it are those of this epoch, not of the approval's.
    found.epoch = ring.present().current
    found.version += 1
    door.save(found)
    door.event(found)
    return found


@action("erasure.finish", doors=("program",))
def finish_erasure(*, by: Actor, erasure: UUID, call_id: UUID) -> Erasure:
    """Final: the epoch has turned and nothing waits. Raises NotThere when that is not so (yet)."""
    row: Erasure = door.locked(Erasure.objects.all(), erasure)
    if row.state != "approved" or row.apart or row.epoch in ring.present().epochs:
        raise NotThere(str(erasure))
    moves.move(row, "final")
    row.final_on = clock.today()
    row.version += 1
    door.save(row)
    door.event(row)
    return row


def erase_what_is_apart() -> int:
    """Destroys what must not go in one call with a person; returns how many rows."""
    done = 0
    for erasure in list(queries.not_final()):
        for key, row in erasure.apart or []:
            alone.area(key).erase_apart(UUID(row), uuid5(UUID(row), "erase"))
            part_gone(by=ERASURES, erasure=erasure.pk, row=UUID(row), call_id=uuid5(erasure.pk, f"gone:{row}"))
            done += 1
    return done


def finish_what_is_final() -> int:
    """Marks the erasures that nothing can undo any more; returns how many."""
    here = ring.present().epochs
    over = [row for row in queries.not_final() if row.epoch not in here and not row.apart]
    for row in over:
        finish_erasure(by=ERASURES, erasure=row.pk, call_id=uuid5(row.pk, "final"))
    return len(over)
