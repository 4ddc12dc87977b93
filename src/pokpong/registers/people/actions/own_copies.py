"""A person's own copy: asked for by them, prepared by somebody who sees everything, handed over in person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.people.actions.reach import locked_person
from pokpong.registers.people.models import Person, Relation, SubjectCopy
from pokpong.registers.people.queries import own_copies as queries
from pokpong.registers.people.queries.belonging import relations_of
from pokpong.registers.people.rules import own_copy as rules

PREPARE = "subject_copy.prepare"
HAND_OVER = "subject_copy.hand_over"
PREPARE_WITHIN, HAND_OVER_WITHIN = timedelta(days=7), timedelta(days=14)


@dataclass(frozen=True)
class Them:
    """Who asks or receives it, and how it was made sure that it is them. `guardian`: the relation of a guardian."""

    asker: str
    identity: str
    note: str = ""
    guardian: UUID | None = None

    @property
    def kept(self) -> dict[str, Any]:
        return {"asker": self.asker, "identity": self.identity, "note": canon(self.note).strip()}


@action("subject_copy.ask")
def ask_copy(*, by: Actor, id: UUID, person: UUID, them: Them, language: str, call_id: UUID) -> SubjectCopy:
    """Notes that somebody asked for their copy; a supervisor prepares it. Raises NotThere, NotAllowed, Refused."""
    row = locked_person(by, person)
    guardian = _guardian(row, them)
    earlier = queries.copies_of(row)
    refuse(
        rules.asking_problems(
            _receiver(row, them, guardian), language=language, open_already=any(one.is_open for one in earlier)
        )
    )
    copy = SubjectCopy(
        id=id,
        key_id=row.key_id,
        person=row,
        number=max((one.number for one in earlier), default=0) + 1,
        noted_by=by.id,
        asking=them.kept,
        language=language,
        guardian=guardian.pk if guardian else None,
    )
    door.add(copy)
    moves.begin(copy)
    _ask(copy, PREPARE, PREPARE_WITHIN)
    door.event(copy, {"number": copy.number})
    return copy


@action("subject_copy.prepare")
def prepare_copy(*, by: Actor, subject_copy: UUID, released: Sequence[str], call_id: UUID) -> SubjectCopy:
    """Lets the copy be printed, with the texts that were read and may be given (`released`: their keys).

    May be done again until it is handed over. Raises NotThere, NotAllowed, Refused.
    """
    row, person = _locked(by, subject_copy)
    asked = queries.asked_for(by, person.pk)
    refuse([] if queries.is_whole(asked) else [rules.NOT_WHOLE("subject_copy")])
    known = {text.key for record in queries.records(asked, with_texts=True) for text in record.texts}
    moves.move(row, "prepared")
    row.prepared_by, row.prepared_on = by.id, clock.today()
    row.released = sorted(known & set(released))
    _saved(row, {"number": row.number, "texts": len(row.released)})
    tasks.settle(row, PREPARE, HAND_OVER)
    _ask(row, HAND_OVER, HAND_OVER_WITHIN)
    return row


@action("subject_copy.hand_over")
def hand_over_copy(
    *,
    by: Actor,
    subject_copy: UUID,
    them: Them,
    where: str,
    asked_whether_safe: bool,
    on: date,
    call_id: UUID,
) -> SubjectCopy:
    """Notes that it was put into their hands, or read out: it is never sent. Raises NotThere, NotAllowed, Refused."""
    row, person = _locked(by, subject_copy)
    guardian = _guardian(person, them)
    wrong = rules.handing_problems(
        where=where, asked_whether_safe=asked_whether_safe, on=on, asked_on=row.asked_on, today=clock.today()
    )
    refuse([*rules.receiver_problems(_receiver(person, them, guardian)), *wrong])
    moves.move(row, "handed_over")
    row.handed_by, row.handed_on = by.id, on
    row.handing = {**them.kept, "where": where}
    if guardian is not None:
        row.guardian = guardian.pk
    _saved(row, {"number": row.number})
    tasks.settle(row, HAND_OVER)
    return row


@action("subject_copy.drop")
def drop_copy(*, by: Actor, subject_copy: UUID, why: str, call_id: UUID) -> SubjectCopy:
    """No copy is handed over: the person wants none any more, or it is not safe. Raises NotThere, Refused."""
    row, _person = _locked(by, subject_copy)
    why = canon(why).strip()
    refuse([] if why else [rules.WHY_MISSING("why")])
    moves.move(row, "dropped", why=why)
    _saved(row, {"number": row.number})
    tasks.settle(row, PREPARE, HAND_OVER, done=False)
    return row


def _locked(by: Actor, copy: UUID) -> tuple[SubjectCopy, Person]:
    """The copy and its person; a merged record's copy is that of the record that stays."""
    row: SubjectCopy = door.locked(SubjectCopy.objects.living().visible_to(by).select_related("person"), copy)
    return row, locked_person(by, row.person.canonical or row.person_id)


def _saved(row: SubjectCopy, detail: dict[str, Any]) -> None:
    row.version += 1
    door.save(row)
    door.event(row, detail)


def _ask(copy: SubjectCopy, kind: str, within: timedelta) -> None:
    path = copy.person.district_path
    user = copy.noted_by if kind == HAND_OVER else None
    tasks.ask(copy, tasks.Wanted(kind=kind, permission=kind, due=clock.now() + within, place_path=path, user=user))


def _guardian(person: Person, them: Them) -> Relation | None:
    """The relation that was named, if it is one of this person."""
    if them.guardian is None:
        return None
    return next((row for row in relations_of(person) if row.pk == them.guardian), None)


def _receiver(person: Person, them: Them, guardian: Relation | None) -> rules.Receiver:
    return rules.Receiver(
        asker=them.asker,
        identity=them.identity,
        note=them.note.strip(),
        age=person.age,
        guardian=guardian.kind if guardian else "",
        suspected=guardian is not None and _is_suspected(person, guardian),
    )


def _is_suspected(person: Person, guardian: Relation) -> bool:
    """By any relation, present or ended, to the same human being: suspicion is not undone by writing another line."""
    same = [
        row
        for row in Relation.objects.of(person.pk)
        if {row.person, row.other} == {guardian.person, guardian.other}
        and canon(row.other_name or "") == canon(guardian.other_name or "")
    ]
    return any(row.is_suspected for row in same)
