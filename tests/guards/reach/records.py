"""What the sweep knows of its world: records, users, and how they are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from pokpong.foundation.access.models import User
from tests.guards.reach.positions import Stand

REASON = "ເຫດຜົນທີ່ຈະແຈ້ງ ເພື່ອການທົດສອບ"


@dataclass
class World:
    """`ids` are records in Pakse, by the name that addresses and samples use for them."""

    ids: dict[str, UUID] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    stands: list[Stand] = field(default_factory=list)
    demo: dict[str, User] = field(default_factory=dict)

    def member(self, role: str) -> User:
        """Somebody of this role in the teams of the cases: a tied stand, or without one the demo's own."""
        tied = (stand.user for stand in self.stands if (stand.role, stand.position) == (role, "tied"))
        return next(tied, self.demo[role])
