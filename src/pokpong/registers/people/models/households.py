"""Households keep their village in the open; who lives in one is sealed, both ways."""

from __future__ import annotations

from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from pokpong.foundation.access.scope import NOTHING, ScopedQuerySet
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault import blind
from pokpong.foundation.vault.fields import SealedQuerySet, SealedReference, SealedRow, SealedText
from pokpong.registers.people.models.ties import Tie


def member_reference(person: UUID) -> str:
    return blind.reference("household-member", str(person))


def household_reference(household: UUID) -> str:
    return blind.reference("household", str(household))


class HouseholdQuerySet(ScopedQuerySet):
    place_field = "place_path"

    def tied(self, actor: Actor) -> Q:
        """Households this actor registered, and those of persons the actor is tied to."""
        if not actor.may("household.join"):
            return NOTHING
        persons = Tie.objects.of(actor).values_list("person", flat=True).distinct()
        members = HouseholdMember.objects.present().filter(person_ref__in=[member_reference(p) for p in persons])
        return Q(registered_by=actor.id) | Q(pk__in=[member.household for member in members])


HouseholdManager = models.Manager.from_queryset(HouseholdQuerySet)


class Household(MutableRow, SealedRow):
    """A household and its village. `label` is what it is called there (the house number, the family)."""

    noun = "household"

    place_path = PathField()
    registered_by = marks.open_field(models.UUIDField())
    registered_on = marks.open_field(models.DateField(default=clock.today))
    label = SealedText()

    objects: ClassVar[HouseholdManager[Household]] = HouseholdManager()

    class Meta:
        indexes = [models.Index(fields=["place_path"], name="household_place")]

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}", f"user:{self.registered_by}"]


class HouseholdMemberQuerySet(SealedQuerySet):
    def present(self) -> Self:
        return self.living().filter(left_on=None)

    def of_person(self, person: UUID) -> Self:
        return self.filter(person_ref=member_reference(person))

    def of_household(self, household: UUID) -> Self:
        return self.filter(household_ref=household_reference(household))


HouseholdMemberManager = models.Manager.from_queryset(HouseholdMemberQuerySet)


class HouseholdMember(MutableRow, SealedRow):
    """One person in one household from one day to another, under a key of its own: nothing open leads either way."""

    noun = "household_member"

    household_ref = marks.open_field(models.CharField(max_length=64, db_index=True))
    person_ref = marks.open_field(models.CharField(max_length=64, db_index=True))
    household = SealedReference()
    person = SealedReference()
    is_head = marks.open_field(models.BooleanField(default=False))
    joined_on = marks.open_field(models.DateField(default=clock.today))
    left_on = marks.open_field(models.DateField(null=True))

    objects: ClassVar[HouseholdMemberManager[HouseholdMember]] = HouseholdMemberManager()
