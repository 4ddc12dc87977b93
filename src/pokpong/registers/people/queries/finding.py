"""Finding persons by name: scope first, then the keyed index, then at most 300 candidates are opened and ranked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.paths import under
from pokpong.foundation.lao.names import KEY_VERSION, name_keys, similarity, tokens
from pokpong.foundation.lao.text import fold
from pokpong.registers.people.models import NameIndex, Person
from pokpong.registers.people.models.names import bucket_of
from pokpong.registers.people.models.person import PersonQuerySet
from pokpong.registers.people.rules.numbers import read_number

MOST_OPENED = 300
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
    if not parts:
        return Found()
    # Few persons are in sight by ties alone: each is looked up in the index, instead of all who share a bucket.
    few = not actor.paths("person.read")
    every = [_matching(part, few=few) for part in parts]
    # Of one part only, "all of them" and "one of them" are the same search.
    for rows in (reduce(and_, every), reduce(or_, every))[: len(every)]:
        found = _opened(scope.filter(rows), text)
        if found.hits or found.too_many:
            return found
    return Found()


def narrowed(rows: PersonQuerySet, sex: str, age_band: str, district: str) -> PersonQuerySet:
    if sex:
        rows = rows.filter(sex=sex)
    if age_band:
        rows = rows.filter(age_band=age_band)
    return rows.filter(under("district_path", district)) if district else rows


def _matching(part: str, *, few: bool) -> Q:
    """Persons of whom one index key agrees with this part of a name; `few` starts at the persons, not at the index."""
    rows = NameIndex.objects.filter(key_version=KEY_VERSION).filter(
        reduce(or_, (Q(kind=kind, bucket=bucket) for kind, bucket in _buckets(part)))
    )
    return Q(Exists(rows.filter(person=OuterRef("pk")))) if few else Q(pk__in=rows.values("person"))


def _buckets(part: str) -> set[tuple[str, int]]:
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
    hits = [hit for person in Person.objects.filter(pk__in=ids) if (hit := ranked(person, text)) is not None]
    return Found(sorted(hits, key=lambda hit: (-hit.how, -hit.closeness, hit.person.pk)))


def ranked(person: Person, text: str) -> Hit | None:
    """How well the best of a person's names answers `text`; None when the index key agreed only by chance."""
    scores = [score for name in person.name_texts if (score := closeness(name, text)) is not None]
    if not scores:
        return None
    how, close = max(scores)
    return Hit(person, how, close)


def closeness(name: str, text: str) -> tuple[int, float] | None:
    """Kind of agreement of a name with what was typed, and how close it sounds; None when they are not alike."""
    wanted, own = tokens(text), tokens(name)
    if not wanted or not own:
        return None
    sounds = similarity(name, text)
    if set(wanted) <= set(own):
        return EXACT, sounds
    folded_own, folded_wanted = [fold(token) for token in own], [fold(token) for token in wanted]
    if set(folded_wanted) <= set(folded_own) or "".join(folded_wanted) == "".join(folded_own):
        return FOLDED, sounds
    whole = "".join(folded_own)
    if all(any(token.startswith(part) for token in [*folded_own, whole]) for part in folded_wanted):
        return BEGINS, sounds
    return (SOUNDS, sounds) if sounds >= SOUNDS_ALIKE else None
