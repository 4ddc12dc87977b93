"""The four ways of counting those who were trained. Attendance is not a unique person: each figure says which it is.

1. Attendances: one person present in one session; once, even if two spellings of them are on the list. 2. People in the
events: different people in each training, added up. 3. People in the period: different people over all trainings of the
period. 4. People in the life of the project: different people from its beginning to the end of the period; `new` are
those of them who were never there before the period. A person who was several things counts under what they were when
they last attended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

DIMENSIONS = ("sex", "level", "function", "institution", "place")
WAYS = ("attendances", "in_events", "in_period", "in_life", "new")


@dataclass(frozen=True)
class Facts:
    """What somebody was on that day, as codes, keys and paths."""

    sex: str
    level: str
    function: str
    institution: str
    place: str


@dataclass(frozen=True)
class Attended:
    """One person present in one session. `person` is the same for all records of one human being; `order` breaks ties
    of one day: the later of two enrolments tells what the person is."""

    person: UUID
    event: UUID
    session: UUID
    day: date
    facts: Facts
    order: str = ""


@dataclass
class Four:
    """The figures of one line."""

    attendances: int = 0
    in_events: int = 0
    in_period: int = 0
    in_life: int = 0
    new: int = 0

    def add(self, way: str) -> None:
        setattr(self, way, getattr(self, way) + 1)


@dataclass
class Counted:
    """The figures of all, and by each value of each dimension. Every dimension adds up to the total, in every way."""

    total: Four = field(default_factory=Four)
    by: dict[str, dict[str, Four]] = field(default_factory=lambda: {name: {} for name in DIMENSIONS})

    def add(self, way: str, facts: Facts) -> None:
        """One more, under what they are."""
        self.total.add(way)
        for name in DIMENSIONS:
            self.by[name].setdefault(getattr(facts, name), Four()).add(way)


def count(rows: Sequence[Attended], first: date, last: date) -> Counted:
    """All four ways. `rows` are everything attended in the life of the project, in any order; later than `last` is
    left out, before `first` counts for the life only."""
    life = [row for row in rows if row.day <= last]
    period = [row for row in life if row.day >= first]
    before = {row.person for row in life if row.day < first}
    counted = Counted()
    for facts in latest(period, lambda row: (row.session, row.person)):
        counted.add("attendances", facts)
    for facts in latest(period, lambda row: (row.event, row.person)):
        counted.add("in_events", facts)
    for facts in latest(period, lambda row: row.person):
        counted.add("in_period", facts)
    for facts in latest(life, lambda row: row.person):
        counted.add("in_life", facts)
    for facts in latest((row for row in period if row.person not in before), lambda row: row.person):
        counted.add("new", facts)
    return counted


def latest(rows: Iterable[Attended], key: Callable[[Attended], object]) -> list[Facts]:
    """The last facts for each key."""
    found: dict[object, Attended] = {}
    for row in rows:
        kept = found.get(key(row))
        if kept is None or (kept.day, kept.order) <= (row.day, row.order):
            found[key(row)] = row
    return [row.facts for row in found.values()]
