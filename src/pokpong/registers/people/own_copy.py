"""What a person's own copy says of each kind of record: every field is decided, in a table of data.

own_copy.register("protection", own_copy.Contribution(kinds=(Kind("need", ...), ...), ...))

This register knows no area: areas put their kinds here. A guard fails on a field about a person that no table names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.kernel.words import lazy as _

# given: as it stands · read: a text that is given only after a person has read it, without the names that are known ·
# withheld: never, for a reason · inner: keys and marks of the program, which tell the person nothing.
GIVEN, READ, WITHHELD, INNER = "given", "read", "withheld", "inner"

# Why something is not on the copy, by a code that never changes.
WHY: dict[str, Words] = {
    "others": _(
        "What is about other people belongs to them: their names, numbers and words, and what is thought of them."
    ),
    "who_told": _(
        "Who told the programme about me, when and what they said stays protected, so that nobody is harmed."
    ),
    "safety": _(
        "What keeps me safe is not written on a paper that others could find: how I am called, who is kept away."
    ),
    "inquiry": _("What a court or an authority asked for is told by that court or authority."),
    "staff": _("Staff are named by their work and office, not by name. I may complain with the day alone."),
    "shown_here": _("Files, pictures and signed papers are not copied. I may look at them at the office."),
    "unread": _(
        "A text that may tell of others is given only when somebody has read it. I may have the others read out."
    ),
    "inner": _("Marks by which the program finds its records. They tell nothing about me."),
}

Row = Any


@dataclass(frozen=True)
class Asked:
    """For which records of one human being a copy is made, and who makes it: nobody is given what they may not see."""

    actor: Actor
    persons: Sequence[UUID]


@dataclass(frozen=True)
class Field:
    """One column. `show` answers what a page would show, in the language that is active; `why` is a code of `WHY`.

    `typed`: written freely, so the known names of others are taken out of it.
    """

    name: str
    verdict: str
    label: Words = ""
    show: Callable[[Row], Any] | None = None
    why: str = ""
    typed: bool = False

    def shown(self, row: Row) -> Any:
        return self.show(row) if self.show else getattr(row, self.name)

    def kept(self, row: Row) -> Any:
        """As JSON has it: codes, and days as ISO 8601."""
        return plain(getattr(row, self.name))


@dataclass(frozen=True)
class Kind:
    """`rows` answers those about the persons that the maker of the copy sees, in the order of time."""

    noun: str
    title: Words
    rows: Callable[[Asked], Iterable[Row]]
    fields: Sequence[Field]

    def of(self, verdict: str) -> list[Field]:
        return [field for field in self.fields if field.verdict == verdict]


def nothing(asked: Asked) -> list[Row]:
    """Of a kind that is named for its fields alone: no row of it goes into a copy."""
    return []


def all_is_seen(asked: Asked) -> bool:
    return True


def nobody(persons: Sequence[UUID]) -> list[str]:
    return []


@dataclass(frozen=True)
class Contribution:
    """`whole`: whether the maker sees everything the area keeps of the persons. `others`: names that are not theirs.

    `others` is asked beyond the maker's sight: it only takes names out. `place` orders the contributions on the paper.
    """

    kinds: Sequence[Kind]
    whole: Callable[[Asked], bool] = all_is_seen
    others: Callable[[Sequence[UUID]], Iterable[str]] = nobody
    place: int = 50


_contributions: dict[str, Contribution] = {}


def register(key: str, contribution: Contribution) -> None:
    """Raises ValueError when another area has this key already."""
    if _contributions.setdefault(key, contribution) is not contribution:
        raise ValueError(f"{key!r} is registered by another area")


def contributions() -> list[Contribution]:
    """In the order of their places: the person's own record first, who saw it last."""
    found = sorted(_contributions.items(), key=lambda item: (item[1].place, item[0]))
    return [contribution for _key, contribution in found]


def kinds() -> list[Kind]:
    return [kind for contribution in contributions() for kind in contribution.kinds]


def given(name: str, label: Words, words: Any = None, *, typed: bool = False) -> Field:
    """`words`: a table of codes and their words, or a function of the row."""
    if words is None or callable(words):
        return Field(name, GIVEN, label, words, typed=typed)
    table = dict(words)
    return Field(name, GIVEN, label, lambda row: coded(table, getattr(row, name)))


def coded(table: dict[str, Words], value: Any) -> Any:
    """The words of a code or of several; a code that left the list is shown as it is."""
    if isinstance(value, list):
        return [table.get(code, code) for code in value]
    return table.get(value, value)


def read(name: str, label: Words) -> Field:
    return Field(name, READ, label, why="unread")


def withheld(why: str, names: str) -> tuple[Field, ...]:
    """Several fields with one reason. Raises KeyError for a reason that is none."""
    return tuple(Field(name, WITHHELD, WHY[why], why=why) for name in names.split())


def inner(names: str) -> tuple[Field, ...]:
    return tuple(Field(name, INNER, why="inner") for name in names.split())


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, dict):
        return {key: plain(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inside) for inside in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, bool | int | float | str) or value is None else str(value)
