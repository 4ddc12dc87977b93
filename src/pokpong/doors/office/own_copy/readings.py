"""Who saw a person, as the person's own copy tells it: by day, work and organisation, without the names of staff.

Somebody who is looked for by a trafficker is safer when no paper names who helps; with the day alone a supervisor
finds who it was, and answers a complaint.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.own_copy.rows import names_of_organisations
from pokpong.doors.office.watching import readers
from pokpong.doors.office.watching.readers import Look
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people import own_copy
from pokpong.registers.people.own_copy import Asked, Kind, given, inner


@dataclass(frozen=True)
class SeenOn:
    """What people with the same work in the same organisation looked at and did on one day."""

    day: dt.date
    work: tuple[str, ...]
    organisation: UUID | None
    read: int
    done: int

    @property
    def pk(self) -> str:
        return f"{self.day}|{self.work}|{self.organisation}"


@dataclass(frozen=True)
class _Reader:
    organisation: UUID | None
    grants: tuple[Grant, ...]

    def work_on(self, day: dt.date) -> tuple[str, ...]:
        """Codes of the roles held on a day."""
        held = {row.role for row in self.grants if row.starts <= day and (row.ends is None or day <= row.ends)}
        return tuple(sorted(held))


def seen_on(asked: Asked) -> list[SeenOn]:
    """The earliest first. Programs are left out: they show nobody anything."""
    persons = list(asked.persons)
    cases = Case.objects.visible_to(asked.actor).filter(person__in=persons)
    looks = readers.looks_at(readers.records_of(persons, cases), lambda rows, _kind: rows)
    return _summed(looks, _readers({look.who for look in looks if look.who}))


def _readers(ids: set[UUID]) -> dict[UUID, _Reader]:
    grants: dict[UUID, list[Grant]] = {user: [] for user in ids}
    for grant in Grant.objects.filter(user__in=ids).exclude(state__in=("asked", "refused")):
        grants[grant.user].append(grant)
    works_for = User.objects.filter(pk__in=ids).values_list("pk", "organisation")
    return {user: _Reader(organisation, tuple(grants[user])) for user, organisation in works_for}


def _summed(looks: Iterable[Look], known: dict[UUID, _Reader]) -> list[SeenOn]:
    read, done = Counter[tuple[Any, ...]](), Counter[tuple[Any, ...]]()
    for look in looks:
        reader = known.get(look.who) if look.who else None
        if reader is not None:
            day = timezone.localtime(look.at).date()
            (done if look.deed else read)[day, reader.work_on(day), reader.organisation] += 1
    keys = sorted(read.keys() | done.keys(), key=lambda key: (key[0], key[1], str(key[2] or "")))
    return [SeenOn(day, work, body, read[day, work, body], done[day, work, body]) for day, work, body in keys]


def work_words(row: SeenOn) -> list[Words]:
    return [ROLES[code].words for code in row.work if code in ROLES] or [_("somebody who works here no longer")]


def organisation(row: SeenOn) -> str:
    return names_of_organisations().get(row.organisation, "") if row.organisation else ""


SEEN = Kind(
    "look",
    _("Who saw my record, and on which days"),
    seen_on,
    (
        given("day", _("Day")),
        given("work", _("Their work"), work_words),
        given("organisation", _("Organisation"), organisation),
        given("read", _("How often was it read?")),
        given("done", _("How often was something written?")),
        *inner("pk"),
    ),
)
own_copy.register("readings", own_copy.Contribution((SEEN,), place=100))
