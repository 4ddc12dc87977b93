"""What is told when a concern is raised, as plain values that come from a page, a device or a file alike."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pokpong.foundation.lao.text import canon


@dataclass(frozen=True)
class Facts:
    """Coded answers, kept in the open; see `vocabulary` for the codes. `people_count` None: not known."""

    channel: str
    urgency: str
    happened_on: date | None = None
    happened_unknown: bool = True
    sex: str = "unknown"
    age_band: str = "unknown"
    nationality: str = "unknown"
    disability: str = "unknown"
    language_family: str = "unknown"
    forms: tuple[str, ...] = ()
    people_count: int | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of a concern."""
        found = asdict(self)
        del found["happened_unknown"]
        return {**found, "forms": list(dict.fromkeys(self.forms))}


@dataclass(frozen=True)
class Told:
    """Words, kept sealed. `names`: one a line. `missing_village`: typed, because no list has it."""

    story: str
    names: str = ""
    reporter_name: str = ""
    reporter_contact: str = ""
    reporter_relationship: str = ""
    missing_village: str = ""

    @property
    def reporter(self) -> dict[str, str]:
        """Who told; empty when nothing was said of them."""
        found = {
            "name": plain(self.reporter_name),
            "contact": plain(self.reporter_contact),
            "relationship": self.reporter_relationship,
        }
        return found if any(found.values()) else {}

    def columns(self) -> dict[str, Any]:
        """The columns of a concern."""
        return {
            "story": plain(self.story),
            "names": plain(self.names) or None,
            "reporter": self.reporter or None,
            "missing_village": plain(self.missing_village) or None,
        }


@dataclass(frozen=True)
class LeftOut:
    """Who must not see it: whole levels (3 village, 2 district, 1 province), officials, accounts, and words."""

    levels: tuple[int, ...] = ()
    officials: tuple[UUID, ...] = ()
    users: tuple[UUID, ...] = ()
    words: str = ""

    @classmethod
    def of(cls, kept: dict[str, Any] | None) -> LeftOut:
        """From the sealed column."""
        kept = kept or {}
        return cls(
            levels=tuple(kept.get("levels", ())),
            officials=tuple(UUID(row) for row in kept.get("officials", ())),
            users=tuple(UUID(row) for row in kept.get("users", ())),
            words=kept.get("words", ""),
        )

    def kept(self) -> dict[str, Any] | None:
        """For the sealed column; None when nobody is left out."""
        if not (self.levels or self.officials or self.users or self.words):
            return None
        return {
            "levels": sorted(set(self.levels)),
            "officials": sorted(map(str, set(self.officials))),
            "users": sorted(map(str, set(self.users))),
            "words": plain(self.words),
        }

    def joined_with(self, other: LeftOut) -> LeftOut:
        """Both together: nobody once left out comes back by a later addition."""
        return LeftOut(
            levels=tuple(sorted({*self.levels, *other.levels})),
            officials=tuple(sorted({*self.officials, *other.officials})),
            users=tuple(sorted({*self.users, *other.users})),
            words="\n".join(dict.fromkeys(words for words in (self.words, plain(other.words)) if words)),
        )


NOBODY = LeftOut()


def plain(text: str) -> str:
    """Text as it is stored."""
    return canon(text).strip()
