"""What copies of a story are made of: fresh ids, free numbers, slots that are filled once, rows that are filled from
them, days and moments moved along.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models

from pokpong.areas.protection import numbering
from pokpong.areas.protection.models import Case
from pokpong.foundation.kernel.ids import new_id
from tests.bench.stories import Outline

Row = tuple[Any, ...]
Maker = Callable[["Copy"], Any]


class NotCopied(Exception):
    """A value that a copy cannot make anew."""


@dataclass
class Copy:
    """One copy under way. `made` are the values of the mould's slots; ids stand in `texts`, with dashes."""

    outline: Outline
    shift: timedelta
    texts: list[str]
    keys: list[bytes]
    number: str = ""
    made: list[Any] = field(default_factory=list)


class Numbers:
    """Numbers of cases that nobody has yet."""

    def __init__(self) -> None:
        self.used: set[str] = set(Case.objects.values_list("number", flat=True))

    def take(self, place_path: str, year: int, case: UUID) -> str:
        for attempt in range(numbering.TRIES):
            number = numbering.candidate(place_path, year, case, attempt, "case")
            if number not in self.used:
                self.used.add(number)
                return number
        raise NotCopied("no free number")


@dataclass(frozen=True)
class Slot:
    """A value that each copy makes once: the number of its place in `Copy.made`."""

    number: int


@dataclass(frozen=True)
class Sheet:
    """All rows of one table of one story: what stays, and the columns that are filled from slots."""

    model: type[models.Model]
    columns: tuple[str, ...]
    rows: list[tuple[list[Any], list[tuple[int, int]]]]

    def copied(self, copy: Copy) -> Iterator[Row]:
        made = copy.made
        for still, moving in self.rows:
            values = still.copy()
            for place, slot in moving:
                values[place] = made[slot]
            yield tuple(values)


def fresh_ids(number: int) -> list[str]:
    """UUIDv7s in ascending order: the time, a count in `rand_a` (RFC 9562, 6.2, method 1), 60 random bits.

    Raises NotCopied for more than the count can hold.
    """
    if number > 0xFFF:
        raise NotCopied(f"{number} ids at once")
    head, rest = str(new_id())[:14], os.urandom(8 * number).hex()
    return [
        f"{head}7{count:03x}-8{rest[place : place + 3]}-{rest[place + 3 : place + 15]}"
        for count, place in zip(range(number), range(0, 16 * number, 16), strict=True)
    ]


def moved_day(found: re.Match[str]) -> Maker:
    if found.lastgroup == "day":
        day = date.fromisoformat(found[0])
        return lambda copy: (day + copy.shift).isoformat()
    year, month, number = (int(part) for part in found["written"].split(","))
    written = date(year, month, number)
    return lambda copy: repr(written + copy.shift)


def moment(value: date, *, aware: bool) -> Maker:
    """A day or a moment as the data base takes it."""
    if isinstance(value, datetime) and not aware:
        plain = value.astimezone(UTC).replace(tzinfo=None)
        return lambda copy: str(plain + copy.shift)
    return lambda copy: (value + copy.shift).isoformat()
