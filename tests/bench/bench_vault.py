"""What keeping everything sealed costs, and what a thief of the data base gets nevertheless.

Speeds stand beside the bare work they consist of. The last figures are no speeds: given names guessed from the index by
which names are found (see `guessing`), and people who are alone in what stands in the open (see `uniqueness`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from pokpong.areas.protection.models import Case
from pokpong.doors.office.watching import readers
from pokpong.foundation.lao.names import name_keys
from pokpong.registers.people.models import Person
from pokpong.registers.people.models.names import bucket_of, keys_of
from pokpong.registers.places.models import Place
from tests.bench import guessing, keeping, overhead, proving, uniqueness
from tests.bench.generator import grow, learn, programme
from tests.bench.guessing import Public, Stolen
from tests.bench.public_names import Called, family_list, people, public_list
from tests.bench.results import Result, Size
from tests.engines.databases import engine_name

GUESSED_AIM = 1.0  # per cent of all people above chance


@dataclass(frozen=True)
class Amounts:
    """How much of everything."""

    values: int
    cases: int
    rounds: int
    lines: int
    looks: int
    keys: int
    names: int
    crowds: int
    crowd: int


AMOUNTS: dict[Size, Amounts] = {
    "small": Amounts(5_000, 100, 8, 5_000, 5_000, 2_000, 1_000, 4, 2_000),
    "full": Amounts(200_000, 10_000, 40, 1_000_000, 1_000_000, 100_000, 20_000, 5, 100_000),
}


def run(size: Size) -> list[Result]:
    amounts, here = AMOUNTS[size], programme()
    learn(here)
    grow(here, amounts.cases)
    return [
        *keeping.values(amounts.values),
        keeping.names_listed(amounts.rounds),
        *overhead.overheads("bench", here.home, amounts.rounds),
        *proving.proof(amounts.lines),
        who_saw(amounts.looks),
        keeping.backed_up(),
        *rotated(amounts.keys),
        *names_guessed([people(amounts.names, seed) for seed in range(amounts.crowds)]),
        *people_alone(amounts.crowd),
    ]


def rotated(count: int) -> Iterator[Result]:
    with keeping.key_file():
        yield from keeping.rotation(count)


def who_saw(count: int) -> Result:
    """The report about one person among so many lines of reading."""
    records = [str(uuid4()) for _ in range(60)]
    proving.write_readings(count, records)
    began, worked = time.perf_counter(), time.process_time()
    found = readers.looks_at([UUID(record) for record in records], lambda rows, _kind: rows)
    took, worked = time.perf_counter() - began, time.process_time() - worked
    seen = {
        "lines of reading": count,
        "records of the person": len(records),
        "looks found": len(found),
        "seconds of processor time": round(worked, 3),
        "engine": engine_name(),
    }
    return Result("who saw a person", took, "s", "lower", None, seen)


def keys_computed(name: str) -> list[tuple[str, str]]:
    """How a name is cut into keys: no secret."""
    keys = name_keys(name)
    by_kind = {"token": keys.tokens, "phonetic": keys.phonetic, "beginning": keys.beginnings}
    return [(kind, text) for kind, texts in by_kind.items() for text in texts]


def names_guessed(crowds: Sequence[Sequence[Called]]) -> Iterator[Result]:
    """Attacks on the index of each of these crowds; per cent of names guessed beyond the best guess without an index.

    A hit on one of the few most frequent names makes a crowd's figure jump: therefore several, and their mean.
    """
    known = Public(public_list(), family_list(), keys_computed)
    stolen = [[Stolen(one.sex, frozenset(keys_of([one.name]))) for one in called] for called in crowds]
    truths = [[one.given for one in called] for called in crowds]
    chances = [right(guessing.blind(rows, known.given), truth) for rows, truth in zip(stolen, truths, strict=True)]
    attacks: dict[str, guessing.Attack] = {"by rank": guessing.ranked, "by rank and co-occurrence": guessing.guessed}
    size, several = sum(map(len, stolen)), len(crowds)
    chance = {"chance": sum(chances) / several}
    for word, attack in attacks.items():
        found = [right(attack(rows, known), truth) for rows, truth in zip(stolen, truths, strict=True)]
        above = [share - by_chance for share, by_chance in zip(found, chances, strict=True)]
        seen = {"people": size, "crowds": several, "names on the list": len(known.given), "most of a crowd": max(above)}
        name = f"given names guessed {word}, above chance"
        yield Result(name, sum(above) / several, "%", "lower", GUESSED_AIM, seen, chance)
    knowing = [right(read_with_the_key(rows, known), truth) for rows, truth in zip(stolen, truths, strict=True)]
    yield Result(
        "given names read by who knows what each bucket stands for",
        sum(knowing) / several,
        "%",
        "lower",
        None,
        {"people": size},
        chance,
    )


def right(guesses: Sequence[str], truth: Sequence[str]) -> float:
    """Per cent."""
    return guessing.right(guesses, truth) * 100


def read_with_the_key(rows: Sequence[Stolen], known: Public) -> list[str]:
    """What the index would give away together with the master key: the measure for any better attack."""
    own = {one.name: frozenset(known.keys(one.name)) for one in known.given}
    meaning = {(kind, text): (kind, bucket_of(kind, text)) for keys in own.values() for kind, text in keys}
    return guessing.likeliest(rows, known.given, own, meaning, guessing.count(rows))


def people_alone(size: int) -> Iterator[Result]:
    """Of an invented crowd in their own facts; of the cases written here with what a thief can join to a person."""
    districts = list(Place.objects.filter(level=2).order_by("path").values_list("path", flat=True))
    crowd = uniqueness.a_crowd(size, districts)
    without_place = [facts[:-1] for facts in crowd]
    yield _alone("alone in the open facts of a person", crowd, {"without the district": _share(without_place)})
    columns = [*uniqueness.open_facts(Person), *(f"cases__{name}" for name in uniqueness.open_facts(Case))]
    joined = list(Person.objects.filter(cases__isnull=False).values_list(*columns))
    own = list(Person.objects.values_list(*uniqueness.open_facts(Person)))
    yield _alone("alone once a case is joined", joined, {"in the person's row": _share(own)})


def _share(rows: Sequence[tuple[object, ...]]) -> float:
    return uniqueness.alone(rows) * 100


def _alone(name: str, rows: Sequence[tuple[object, ...]], others: dict[str, float]) -> Result:
    few = uniqueness.alone(rows, uniqueness.FEW) * 100
    seen = {"people": len(rows), f"among fewer than {uniqueness.FEW}, %": round(few, 1)}
    return Result(name, _share(rows), "%", "lower", None, seen, others)
