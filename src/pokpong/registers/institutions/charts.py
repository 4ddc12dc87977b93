"""Organisations above and below each other, and a committee around its chair, as trees that pages draw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from pokpong.registers.institutions.models import Membership, Official, Organisation
from pokpong.registers.institutions.queries import ORDER

MOST_OFFICES = 200  # drawn in one picture
MOST_PEOPLE = 5  # named in one box


@dataclass(frozen=True)
class Office:
    """One box: an organisation, who serves in it as far as the reader may know, and the offices below it."""

    row: Organisation
    people: Sequence[Official] = ()
    more_people: int = 0
    below: list[Office] = field(default_factory=list)


@dataclass(frozen=True)
class Forest:
    """Trees of offices. `left_out`: how many offices there was no room for."""

    roots: list[Office]
    left_out: int = 0

    @property
    def people(self) -> list[Official]:
        """Everybody named in it."""
        return [person for office in _all(self.roots) for person in office.people]

    def __len__(self) -> int:
        return sum(1 for _office in _all(self.roots))


def _all(offices: Iterable[Office]) -> Iterable[Office]:
    for office in offices:
        yield office
        yield from _all(office.below)


def organisations(actor: Any, day: date, root: Organisation | None = None) -> Forest:
    """All organisations in existence, or those below `root`: larger ones first cut off where the picture would end.

    Officials are those of `day` in the actor's sight: two looks, whatever the size.
    """
    rows = Organisation.objects.visible_to(actor).filter(state="active").order_by("sort_key", "pk")
    below: dict[UUID | None, list[Organisation]] = defaultdict(list)
    known = {row.pk: row for row in rows}
    for row in known.values():
        below[row.parent_id if row.parent_id in known else None].append(row)
    starts = [root] if root is not None else below[None]
    order = _by_level(starts, below)
    kept = {row.pk for row in order[:MOST_OFFICES]}
    people = _people(actor, day, kept)
    return Forest([_office(row, below, kept, people) for row in starts if row.pk in kept], len(order) - len(kept))


def _by_level(starts: Sequence[Organisation], below: dict[UUID | None, list[Organisation]]) -> list[Organisation]:
    """From the top downwards, each once."""
    found: dict[UUID, Organisation] = {}
    level = list(starts)
    while level:
        found.update((row.pk, row) for row in level)
        level = [office for row in level for office in below[row.pk] if office.pk not in found]
    return list(found.values())


def _people(actor: Any, day: date, organisations: Iterable[UUID]) -> dict[UUID, list[Official]]:
    found: dict[UUID, list[Official]] = defaultdict(list)
    serving = Official.objects.visible_to(actor).serving(day).once().filter(organisation__in=list(organisations))
    for official in serving.order_by("sort_key", "pk"):
        found[official.organisation_id].append(official)
    return found


def _office(
    row: Organisation,
    below: dict[UUID | None, list[Organisation]],
    kept: set[UUID],
    people: dict[UUID, list[Official]],
) -> Office:
    mine = people.get(row.pk, [])
    offices = [_office(office, below, kept, people) for office in below[row.pk] if office.pk in kept]
    return Office(row, mine[:MOST_PEOPLE], max(0, len(mine) - MOST_PEOPLE), offices)


def ranks(seats: Iterable[Membership]) -> list[tuple[str, list[Membership]]]:
    """The seats of a committee by role, the chair first: `[(role, seats)]`, roles that nobody holds left out."""
    found: dict[str, list[Membership]] = defaultdict(list)
    for seat in seats:
        found[seat.role].append(seat)
    return sorted(found.items(), key=lambda rank: ORDER.get(rank[0], 9))
