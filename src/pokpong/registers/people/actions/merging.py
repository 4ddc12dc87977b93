"""Two records of one person: joined by a supervisor, never by the program, and taken apart again."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.access import row_security
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.actions.nouns import model_of
from pokpong.foundation.kernel.problems import ProblemKind, refuse
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.actions.reach import locked_person
from pokpong.registers.people.actions.ties import tie
from pokpong.registers.people.models import Person, Tie

SAME_RECORD = ProblemKind("person_merge_same", _("This is the same record. Choose the other one."))
MERGE_WHY_MISSING = ProblemKind("person_merge_why_missing", _("Write why both records are one person."))
APART = ProblemKind("person_merge_compartment", _("Records of different closed circles are not merged."))
NOT_MERGED = ProblemKind("person_not_merged", _("This record is not merged into another one."))


@action("person.merge")
def merge_person(*, by: Actor, person: UUID, into: UUID, why: str, call_id: UUID) -> Person:
    """Marks `person` as the same human being as `into`; both are kept, and whoever was tied to one sees the other.

    Raises NotThere, NotAllowed, Refused.
    """
    row, canonical = locked_person(by, person), locked_person(by, into)
    problems = (
        (row.pk == canonical.pk, SAME_RECORD("into")),
        (not why.strip(), MERGE_WHY_MISSING("why")),
        (row.compartment != canonical.compartment, APART("into")),
    )
    refuse(problem for wrong, problem in problems if wrong)
    moves.move(row, "merged", why=why.strip())
    row.canonical = canonical.pk
    row.version += 1
    door.save(row)
    for held in Tie.objects.current().filter(person=row.pk).order_by("id"):
        _carry(held, canonical)
    # Records merged into this one before now lead to the last.
    with row_security.scope("program:merging"):
        for earlier in list(Person.objects.filter(canonical=row.pk)):
            earlier.canonical = canonical.pk
            door.save(earlier)
    door.event(row, {"into": str(canonical.pk)})
    return row


def _carry(held: Tie, canonical: Person) -> None:
    reason = model_of(held.because_kind)(pk=held.because)
    tie(
        canonical,
        because=reason,
        user=held.user,
        team=held.team,
        organisation=held.organisation,
        fields=held.fields,
        consent=held.consent,
        why=held.why or "",
    )


@action("person.part")
def part_person(*, by: Actor, person: UUID, why: str, call_id: UUID) -> Person:
    """Takes a merged record apart again. Ties carried over stay until they are ended. Raises NotThere, Refused."""
    row: Person = door.locked(Person.objects.visible_to(by), person)
    door.check(place=row.district_path)
    problems = (
        (row.state != "merged", NOT_MERGED("person")),
        (not why.strip(), MERGE_WHY_MISSING("why")),
    )
    refuse(problem for wrong, problem in problems if wrong)
    moves.move(row, "open", why=why.strip())
    row.canonical = None
    row.version += 1
    door.save(row)
    door.event(row)
    return row
