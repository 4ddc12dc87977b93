"""Households, and who lives in them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.foundation.lao.text import canon
from pokpong.registers.people.actions.reach import locked_person
from pokpong.registers.people.models import Household, HouseholdMember
from pokpong.registers.people.models.households import household_reference, member_reference
from pokpong.registers.people.rules import belonging as rules
from pokpong.registers.places.queries import by_path

VILLAGE = 3


@action("household.register", doors=("office", "device"))
def register_household(
    *,
    by: Actor,
    id: UUID,
    place_path: str,
    label: str,
    call_id: UUID,
) -> Household:
    """Registers a household in a village. It says nothing about who lives there, and shows nobody. Raises Refused."""
    place = by_path(place_path) if place_path else None
    text = canon(label).strip()
    problems = (
        (place is None or place.level != VILLAGE, rules.VILLAGE_MISSING("place_path")),
        (not text, rules.LABEL_MISSING("label")),
    )
    refuse(problem for wrong, problem in problems if wrong)
    row = Household(id=id, place_path=place_path, label=text, registered_by=by.id)
    door.add(row)
    door.event(row)
    return row


@action("household.join", doors=("office", "device"))
def join_household(
    *,
    by: Actor,
    id: UUID,
    household: UUID,
    person: UUID,
    is_head: bool = False,
    joined_on: date | None = None,
    call_id: UUID,
) -> HouseholdMember:
    """Notes that a person lives in a household. Raises NotThere, NotAllowed, Refused."""
    home: Household = door.locked(Household.objects.visible_to(by), household)
    row = locked_person(by, person, "household")
    present = list(HouseholdMember.objects.of_person(row.pk).present())
    heads = HouseholdMember.objects.of_household(home.pk).present().filter(is_head=True)
    lives_here = any(member.household == home.pk for member in present)
    refuse(
        rules.join_problems(
            lives_here=lives_here,
            lives_elsewhere=bool(present) and not lives_here,
            is_head=is_head,
            has_head=heads.exists(),
        )
    )
    member = HouseholdMember(
        id=id,
        household=home.pk,
        household_ref=household_reference(home.pk),
        person=row.pk,
        person_ref=member_reference(row.pk),
        is_head=is_head,
        joined_on=joined_on or clock.today(),
    )
    # Neither the household nor the person is touched: side by side in the feed they would be a path to the village.
    door.add(member)
    door.event(member)
    return member


@action("household.leave", doors=("office", "device"))
def leave_household(*, by: Actor, member: UUID, left_on: date | None = None, call_id: UUID) -> HouseholdMember:
    """Notes that a person no longer lives in a household. Raises NotThere, NotAllowed, Refused."""
    found = HouseholdMember.objects.living().filter(pk=member).first()
    if found is None or not Household.objects.visible_to(by).filter(pk=found.household).exists():
        raise NotThere(str(member))
    locked_person(by, found.person, "household")
    row: HouseholdMember = door.locked(HouseholdMember.objects.filter(pk=found.pk), member)
    refuse([rules.LEFT_ALREADY("member")] if row.left_on else [])
    row.left_on = left_on or clock.today()
    row.version += 1
    door.save(row)
    door.event(row)
    return row
