"""A referral: one organisation is asked to help a person, and sees of them what was agreed, for as long as it holds."""

from __future__ import annotations

from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from pokpong.areas.protection.models.case import Case
from pokpong.areas.protection.models.facts import FactsOfTheDay
from pokpong.areas.protection.states.referrals import DRAFT, ENDED, TAKEN_BACK, UNANSWERED, UNDER_WAY
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow, MutableRow
from pokpong.foundation.vault.fields import SealedQuerySet, SealedRow, SealedText
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.models import Consent


def organisations_of(actor: Any) -> set[UUID]:
    """The organisations for which this actor receives referrals, by the grants held today. A program has none."""
    grants = getattr(actor, "grants", [])
    return {grant.organisation for grant in grants if grant.organisation and "referral.tied" in grant.permissions}


def only_one(actor: Any) -> Q:
    """Whoever comes through a one-time link is tied to one referral of the organisation, not to all of them."""
    referral: UUID | None = getattr(actor, "referral", None)
    return Q() if referral is None else Q(pk=referral)


class ReferralQuerySet(SealedQuerySet):
    """Seen by whoever sees the case, and by the organisation it was sent to."""

    def visible_to(self, actor: Any) -> Self:
        return self.living().filter(self._of_seen_cases(actor) | self._received(actor))

    def of_seen_cases(self, actor: Any) -> Self:
        """The sender's side: referrals of cases in sight."""
        return self.filter(self._of_seen_cases(actor))

    def received_by(self, actor: Any) -> Self:
        """The organisation's side: sent to one of the actor's, not taken back, and under no consent that ended."""
        return self.living().filter(self._received(actor))

    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)

    @staticmethod
    def _of_seen_cases(actor: Any) -> Q:
        return Q(case__in=Case.objects.visible_to(actor).values("pk"))

    @staticmethod
    def _received(actor: Any) -> Q:
        own = Q(organisation__in=organisations_of(actor)) & ~Q(state__in=(DRAFT, *TAKEN_BACK)) & only_one(actor)
        agreed = Q(consent=None) | Q(consent__withdrawal=None, consent__expires_on__gt=clock.today())
        return own & (Q(state__in=ENDED) | agreed)


ReferralManager = models.Manager.from_queryset(ReferralQuerySet)


class Referral(MutableRow, SealedRow, FactsOfTheDay):
    """Sealed under the person's own key. `number` is what both sides say on the telephone; it tells nothing.

    `fields` are groups of a person's record; `message` goes to the organisation, `reason` only when `share_reason`.
    Without a consent it stands on an `exception`, which a second person confirms.
    """

    noun = "referral"

    number = marks.open_field(models.CharField(max_length=12, editable=False, db_index=True))
    case = marks.open_field(models.ForeignKey(Case, models.PROTECT, related_name="referrals"))
    organisation = marks.open_field(models.ForeignKey(Organisation, models.PROTECT, related_name="+"))
    offer = marks.open_field(models.UUIDField(null=True, help_text="the service of the directory"))
    kind = marks.open_field(models.CharField(max_length=30))
    urgency = marks.open_field(models.CharField(max_length=10))
    state = marks.open_field(models.CharField(max_length=14, default=DRAFT))
    fields = marks.open_field(models.JSONField(default=list))
    share_reason = marks.open_field(models.BooleanField(default=False))
    answer_by = marks.open_field(models.DateField())
    serve_by = marks.open_field(models.DateField())
    made_by = marks.open_field(models.UUIDField())
    made_on = marks.open_field(models.DateField(default=clock.today))
    sent_by = marks.open_field(models.UUIDField(null=True))
    sent_at = marks.open_field(models.DateTimeField(null=True))
    received_at = marks.open_field(models.DateTimeField(null=True))
    answered_at = marks.open_field(models.DateTimeField(null=True))
    started_at = marks.open_field(models.DateTimeField(null=True))
    ended_at = marks.open_field(models.DateTimeField(null=True))
    consent = marks.open_field(models.ForeignKey(Consent, models.PROTECT, null=True, related_name="referrals"))
    exception = marks.open_field(models.CharField(max_length=24, blank=True))
    confirmed_by = marks.open_field(models.UUIDField(null=True, help_text="the second person, of an exception"))
    confirmed_at = marks.open_field(models.DateTimeField(null=True))
    decline_reason = marks.open_field(models.CharField(max_length=20, blank=True))
    outcome = marks.open_field(models.CharField(max_length=20, blank=True))
    message = SealedText(null=True)
    reason = SealedText(null=True)
    exception_why = SealedText(null=True)
    answer = SealedText(null=True)
    feedback = SealedText(null=True)

    objects: ClassVar[ReferralManager[Referral]] = ReferralManager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "state"], name="referral_case"),
            models.Index(fields=["organisation", "state", "answer_by"], name="referral_organisation"),
            models.Index(fields=["state", "answer_by"], name="referral_due"),
        ]

    def scope_keys(self) -> list[str]:
        """The case's copies, and those of the organisation for as long as it finds the referral."""
        keys: list[str] = self.case.scope_keys()
        found = self.state not in (DRAFT, *TAKEN_BACK)
        return [*keys, f"organisation:{self.organisation_id}"] if found else keys

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_unanswered(self) -> bool:
        return self.state in UNANSWERED

    @property
    def awaits_confirmation(self) -> bool:
        """Whether it stands on an exception that nobody else has confirmed yet."""
        return self.is_under_way and bool(self.exception) and self.confirmed_by is None

    @property
    def due(self) -> Any:
        """The day of what comes next: the answer, then the help; None when nothing is waited for."""
        if self.is_unanswered:
            return self.answer_by
        return self.serve_by if self.state == "accepted" else None

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < clock.today()


class ReferralNoteQuerySet(SealedQuerySet):
    """The organisation's own notes; the sender's side reads those marked as shared."""

    def visible_to(self, actor: Any) -> Self:
        received = Referral.objects.received_by(actor).values("pk")
        seen = Referral.objects.of_seen_cases(actor).values("pk")
        mine = Q(organisation__in=organisations_of(actor)) | Q(shared=True)
        return self.filter(Q(referral__in=received) & mine | Q(referral__in=seen, shared=True))


ReferralNoteManager = models.Manager.from_queryset(ReferralNoteQuerySet)


class ReferralNote(AppendOnlyRow, SealedRow):
    """A note of one side on a referral. `organisation` is None for the sender's, which are always shared."""

    noun = "referral_note"

    referral = marks.open_field(models.ForeignKey(Referral, models.PROTECT, related_name="notes"))
    organisation = marks.open_field(models.UUIDField(null=True))
    by = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))
    shared = marks.open_field(models.BooleanField(default=False))
    text = SealedText()

    objects: ClassVar[ReferralNoteManager[ReferralNote]] = ReferralNoteManager()

    class Meta:
        indexes = [models.Index(fields=["referral", "at"], name="referralnote_referral")]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.referral.scope_keys()
        own = [f"organisation:{self.organisation}"] if self.organisation else []
        return keys if self.shared else own
