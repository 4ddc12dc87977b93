"""Ties: made by the action that creates a reason, ended by the one that ends it.

Other areas call `tie(person, because=row, user=...)` and `untie(because=row)` inside their own actions.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pokpong.foundation.access.models import User
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.foundation.kernel.rows import Row
from pokpong.registers.people.actions.reach import locked_person
from pokpong.registers.people.models import Consent, Person, Tie
from pokpong.registers.people.models.ties import reason_reference
from pokpong.registers.people.rules import ties as rules
from pokpong.registers.people.rules.record import EVERYTHING


def tie(
    person: Person,
    *,
    because: Row,
    user: UUID | None = None,
    team: UUID | None = None,
    organisation: UUID | None = None,
    fields: Sequence[str] = EVERYTHING,
    consent: Consent | None = None,
    why: str = "",
) -> Tie:
    """Lets `user`, `team` or `organisation` see `fields` of `person` from now on, as part of the action under way.

    Under a `consent` it ends with the consent. The same tie twice is one. Raises ValueError without anybody to tie,
    for an unknown field, or for a reason that never is one (a place, a household).
    """
    if not (user or team or organisation) or set(fields) - set(EVERYTHING) or because.noun in rules.NEVER_A_REASON:
        raise ValueError("a tie needs somebody, known fields and a reason")
    same = Tie.objects.current().because(because.noun, because.pk).filter(person=person.pk)
    who = {"user": user, "team": team, "organisation": organisation}
    held: Tie | None = same.filter(**who, consent=consent, fields=list(fields)).first()
    if held is not None:
        return held
    _note_scope(person)
    row = Tie(
        id=new_id(),
        key_id=person.key_id,
        person=person,
        **who,
        because_kind=because.noun,
        because=because.pk,
        because_ref=reason_reference(because.noun, because.pk),
        consent=consent,
        why=why or None,
        fields=list(fields),
    )
    door.add(row)
    door.touch(person)
    door.event(person, {"tie": str(row.pk), "because": because.noun}, name="tie.begin")
    return row


def untie(*, because: Row, user: UUID | None = None, why: str = "") -> int:
    """Ends every tie made because of this record (only those of `user`, when one is named); returns how many.

    As part of the action under way.
    """
    held = Tie.objects.unended().because(because.noun, because.pk)
    mine = held if user is None else held.filter(user=user)
    rows = list(mine.select_related("person").order_by("id"))
    for row in rows:
        _end(row, row.person, why)
    return len(rows)


def untie_consent(consent: Consent, why: str = "") -> int:
    """Ends every tie that stands on this consent, as part of the action under way; returns how many."""
    rows = list(Tie.objects.unended().filter(consent=consent.pk).select_related("person").order_by("id"))
    for row in rows:
        _end(row, row.person, why)
    return len(rows)


def _end(row: Tie, person: Person, why: str) -> None:
    _note_scope(person)
    row.ends, row.ended_by, row.end_why = clock.now(), door.under_way().by.id, why or None
    row.version += 1
    door.save(row)
    door.touch(person)
    door.event(person, {"tie": str(row.pk), "because": row.because_kind}, name="tie.end")


def _note_scope(person: Person) -> None:
    # What left somebody's copy can only be told when the scope before is known.
    door.under_way().before.setdefault(person.pk, person.scope_keys())


@action("tie.end")
def end_tie(*, by: Actor, tie: UUID, why: str, call_id: UUID) -> Tie:
    """Ends one tie for a written reason, by the supervisor. Raises NotThere, NotAllowed, Refused."""
    found = Tie.objects.filter(pk=tie).first()
    if found is None:
        raise NotThere(str(tie))
    person = locked_person(by, found.person_id, merged=True)
    row: Tie = door.locked(Tie.objects.filter(person=person.pk), tie)
    problems = (
        (not why.strip(), rules.END_WHY_MISSING("why")),
        (not row.holds, rules.ALREADY_ENDED("tie")),
    )
    refuse(problem for wrong, problem in problems if wrong)
    _end(row, person, why.strip())
    return row


@action("person.assign")
def assign_person(*, by: Actor, person: UUID, user: UUID, why: str, call_id: UUID) -> Person:
    """Entrusts a person to a colleague for a written reason. Raises NotThere, NotAllowed, Refused."""
    row = locked_person(by, person)
    colleague = User.objects.filter(pk=user, state="active").first()
    problems = (
        (len(why.strip()) < rules.SHORTEST_WHY, rules.ASSIGN_WHY_MISSING("why")),
        (colleague is None or not colleague.may("person.tied"), rules.NOT_ASSIGNABLE("user")),
    )
    refuse(problem for wrong, problem in problems if wrong)
    tie(row, because=row, user=user, why=why.strip())
    door.touch(row)
    door.event(row, {"user": str(user)})
    return row
