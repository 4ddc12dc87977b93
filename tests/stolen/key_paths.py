"""Whether the keys that a data base holds in the open lead from a person to a place below the district.

Every row is a point; two rows are joined when the same identifier or keyed reference stands in both. From no person
may a walk reach a row that tells of a village.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tests.stolen.loot import Row

PERSONS = "people_person"
# Rows that everybody's rows lead to. A walk through one of them would say that two records have the same writer, office
# or district, or were written in the same minute, which is known to whoever reads them anyway; see docs/threats.md.
HUBS = {
    "access_user": "who works here: they write all records of their district",
    "institutions_organisation": "an office writes and receives many records",
    "institutions_serviceoffer": "the public directory: what an office offers, and where",
    "institutions_official": "who works in an office",
    "institutions_committee": "its members decide about many records",
    "audit_batch": "lines about all records, in the order of time that the lines tell by themselves",
    "places_place": "the places themselves; a row that names a village is what must not be reached",
    "places_level": "province, district and village as such",
}
# Tables that libraries write: their keys are their own, or those of users.
LIBRARIES = {
    "django_content_type": "names of models",
    "django_migrations": "names of migrations",
    "django_session": "a signed text about one user; the scanner reads it",
    "auth_group": "not used",
    "auth_group_permissions": "not used",
    "auth_permission": "not used",
    "axes_accessattempt": "failed sign-ins of users",
    "axes_accessattemptexpiration": "failed sign-ins of users",
    "axes_accessfailurelog": "failed sign-ins of users",
    "axes_accesslog": "sign-ins of users",
    "account_emailaddress": "not used: users have names, not addresses",
    "account_emailconfirmation": "not used",
    "sqlite_sequence": "counters",
}
HEX = "[0-9A-Fa-f]"
KEYS = re.compile(
    rf"(?<!{HEX})(?:({HEX}{{8}}-{HEX}{{4}}-{HEX}{{4}}-{HEX}{{4}}-{HEX}{{12}})|({HEX}{{64}})|({HEX}{{32}}))(?!{HEX})"
)
# PostgreSQL's own number of the transaction, where a column keeps it.
TRANSACTION = re.compile(r'"xact": (\d+)')
BELOW_DISTRICT = re.compile(r'[A-Z]{2}\d+/[^/"\\\s]+/[^/"\\\s]+')
DISTRICT_LEVEL = 2


def plain(key: str) -> str:
    """One spelling for an identifier with and without dashes."""
    return key.replace("-", "").lower()


def keys_in(text: str) -> set[str]:
    found = {plain(next(filter(None, match))) for match in KEYS.findall(text)}
    return found | {f"transaction {number}" for number in TRANSACTION.findall(text)}


@dataclass(frozen=True)
class Breach:
    """A walk from a person to a row that tells of a village: the tables on the way, and what joined them."""

    person: str
    tables: tuple[str, ...]
    keys: tuple[str, ...]
    told: str

    def __str__(self) -> str:
        steps = [f"-[{key}]- {table}" for key, table in zip(self.keys, self.tables[1:], strict=True)]
        return f"{self.tables[0]} {' '.join(steps)}: {self.told}"


class Graph:
    def __init__(self, rows: Iterable[Row]) -> None:
        everything = list(rows)
        self.hubs = {key for row in everything for key in hub_keys(row)}
        self.villages = set(filter(None, map(village_id, everything)))
        self.rows = [row for row in everything if row.table not in HUBS and row.table not in LIBRARIES]
        self.keys = [keys_in(row.text) for row in self.rows]

    @cached_property
    def holders(self) -> dict[str, list[int]]:
        """Rows by the keys that stand in them."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, keys in enumerate(self.keys):
            for key in keys - self.hubs:
                found[key].append(number)
        return found

    def persons(self) -> Iterator[int]:
        return (number for number, row in enumerate(self.rows) if row.table == PERSONS)

    def breach_from(self, person: int) -> Breach | None:
        """The shortest walk to a row that tells of a village."""
        came: dict[int, tuple[int, str]] = {person: (person, "")}
        waiting = deque([person])
        while waiting:
            here = waiting.popleft()
            told = self.told(here)
            if told:
                return self._breach(here, came, told)
            for key in self.keys[here] - self.hubs:
                for there in self.holders[key]:
                    if there not in came:
                        came[there] = (here, key)
                        waiting.append(there)
        return None

    def told(self, number: int) -> str:
        """The village that a row tells of, or an empty text."""
        path = BELOW_DISTRICT.search(self.rows[number].text)
        return path[0] if path else next(iter(self.keys[number] & self.villages), "")

    def _breach(self, end: int, came: dict[int, tuple[int, str]], told: str) -> Breach:
        walk, keys = [end], list[str]()
        while came[walk[-1]][1]:
            before, key = came[walk[-1]]
            walk.append(before)
            keys.append(key)
        tables = tuple(self.rows[number].table for number in reversed(walk))
        return Breach(own_id(self.rows[walk[-1]]), tables, tuple(reversed(keys)), told)


def hub_keys(row: Row) -> Iterator[str]:
    """The identifiers of rows that are hubs, and those of programs: the clock and set-up act on all records."""
    if row.table in HUBS:
        yield own_id(row)
    elif row.table == "audit_event" and row.cells["actor_kind"] == "program":
        yield plain(row.cells["actor"])


def own_id(row: Row) -> str:
    return plain(str(row.cells["id"]))


def village_id(row: Row) -> str | None:
    return own_id(row) if row.table == "places_place" and row.cells["level"] > DISTRICT_LEVEL else None


def breaches(rows: Iterable[Row]) -> list[Breach]:
    """For each person from whom a village can be reached, the shortest walk."""
    graph = Graph(rows)
    found = (graph.breach_from(person) for person in graph.persons())
    return [breach for breach in found if breach]
