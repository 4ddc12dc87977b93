"""A household in which nobody but one person was ever recorded is about that person alone, and has a village."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.vault import erased
from pokpong.registers.people import alone
from pokpong.registers.people.models import Household, HouseholdMember

ERASING = Program("households-erased", frozenset({"household.erase"}))


@action("household.erase", doors=("program",))
def erase_household(*, by: Actor, household: UUID, call_id: UUID) -> Household:
    """Destroys what a household is called; its village stands. Raises NotThere."""
    row: Household = door.locked(Household.objects.all(), household)
    erased.erase([row.key_id])
    door.touch(row)
    door.event(row)
    return row


def apart(persons: Sequence[UUID]) -> list[UUID]:
    """Households where only these persons were ever recorded."""
    members = [row for person in persons for row in HouseholdMember.objects.of_person(person).living()]
    return sorted({row.household for row in members if _is_alone(row.household, members)})


def _is_alone(household: UUID, members: Sequence[HouseholdMember]) -> bool:
    own = {row.pk for row in members}
    return not HouseholdMember.objects.of_household(household).exclude(pk__in=own).exists()


def erase_apart(household: UUID, call_id: UUID) -> Household:
    return erase_household(by=ERASING, household=household, call_id=call_id)


def in_the_way(persons: Sequence[UUID]) -> list[Problem]:
    return []


def keys(persons: Sequence[UUID]) -> set[UUID]:
    return set()


def parts(persons: Sequence[UUID]) -> list[alone.Part]:
    members = [row for person in persons for row in HouseholdMember.objects.of_person(person)]
    return [alone.Part(_("Memberships of households"), len(members))]


alone.register("households", alone.Area(in_the_way, keys, apart, erase_apart, parts))
