"""A one-time link: it shows one referral, or a part of it, to an organisation that has no account."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models

from pokpong.areas.protection.models.referral import Referral
from pokpong.areas.protection.states.referral_links import LIVE, MADE, OPEN
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import SealedQuerySet, SealedRow, SealedText


class ReferralLinkQuerySet(SealedQuerySet):
    """Seen by whoever sees the case. Whoever holds the link sees the referral through it, never this row."""

    def visible_to(self, actor: Any) -> Self:
        return self.living().filter(referral__in=Referral.objects.of_seen_cases(actor).values("pk"))

    def live(self) -> Self:
        """Not ended by anybody; its time may have run out a moment ago."""
        return self.filter(state__in=LIVE)


ReferralLinkManager = models.Manager.from_queryset(ReferralLinkQuerySet)


class ReferralLink(MutableRow, SealedRow):
    """Sealed under the person's own key. The code of the link and its PIN are kept nowhere: only keyed digests are.

    `fields` are groups of the record, at most those of the referral; `recipient` is who was handed the link. `browser`
    is the digest of the cookie of the one browser in which it was opened. `wrong_pins` and `turned_away` count what
    was refused.
    """

    noun = "referral_link"

    referral = marks.open_field(models.ForeignKey(Referral, models.PROTECT, related_name="links"))
    fields = marks.open_field(models.JSONField(default=list))
    recipient = SealedText(null=True)
    code = marks.secret(models.CharField(max_length=64, unique=True))
    pin = marks.secret(models.CharField(max_length=64))
    browser = marks.secret(models.CharField(max_length=64, blank=True))
    state = marks.open_field(models.CharField(max_length=10, default=MADE))
    made_by = marks.open_field(models.UUIDField())
    made_at = marks.open_field(models.DateTimeField(default=clock.now))
    expires = marks.open_field(models.DateTimeField())
    opened_at = marks.open_field(models.DateTimeField(null=True))
    ended_at = marks.open_field(models.DateTimeField(null=True))
    wrong_pins = marks.open_field(models.PositiveSmallIntegerField(default=0))
    turned_away = marks.open_field(models.PositiveSmallIntegerField(default=0))

    objects: ClassVar[ReferralLinkManager[ReferralLink]] = ReferralLinkManager()

    class Meta:
        indexes = [
            models.Index(fields=["referral", "state"], name="referrallink_referral"),
            models.Index(fields=["state", "expires"], name="referrallink_due"),
        ]

    def scope_keys(self) -> list[str]:
        """The copies of the case; the organisation has none."""
        keys: list[str] = self.referral.case.scope_keys()
        return keys

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    def is_late(self, now: datetime) -> bool:
        """Whether its time has run out, whatever its state says yet."""
        return now >= self.expires
