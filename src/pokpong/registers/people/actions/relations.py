"""Relations between persons."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, Problem, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.people.actions.reach import locked_person
from pokpong.registers.people.models import Person, Relation
from pokpong.registers.people.models.relations import person_reference
from pokpong.registers.people.queries.sight import visible_person
from pokpong.registers.people.rules import belonging as rules


@action("person.relate", doors=("office", "device"))
def relate(
    *,
    by: Actor,
    id: UUID,
    person: UUID,
    kind: str,
    other: UUID | None = None,
    other_name: str = "",
    suspected: bool = False,
    suspected_why: str = "",
    call_id: UUID,
) -> Relation:
    """Notes that `other` (a person in the caller's sight, or only a name) is the `kind` of `person`.

    `suspected`: may have had a part in what happened, and so can consent to nothing. Seeing one of the two gives no
    sight of the other. Raises NotThere, NotAllowed, Refused.
    """
    row = locked_person(by, person, "relations")
    related = visible_person(by, other) if other else None
    name = canon(other_name).strip()
    refuse(
        [
            *rules.relation_problems(
                kind=kind,
                other_named=related is not None,
                name=name,
                oneself=other == person,
                suspected=suspected,
                why=suspected_why,
            ),
            *_twice(row, kind, related, name),
        ]
    )
    relation = Relation(
        id=id,
        person=row.pk,
        person_ref=person_reference(row.pk),
        other=related.pk if related else None,
        other_ref=person_reference(related.pk) if related else "",
        other_name=name or None,
        kind=kind,
        suspected={"by": str(by.id), "why": canon(suspected_why).strip()} if suspected else None,
    )
    # Only the relation stands in the feed and the audit: both persons there would be a path between them.
    door.add(relation)
    door.event(relation)
    return relation


def _twice(person: Person, kind: str, other: Person | None, name: str) -> list[Problem]:
    same = [
        row
        for row in Relation.objects.of(person.pk).filter(ended_on=None)
        if row.person == person.pk and row.kind == kind and row.other == (other.pk if other else None)
    ]
    known = any(row.other is not None or row.other_name == name for row in same)
    return [rules.RELATION_TWICE("kind")] if known else []


@action("relation.end", doors=("office", "device"))
def end_relation(*, by: Actor, relation: UUID, call_id: UUID) -> Relation:
    """Ends a relation that is over or was wrong; it stays in the history. Raises NotThere, NotAllowed, Refused."""
    found = Relation.objects.living().filter(pk=relation).first()
    if found is None:
        raise NotThere(str(relation))
    locked_person(by, _seen_end(by, found), "relations")
    row: Relation = door.locked(Relation.objects.filter(pk=found.pk), relation)
    refuse([rules.RELATION_ENDED("relation")] if row.ended_on else [])
    row.ended_on = clock.today()
    row.version += 1
    door.save(row)
    door.event(row)
    return row


def _seen_end(by: Actor, relation: Relation) -> UUID:
    """The end of the relation that the caller sees. Raises NotThere."""
    ends: list[UUID] = [end for end in (relation.person, relation.other) if end]
    seen = set(Person.objects.visible_to(by).filter(pk__in=ends).values_list("pk", flat=True))
    for end in ends:
        if end in seen:
            return end
    raise NotThere(str(relation.pk))
