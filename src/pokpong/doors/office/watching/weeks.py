"""Reading that stands out in a week: many people, odd hours, before an account ends, a broken glass.

Counted from who read which ids when; no record is opened.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from pokpong.areas.protection.models import Case
from pokpong.foundation.access.models import Glass, Grant, User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.audit.models import Event, Reading, ReadingWeek
from pokpong.foundation.kernel import clock

KINDS: Final = ("person", "case", "concern")
BEFORE: Final = 8  # weeks that say what is usual
CAUGHT_UP: Final = 4  # weeks that a clock which stood still goes through later
LAST_WEEKS: Final = dt.timedelta(weeks=4)  # before an account ends
AT_ONCE: Final = 5000
WEEK: Final = dt.timedelta(weeks=1)


@dataclass(frozen=True)
class Unusual:
    """One user: `count` of this week, and what is `usual` for them."""

    reader: UUID
    kind: str
    count: int
    usual: int
    place_path: str


@dataclass(frozen=True)
class Found:
    """How many people read something, and what of it stands out."""

    readers: int
    unusual: tuple[Unusual, ...]


@dataclass
class Read:
    """What one user read in one week: kind and id of records, and looks at odd hours."""

    rows: set[tuple[str, str]] = field(default_factory=set)
    odd: int = 0


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def bounds(monday: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The first moment of the week and of the next, in the programme's time zone."""
    zone = timezone.get_default_timezone()
    begin = dt.datetime.combine(monday, dt.time.min, zone)
    return begin, dt.datetime.combine(monday + WEEK, dt.time.min, zone)


def to_go_through() -> list[dt.date]:
    """Mondays of full weeks that were not gone through, the oldest first; none before anybody read anything."""
    present = monday_of(clock.today())
    wanted = [present - WEEK * back for back in range(CAUGHT_UP, 0, -1)]
    done = set(ReadingWeek.objects.filter(week__in=wanted).values_list("week", flat=True))
    first = Reading.objects.order_by("pk").values_list("at", flat=True).first()
    return [monday for monday in wanted if monday not in done and first is not None and first < bounds(monday)[1]]


def look_through(monday: dt.date) -> Found:
    """What stands out in the week that begins on this Monday."""
    read = reading_of(monday)
    users = set(User.objects.filter(pk__in={user for user, _week in read}).values_list("pk", flat=True))
    people = {key: distinct for key, distinct in counted(read).items() if key[0] in users}
    found = [*many_people(people, monday), *odd_hours(read, users, monday)]
    found += [*broken_glass(monday), *before_leaving(monday)]
    places = places_of({reader for reader, *_rest in found})
    return Found(
        readers=len({user for user, week in people if week == monday}),
        unusual=tuple(Unusual(reader, kind, count, usual, places[reader]) for reader, kind, count, usual in found),
    )


def reading_of(monday: dt.date) -> dict[tuple[UUID, dt.date], Read]:
    """By user and week, for this week and those before it that say what is usual."""
    begin, end = bounds(monday - WEEK * BEFORE)[0], bounds(monday)[1]
    read: dict[tuple[UUID, dt.date], Read] = defaultdict(Read)
    rows = Reading.objects.filter(at__gte=begin, at__lt=end, kind__in=KINDS)
    for actor, at, kind, shown in rows.values_list("actor", "at", "kind", "shown").iterator(chunk_size=2000):
        here = timezone.localtime(at, timezone.get_default_timezone())
        one = read[actor, monday_of(here.date())]
        one.rows.update((kind, row) for row in shown)
        one.odd += is_odd(here)
    return dict(read)


def is_odd(local: dt.datetime) -> bool:
    """Whether a local moment lies outside the ordinary hours of a day."""
    begins, ends = settings.POKPONG_READING_DAY
    return not begins <= local.hour < ends


def counted(read: dict[tuple[UUID, dt.date], Read]) -> dict[tuple[UUID, dt.date], int]:
    """How many people: a case counts as its person, a concern as one of its own."""
    persons = persons_of({row for one in read.values() for kind, row in one.rows if kind == "case"})
    return {
        key: len({("person", persons.get(row, row)) if kind == "case" else (kind, row) for kind, row in one.rows})
        for key, one in read.items()
    }


def persons_of(cases: Iterable[str]) -> dict[str, str]:
    """The person of each case, by their ids as readings write them."""
    ids = sorted(cases)
    found: dict[str, str] = {}
    for start in range(0, len(ids), AT_ONCE):
        rows = Case.objects.filter(pk__in=ids[start : start + AT_ONCE]).values_list("pk", "person_id")
        found |= {str(case): str(person) for case, person in rows}
    return found


def usual_of(counts: dict[dt.date, int], monday: dt.date) -> int:
    """The middle of the weeks before in which the user read anything; 0 when there was none."""
    earlier = [count for week, count in counts.items() if week < monday]
    return round(median(earlier)) if earlier else 0


Standing = tuple[UUID, str, int, int]


def many_people(people: dict[tuple[UUID, dt.date], int], monday: dt.date) -> Iterator[Standing]:
    by_user: dict[UUID, dict[dt.date, int]] = defaultdict(dict)
    for (user, week), count in people.items():
        by_user[user][week] = count
    for user, counts in by_user.items():
        count, usual = counts.get(monday, 0), usual_of(counts, monday)
        if is_many(count, usual):
            yield user, "many_people", count, usual


def is_many(count: int, usual: int) -> bool:
    """Above the setting, and above three times what is usual for this user."""
    return count > settings.POKPONG_READING_MANY and count > settings.POKPONG_READING_TIMES * usual


def odd_hours(read: dict[tuple[UUID, dt.date], Read], users: set[UUID], monday: dt.date) -> Iterator[Standing]:
    for user in sorted(users):
        odd = {week: one.odd for (reader, week), one in read.items() if reader == user}
        if odd.get(monday, 0) >= settings.POKPONG_READING_ODD_LOOKS:
            yield user, "odd_hours", odd[monday], usual_of(odd, monday)


def broken_glass(monday: dt.date) -> Iterator[Standing]:
    begin, end = bounds(monday)
    broken: dict[UUID, int] = defaultdict(int)
    for user in Glass.objects.filter(at__gte=begin, at__lt=end).values_list("user", flat=True):
        broken[user] += 1
    yield from ((user, "broken_glass", count, 0) for user, count in broken.items())


def before_leaving(monday: dt.date) -> Iterator[Standing]:
    """Whose account ended in this week, with the people they read in the four weeks before."""
    begin, end = bounds(monday)
    ended = Event.objects.filter(name="user.deactivate", subject_kind=User.noun, at__gte=begin, at__lt=end)
    for user, at in dict(ended.order_by("at").values_list("subject", "at")).items():
        rows = Reading.objects.filter(actor=user, at__gte=at - LAST_WEEKS, at__lt=at, kind__in=KINDS)
        one = Read({(kind, row) for kind, shown in rows.values_list("kind", "shown") for row in shown})
        count = counted({(user, monday): one})[user, monday]
        if count:
            yield user, "before_leaving", count, 0


def places_of(users: set[UUID]) -> dict[UUID, str]:
    """Where each of them works: the place of the latest role that sees victims, else of the latest one."""
    found = dict.fromkeys(users, "")
    seeing: set[UUID] = set()
    for user, role, path in (
        Grant.objects.filter(user__in=users).order_by("starts", "pk").values_list("user", "role", "place_path")
    ):
        sees = role in ROLES and ROLES[role].sees_victims
        if sees or user not in seeing:
            found[user] = path
        seeing |= {user} if sees else set()
    return found
