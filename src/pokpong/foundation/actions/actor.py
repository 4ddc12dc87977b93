"""Who acts, as a protocol: this floor knows no users, only what it may ask of one."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID, uuid5

PROGRAMS = UUID("0b6f1f6e-3a52-5d0f-9a39-0d0ce7c0a1b2")


class Actor(Protocol):
    """A user, or a program such as the clock."""

    @property
    def id(self) -> UUID: ...

    @property
    def actor_kind(self) -> str:
        """`user` or `program`."""
        ...

    @property
    def device(self) -> UUID | None: ...

    def may(self, permission: str, place: str | None = None) -> bool:
        """Whether a grant of this actor holds `permission`, and covers the place path when one is named."""
        ...

    def paths(self, permission: str) -> list[str]:
        """The place paths in which this actor holds `permission`; an empty path is everywhere."""
        ...


@dataclass(frozen=True)
class Program:
    """An actor that is no person: the clock, an import, set-up. It may do what it was made for, nothing else."""

    name: str
    permissions: Collection[str] = field(default_factory=frozenset)
    device: UUID | None = None

    @property
    def id(self) -> UUID:
        return uuid5(PROGRAMS, self.name)

    @property
    def actor_kind(self) -> str:
        return "program"

    def may(self, permission: str, place: str | None = None) -> bool:
        return permission in self.permissions

    def paths(self, permission: str) -> list[str]:
        return [""] if permission in self.permissions else []
