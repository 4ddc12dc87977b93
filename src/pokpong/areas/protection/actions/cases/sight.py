"""Who must not see a case, and who alone may. What holds for the case holds for its person."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case
from pokpong.areas.protection.actions.cases.team import leave_team
from pokpong.areas.protection.models import Case, CaseMember, Concern
from pokpong.areas.protection.queries.team import able
from pokpong.areas.protection.rules import working as rules
from pokpong.foundation.access import row_security
from pokpong.foundation.access.models import Compartment, CompartmentMember, Recusal, User
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.people.models import Person


@action("case.recuse")
def recuse_from_case(*, by: Actor, case: UUID, users: tuple[UUID, ...], reason: str, call_id: UUID) -> Case:
    """Keeps colleagues from the case and its person for good; they leave the team. Nobody comes back by this.

    Raises NotThere, NotAllowed, Refused.
    """
    row, reason = locked_case(by, case, at_work=False), canon(reason).strip()
    known = set(User.objects.filter(pk__in=users).values_list("pk", flat=True))
    refuse(
        [
            *rules.chosen(
                (
                    (not users, rules.NOBODY_CHOSEN("users")),
                    (bool(set(users) - known), rules.NOT_FIT("users")),
                    (by.id in users, rules.NOT_YOURSELF("users")),
                    (row.lead in users, rules.LEAD_STAYS("users")),
                )
            ),
            *rules.wrong_reason(reason),
        ]
    )
    for member in list(CaseMember.objects.current().filter(case=row.pk, user__in=users)):
        leave_team(row, member)
    _keep_out(row, users)
    door.touch(row)
    door.event(row, {"reason": reason, "people": len(set(users))})
    return row


def _keep_out(row: Case, users: Collection[UUID]) -> None:
    for kind, subject in ((row.noun, row.pk), (Person.noun, row.person_id)):
        known = set(Recusal.objects.filter(kind=kind, row=subject).values_list("user", flat=True))
        for user in sorted(set(users) - known):
            door.add(Recusal(user=user, kind=kind, row=subject))


@action("case.compartment")
def compartment_case(*, by: Actor, case: UUID, members: tuple[UUID, ...], reason: str, call_id: UUID) -> Case:
    """Closes a circle around a case, its person and the person's other cases. No members: opens it again.

    Raises NotThere, NotAllowed, Refused.
    """
    row, reason = locked_case(by, case, at_work=False), canon(reason).strip()
    fit = {user.pk for user in able(row)} | _named(row.compartment)
    refuse(
        [
            *rules.chosen(
                (
                    (bool(members) and by.id not in members, rules.CIRCLE_WITHOUT_YOU("members")),
                    (bool(members) and row.lead not in members, rules.CIRCLE_WITHOUT_LEAD("members")),
                    (bool(set(members) - fit - {row.lead, by.id}), rules.NOT_FIT("members")),
                )
            ),
            *rules.wrong_reason(reason),
        ]
    )
    draw_circle(row, by, members, reason)
    door.event(row, {"reason": reason, "members": sorted(map(str, members))})
    return row


def draw_circle(row: Case, by: Actor, members: Collection[UUID], reason: str) -> None:
    """Sets the circle of the person and of all their cases, as part of the action under way."""
    _end_members(row.compartment, set(members))
    if not members:
        _close_off(row, None)
        return
    circle: UUID = row.compartment or _new_circle(row, by, reason)
    for user in sorted(set(members) - _named(circle)):
        door.add(CompartmentMember(compartment_id=circle, user=user))
    _close_off(row, circle)


def _new_circle(row: Case, by: Actor, reason: str) -> UUID:
    """Its reason is sealed under the person's own key."""
    circle: Compartment = door.add(Compartment(key_id=row.key_id, reason=reason, opened_by=by.id))
    return circle.pk


def _close_off(row: Case, circle: UUID | None) -> None:
    with row_security.scope("program:closed_circle"):
        _close_off_person(row, circle)
    row.compartment = circle
    door.save(row)


def _close_off_person(row: Case, circle: UUID | None) -> None:
    person: Person = door.locked(Person.objects.all(), row.person_id)
    person.compartment = circle
    door.save(person)
    for other in list(Case.objects.filter(person=row.person_id).exclude(pk=row.pk).order_by("pk")):
        found = door.locked(Case.objects.all(), other.pk)
        found.compartment = circle
        door.save(found)


def _named(circle: UUID | None) -> set[UUID]:
    if circle is None:
        return set()
    return set(CompartmentMember.objects.filter(compartment=circle, ends=None).values_list("user", flat=True))


def _end_members(circle: UUID | None, staying: set[UUID]) -> None:
    if circle is None:
        return
    ending = CompartmentMember.objects.filter(compartment=circle, ends=None).exclude(user__in=staying)
    for member_id in list(ending.values_list("pk", flat=True)):
        member = door.locked(CompartmentMember.objects.all(), member_id)
        member.ends = clock.now()
        door.save(member)


def keep_out_as(row: Case, by: Actor, concern: UUID, reason: str) -> None:
    """Whoever must not see the concern must not see the case that was opened because of it, nor its person.

    A closed circle is drawn anew with the same people: no column of the case leads to the concern's own circle.
    """
    source = Concern.objects.get(pk=concern)
    left_out = Recusal.objects.filter(kind=Concern.noun, row=concern).values_list("user", flat=True)
    _keep_out(row, set(left_out))
    inside = _named(source.compartment)
    if inside and row.compartment is None:
        draw_circle(row, by, inside | {by.id}, reason)
