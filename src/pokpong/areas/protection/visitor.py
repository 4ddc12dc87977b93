"""Who acts through a one-time link: nobody with an account, for one organisation, about one referral."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from pokpong.areas.protection.models import ReferralLink

AT_THE_DOOR = frozenset({"referral_link.enter", "referral_link.turn_away"})
INSIDE = frozenset(
    {
        "referral.tied",
        "referral.receive",
        "referral.accept",
        "referral.decline",
        "referral.start",
        "referral.complete",
        "referral.fail",
        "referral.note",
    }
)


@dataclass(frozen=True)
class Visitor:
    """An actor named by the link itself, so that the history leads to whoever made it.

    `referral` narrows what the organisation is tied to down to one. Its one grant is itself: an organisation, and what
    may be done for it.
    """

    id: UUID
    referral: UUID
    organisation: UUID
    permissions: frozenset[str]
    device: UUID | None = None

    @classmethod
    def at_the_door(cls, link: ReferralLink) -> Self:
        """Before the PIN: may knock, sees nothing."""
        return cls(link.pk, link.referral_id, link.referral.organisation_id, AT_THE_DOOR)

    @classmethod
    def inside(cls, link: ReferralLink) -> Self:
        return cls(link.pk, link.referral_id, link.referral.organisation_id, INSIDE)

    @property
    def actor_kind(self) -> str:
        return "link"

    @property
    def grants(self) -> list[Self]:
        return [self]

    def may(self, permission: str, place: str | None = None) -> bool:
        """Never in a place: nothing is open to a link but its referral."""
        return permission in self.permissions and place is None

    def paths(self, permission: str) -> list[str]:
        return []
