"""How persons belong to each other. Both ends are sealed: no open column leads from one person to another."""

from __future__ import annotations

from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault import blind
from pokpong.foundation.vault.fields import SealedJSON, SealedQuerySet, SealedReference, SealedRow, SealedText
from pokpong.registers.people.models.person import Person


def person_reference(person: UUID) -> str:
    """The keyed digest under which the relations of one person are found."""
    return blind.reference("relation", str(person))


class RelationQuerySet(SealedQuerySet):
    def of(self, person: UUID) -> Self:
        """Relations of one person, from either end."""
        found = person_reference(person)
        return self.living().filter(Q(person_ref=found) | Q(other_ref=found))

    def visible_to(self, actor: Any) -> Self:
        """Relations of visible persons. Costs one digest for each of them: pages ask `of(person)` instead."""
        persons = Person.objects.visible_to(actor).values_list("pk", flat=True)
        refs = [person_reference(person) for person in persons]
        return self.living().filter(Q(person_ref__in=refs) | Q(other_ref__in=refs))


RelationManager = models.Manager.from_queryset(RelationQuerySet)


class Relation(MutableRow, SealedRow):
    """`other` (a person of the register, or only a name) is the `kind` of `person`: the mother, the guardian.

    `suspected` {by, why}: this relative may have had a part in what happened, and can consent to nothing.
    """

    noun = "relation"

    person_ref = marks.open_field(models.CharField(max_length=64, db_index=True))
    other_ref = marks.open_field(models.CharField(max_length=64, blank=True, db_index=True))
    person = SealedReference()
    other = SealedReference(null=True)
    other_name = SealedText(null=True)
    kind = SealedText()
    suspected = SealedJSON(null=True)
    added_on = marks.open_field(models.DateField(default=clock.today))
    ended_on = marks.open_field(models.DateField(null=True))

    objects: ClassVar[RelationManager[Relation]] = RelationManager()

    @property
    def is_suspected(self) -> bool:
        return bool(self.suspected)
