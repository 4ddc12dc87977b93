"""An identification: presumed by those who help, formal only by a body that may decide it. Nothing waits for it."""

from __future__ import annotations

from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.facts import FactsOfTheDay
from pokpong.areas.protection.models.screening import Screening
from pokpong.areas.protection.states.identification import SHOWN_TO_BODY
from pokpong.foundation.access import scope
from pokpong.foundation.access.scope import NOTHING
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow, MutableRow
from pokpong.foundation.vault.fields import SealedQuerySet, SealedReference, SealedRow, SealedText
from pokpong.registers.people.models import Consent

SEES = "identification.tied"


class IdentificationQuerySet(SealedQuerySet):
    """Seen by whoever sees the case, and by the body it was asked of while the person's consent holds."""

    def visible_to(self, actor: Any) -> Self:
        return self.living().filter(Q(case__in=Case.objects.visible_to(actor).values("pk")) | self.of_body(actor))

    def asked_of(self, actor: Any) -> Self:
        """The requests to the bodies this actor works for, as their queue shows them."""
        return self.living().filter(self.of_body(actor))

    def of_body(self, actor: Actor) -> Q:
        """A closed circle shows a request only to those named in it; a recused user sees none."""
        bodies = bodies_of(actor)
        if not bodies:
            return NOTHING
        consented = Consent.objects.holding(clock.today()).values("pk")
        return (
            Q(body__in=bodies, state__in=SHOWN_TO_BODY, consent__in=consented)
            & (Q(case__compartment=None) | Q(case__compartment__in=scope.circles(actor)))
            & ~Q(case__in=scope.recused(actor, "case"))
            & ~Q(case__person__in=scope.recused(actor, "person"))
            & ~Q(pk__in=scope.recused(actor, "identification"))
        )


def bodies_of(actor: Any) -> set[UUID]:
    """The organisations for which this actor answers requests; a program answers none."""
    grants = [grant for grant in getattr(actor, "grants", []) if SEES in grant.permissions]
    return {grant.organisation for grant in grants if grant.organisation}


IdentificationManager = models.Manager.from_queryset(IdentificationQuerySet)


class Identification(MutableRow, SealedRow, FactsOfTheDay):
    """`consent` allows `body` to see `fields` (groups of the person's record), and no more, while it holds."""

    noun = "identification"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="identifications"))
    screening = marks.open_field(models.ForeignKey(Screening, on_delete=models.PROTECT, null=True, related_name="+"))
    state = marks.open_field(models.CharField(max_length=10, default="presumed"))
    presumed_on = marks.open_field(models.DateField(default=clock.today))
    presumed_by = marks.open_field(models.UUIDField())
    body = marks.open_field(models.UUIDField(null=True, help_text="the organisation that was asked"))
    requested_on = marks.open_field(models.DateField(null=True))
    requested_by = marks.open_field(models.UUIDField(null=True))
    consent = marks.open_field(models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, related_name="+"))
    fields = marks.open_field(models.JSONField(default=list))
    decided_on = marks.open_field(models.DateField(null=True, help_text="the day of the letter"))
    decided_body = marks.open_field(models.UUIDField(null=True))
    why = SealedText(null=True, help_text="why the person is presumed to be a victim")
    message = SealedText(null=True, help_text="what the body is told beside the record")

    objects: ClassVar[IdentificationManager[Identification]] = IdentificationManager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "state"], name="identification_case"),
            models.Index(fields=["body", "state"], name="identification_body"),
        ]

    def scope_keys(self) -> list[str]:
        """Whoever holds the case, and the body's copy while it is asked."""
        asked = self.body is not None and self.state in SHOWN_TO_BODY and self.case.compartment is None
        return [*self.case.scope_keys(), *([f"organisation:{self.body}"] if asked else [])]


class IdentificationAnswerQuerySet(SealedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        return self.filter(identification__in=Identification.objects.visible_to(actor).values("pk"))


IdentificationAnswerManager = models.Manager.from_queryset(IdentificationAnswerQuerySet)


class IdentificationAnswer(AppendOnlyRow, SealedRow):
    """What a body answered: formal or declined, by which letter, of which day. An appeal brings another answer."""

    noun = "identification_answer"

    identification = marks.open_field(
        models.ForeignKey(Identification, on_delete=models.PROTECT, related_name="answers")
    )
    answer = marks.open_field(models.CharField(max_length=10))
    body = marks.open_field(models.UUIDField())
    letter_on = marks.open_field(models.DateField(null=True))
    noted_by = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))
    letter_number = SealedText(null=True)
    reason = SealedText(null=True)
    letter = SealedReference(null=True, help_text="a sealed file")

    objects: ClassVar[IdentificationAnswerManager[IdentificationAnswer]] = IdentificationAnswerManager()

    class Meta:
        indexes = [models.Index(fields=["identification", "at"], name="identanswer_row")]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.identification.scope_keys()
        return keys
