"""Finding persons by name: scope first, then the keyed index, then at most 300 candidates are opened and ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.paths import under
from pokpong.foundation.lao.names import KEY_VERSION, Ear, name_keys, tokens
from pokpong.foundation.lao.text import fold
from pokpong.registers.people.models import NameIndex, Person
from pokpong.registers.people.models.names import Key, bucket_of
from pokpong.registers.people.models.person import PersonQuerySet
from pokpong.registers.people.rules.numbers import read_number

MOST_OPENED = 300
MOST_LISTED = 1000
MOST_PARTS = 6
SOUNDS_ALIKE = 0.84  # names.similarity from which two spellings are offered as one name
EXACT, FOLDED, BEGINS, SOUNDS = 4, 3, 2, 1


@dataclass(frozen=True)
class Hit:
    """One person found. `how`: 4 written the same, 3 read the same, 2 begins the same, 1 sounds alike."""

    person: Person
    how: int
    closeness: float


@dataclass(frozen=True)
class Found:
    """Best first. `too_many`: more than 300 candidates, none was opened; sex, age band or district must be added."""

    hits: list[Hit] = field(default_factory=list)
    too_many: bool = False


def find(actor: Actor, text: str, sex: str = "", age_band: str = "", district: str = "") -> Found:
    """Open records in the actor's sight with a name like `text`, in any script and spelling, or with that number.

    `district` is a place path. The page that shows the answer leaves the reading event.
    """
    scope = narrowed(Person.objects.visible_to(actor).filter(state="open"), sex, age_band, district)
    if number := read_number(text):
        return Found([Hit(person, EXACT, 1.0) for person in scope.filter(number=number)[:MOST_OPENED]])
    parts = tokens(text)[:MOST_PARTS]
    for rows in _agreeing(actor, scope, parts) if parts else ():
        found = _opened(rows, text)
        if found.hits or found.too_many:
            return found
    return Found()


def narrowed(rows: PersonQuerySet, sex: str, age_band: str, district: str) -> PersonQuerySet:
    if sex:
        rows = rows.filter(sex=sex)
    if age_band:
        rows = rows.filter(age_band=age_band)
    return rows.filter(under("district_path", district)) if district else rows


def _agreeing(actor: Actor, scope: PersonQuerySet, parts: list[str]) -> Iterator[PersonQuerySet]:
    """Persons of whom an index key agrees with every part of a name; then those of whom one agrees with some part.

    Where persons are in sight by ties alone they are few: each is looked up in the index, not all who share a bucket.
    """
    few = not actor.paths("person.read")
    wanted = [_buckets(part) for part in parts]
    own = Person.objects.near(actor, MOST_LISTED + 1) if few else []
    if few and len(own) <= MOST_LISTED:
        kept = _keys_of(own, set().union(*wanted))
        yield scope.filter(pk__in=[pk for pk, keys in kept.items() if all(keys & part for part in wanted)])
        if len(parts) > 1:
            yield scope.filter(pk__in=list(kept))
        return
    every = [_under(part).values_list("person", flat=True) for part in wanted]
    yield _listed(scope, every[0].intersection(*every[1:]), reduce(and_, (Q(pk__in=rows) for rows in every)))
    # Of one part only, "all of them" and "one of them" are the same search.
    if len(parts) > 1:
        yield _listed(scope, every[0].union(*every[1:]), reduce(or_, (Q(pk__in=rows) for rows in every)))


def _listed(scope: PersonQuerySet, persons: Any, condition: Q) -> PersonQuerySet:
    """Those of these persons who are in sight. The index alone says quickly who they are: when they are not too many,
    they are named to the data base, which then cannot choose a slow way to them.
    """
    some = list(persons[: MOST_LISTED + 1])
    return scope.filter(pk__in=some) if len(some) <= MOST_LISTED else scope.filter(condition)


def _under(keys: set[Key]) -> QuerySet[NameIndex]:
    found: QuerySet[NameIndex] = NameIndex.objects.filter(key_version=KEY_VERSION).filter(
        reduce(or_, (Q(kind=kind, bucket=bucket) for kind, bucket in sorted(keys)))
    )
    return found


def _keys_of(persons: list[UUID], keys: set[Key]) -> dict[UUID, set[Key]]:
    """Which of these keys each of these persons has; persons without any are left out."""
    found: dict[UUID, set[Key]] = defaultdict(set)
    for person, kind, bucket in _under(keys).filter(person__in=persons).values_list("person", "kind", "bucket"):
        found[person].add((kind, bucket))
    return found


def _buckets(part: str) -> set[Key]:
    """The keys under which whoever is called so stands in the index."""
    folded, keys = fold(part), name_keys(part)
    wanted = {("token", folded), *(("phonetic", key) for key in keys.phonetic)}
    # Only the longest beginning of the part itself: shorter ones are shared by too many.
    own = [beginning for beginning in keys.beginnings if folded.startswith(beginning)]
    wanted |= {("beginning", max(own, key=len))} if own else set()
    return {(kind, bucket_of(kind, key)) for kind, key in wanted}


def _opened(rows: PersonQuerySet, text: str) -> Found:
    ids: list[UUID] = list(rows.values_list("pk", flat=True).distinct()[: MOST_OPENED + 1])
    if len(ids) > MOST_OPENED:
        return Found(too_many=True)
    typed = Typed(text)
    hits = [hit for person in Person.objects.filter(pk__in=ids) if (hit := typed.ranked(person)) is not None]
    return Found(sorted(hits, key=lambda hit: (-hit.how, -hit.closeness, hit.person.pk)))


class Typed:
    """What somebody typed, to be compared with many names."""

    def __init__(self, text: str) -> None:
        self.wanted = tokens(text)
        self._folded = [fold(token) for token in self.wanted]
        self._ear = Ear(self.wanted)

    def ranked(self, person: Person) -> Hit | None:
        """How well the best of a person's names answers; None when the index key agreed only by chance."""
        scores = [score for name in person.name_texts if (score := self.closeness(name)) is not None]
        if not scores:
            return None
        how, close = max(scores)
        return Hit(person, how, close)

    def closeness(self, name: str) -> tuple[int, float] | None:
        """Kind of agreement with a name, and how close the two sound; None when they are not alike."""
        own = tokens(name)
        if not self.wanted or not own:
            return None
        sounds = self._ear.similarity(own)
        if set(self.wanted) <= set(own):
            return EXACT, sounds
        folded = [fold(token) for token in own]
        whole = "".join(folded)
        if set(self._folded) <= set(folded) or whole == "".join(self._folded):
            return FOLDED, sounds
        if all(any(token.startswith(part) for token in [*folded, whole]) for part in self._folded):
            return BEGINS, sounds
        return (SOUNDS, sounds) if sounds >= SOUNDS_ALIKE else None
