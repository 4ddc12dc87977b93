"""Guessing given names from the index by which names are found: what a thief of the data base can do at home.

The thief has, of every person, the buckets of the index and the open sex, and public lists of given and of family names
with how often each is given. How a name is cut into keys is public. Which bucket stands for which key is not: that
takes the master key. Two attacks:

- by rank: the n-th most frequent bucket of whole words is taken for the n-th most frequent name;
- by rank and co-occurrence: from there, every person gets the likeliest name, from these people it is learned which
  buckets occur together with which name (of its sound, of its beginnings), and so on until nothing changes.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from tests.bench.public_names import SEXES, Given

Key: TypeAlias = tuple[str, str]  # kind and text, which the thief computes
Bucket: TypeAlias = tuple[str, int]  # kind and number, which the thief sees
Own: TypeAlias = Mapping[str, frozenset[Key]]  # the keys of each name

AGAIN: Final = 6  # rounds of guessing and learning at most
LEAST: Final = 2  # people from whom a bucket is learned
MISSING: Final = math.log(0.05)  # a key whose bucket the person has not: what was learned may be wrong


@dataclass(frozen=True)
class Stolen:
    """One person as the data base shows them."""

    sex: str
    buckets: frozenset[Bucket]


@dataclass(frozen=True)
class Public:
    """What anybody may know: given names, family names, and how a name is cut into keys."""

    given: Sequence[Given]
    families: Sequence[Given]
    keys: Callable[[str], Collection[Key]]


@dataclass
class Counted:
    """What stands in the data base: all people, and those of each bucket."""

    size: int = 0
    people: Counter[Bucket] = field(default_factory=Counter)

    def rarity(self, bucket: Bucket) -> float:
        """How much it says that somebody has this bucket; 0 when everybody has it."""
        return -math.log(self.people[bucket] / self.size)


Attack: TypeAlias = Callable[[Sequence[Stolen], Public], list[str]]


def blind(rows: Sequence[Stolen], names: Sequence[Given]) -> list[str]:
    """The best guess without the index: of everybody the most frequent name of their sex."""
    most = {sex: max(names, key=lambda name: name.shares[sex]).name for sex in SEXES}
    return [most[row.sex] for row in rows]


def ranked(rows: Sequence[Stolen], known: Public) -> list[str]:
    """The plain attack: of each person the most frequent given name for which one of their buckets is taken."""
    counted, crowd = count(rows), Counter(row.sex for row in rows)
    often = {one.name: sum(one.shares[sex] * crowd[sex] for sex in SEXES) for one in (*known.given, *known.families)}
    order = sorted(often, key=lambda name: (-often[name], name))
    words = sorted((-people, bucket) for bucket, people in counted.people.items() if bucket[0] == "token")
    taken = {bucket: name for (_people, bucket), name in zip(words, order, strict=False)}
    given = {one.name: one.shares for one in known.given}
    found = []
    for row, other in zip(rows, blind(rows, known.given), strict=True):
        names = [taken[bucket] for bucket in row.buckets if taken.get(bucket) in given]
        found.append(max(names, key=lambda name: (given[name][row.sex], name), default=other))
    return found


def guessed(rows: Sequence[Stolen], known: Public) -> list[str]:
    """The whole attack: the given name that is likeliest for each row, in their order."""
    own = {one.name: frozenset(known.keys(one.name)) for one in known.given}
    counted, found = count(rows), ranked(rows, known)
    for _ in range(AGAIN):
        before, found = found, likeliest(rows, known.given, own, learned(rows, found, own, counted), counted)
        if found == before:
            break
    return found


def right(guesses: Iterable[str], truth: Iterable[str]) -> float:
    """The share of guesses that are right, 0 to 1."""
    pairs = list(zip(guesses, truth, strict=True))
    return sum(guess == name for guess, name in pairs) / len(pairs)


def count(rows: Sequence[Stolen]) -> Counted:
    return Counted(len(rows), Counter(bucket for row in rows for bucket in row.buckets))


def learned(rows: Sequence[Stolen], found: Sequence[str], own: Own, counted: Counted) -> dict[Key, Bucket]:
    """For every key the bucket that stands out among the people who were given a name with it."""
    crowd = Counter(found)
    by_name: dict[str, Counter[Bucket]] = defaultdict(Counter)
    for row, name in zip(rows, found, strict=True):
        by_name[name].update(row.buckets)
    size: Counter[Key] = Counter()
    beside: dict[Key, Counter[Bucket]] = defaultdict(Counter)
    for name, seen in by_name.items():
        for key in own[name]:
            size[key] += crowd[name]
            beside[key].update(seen)
    meaning = {}
    for key, seen in beside.items():
        usable = [(bucket, here) for bucket, here in seen.items() if bucket[0] == key[0]]
        if usable and size[key] >= LEAST:
            meaning[key] = max((_stands_out(here, size[key], bucket, counted), bucket) for bucket, here in usable)[1]
    return meaning


def _stands_out(here: int, size: int, bucket: Bucket, counted: Counted) -> float:
    """How surprising it is that so many of these people have a bucket: log likelihood against chance."""
    more = math.log(here / size) + counted.rarity(bucket)
    return here * more if more > 0 else 0.0


def likeliest(
    rows: Sequence[Stolen], names: Sequence[Given], own: Own, meaning: Mapping[Key, Bucket], counted: Counted
) -> list[str]:
    """Of each person: names of which some key's bucket is there, weighed by how rare the bucket and the name are."""
    gains = {bucket: counted.rarity(bucket) - MISSING for bucket in counted.people}
    called: dict[Bucket, list[str]] = defaultdict(list)
    start: dict[str, dict[str, float]] = {sex: {} for sex in SEXES}
    for one in names:
        buckets = {meaning[key] for key in own[one.name] if key in meaning}
        for bucket in buckets:
            called[bucket].append(one.name)
        for sex in SEXES:
            start[sex][one.name] = math.log(max(one.shares[sex], 1e-9)) + MISSING * len(buckets)
    found = []
    for row, other in zip(rows, blind(rows, names), strict=True):
        weights: dict[str, float] = defaultdict(float)
        for bucket in row.buckets:
            for name in called.get(bucket, ()):
                weights[name] += gains[bucket]
        begin = start[row.sex]
        found.append(max(weights, key=lambda name: (weights[name] + begin[name], name), default=other))
    return found
