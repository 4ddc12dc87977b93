"""The attack on the index of names: it finds nearly everything where there is something to find, and nothing else."""

from __future__ import annotations

import random
from collections import Counter
from itertools import accumulate

import pytest

from tests.bench import guessing
from tests.bench.guessing import Attack, Bucket, Public, Stolen
from tests.bench.public_names import FEMALE, MALE, SEXES, Given, family_list, people, public_list

PEOPLE = 4000
HALF = 0.5


def steep(count: int = 12) -> list[Given]:
    """Names each of which is given a third less often than the one before; every second leans to men."""
    weights = [1.5**-place for place in range(count)]
    lean = [(1.0, 0.3) if place % 2 else (0.3, 1.0) for place in range(count)]
    whole = [sum(weight * of[side] for weight, of in zip(weights, lean, strict=True)) for side in (0, 1)]
    return [
        Given(f"name{place:02}", {FEMALE: weight * of[0] / whole[0], MALE: weight * of[1] / whole[1]})
        for place, (weight, of) in enumerate(zip(weights, lean, strict=True))
    ]


def crowd(names: list[Given], seed: int = 3) -> list[tuple[str, str]]:
    """(sex, name) of people."""
    drawn = random.Random(seed)
    often = {sex: list(accumulate(one.shares[sex] for one in names)) for sex in SEXES}
    sexes = [drawn.choice(SEXES) for _ in range(PEOPLE)]
    return [(sex, drawn.choices([one.name for one in names], cum_weights=often[sex])[0]) for sex in sexes]


def keys(name: str) -> list[tuple[str, str]]:
    return [("token", name), ("phonetic", name[-1]), ("beginning", name[:6])]


def planted(name: str) -> frozenset[Bucket]:
    """A weak index: every key has a bucket of its own."""
    return frozenset((kind, hash_of(kind + text)) for kind, text in keys(name))


def hash_of(text: str) -> int:
    return int.from_bytes(text.encode()[-3:], "big") * 7919 % 2**20


@pytest.mark.parametrize("attack", [guessing.ranked, guessing.guessed])
def test_of_a_planted_weak_index_nearly_every_name_is_guessed(attack: Attack) -> None:
    names = steep()
    truth = crowd(names)
    rows = [Stolen(sex, planted(name)) for sex, name in truth]
    known = Public(names, [], keys)
    guesses = attack(rows, known)
    chance = guessing.right(guessing.blind(rows, names), (name for _sex, name in truth))
    assert guessing.right(guesses, (name for _sex, name in truth)) > 0.9 > chance + 0.3


@pytest.mark.parametrize("attack", [guessing.ranked, guessing.guessed])
def test_of_a_random_oracle_nothing_is_guessed_beyond_chance(attack: Attack) -> None:
    """Buckets that have nothing to do with the names."""
    names, drawn = steep(), random.Random(5)
    truth = crowd(names)
    rows = [
        Stolen(sex, frozenset((kind, drawn.randrange(64)) for kind in ("token", "phonetic", "beginning")))
        for sex, _name in truth
    ]
    guesses = attack(rows, Public(names, [], keys))
    chance = guessing.right(guessing.blind(rows, names), (name for _sex, name in truth))
    assert guessing.right(guesses, (name for _sex, name in truth)) < chance + 0.02


def test_whoever_knows_which_bucket_stands_for_which_key_reads_the_names() -> None:
    """The last step of the attack alone: what keeps names from being read is that nobody knows this."""
    names = steep()
    truth = crowd(names)
    rows = [Stolen(sex, planted(name)) for sex, name in truth]
    own = {one.name: frozenset(keys(one.name)) for one in names}
    meaning = {key: (key[0], hash_of("".join(key))) for found in own.values() for key in found}
    found = guessing.likeliest(rows, names, own, meaning, guessing.count(rows))
    assert guessing.right(found, (name for _sex, name in truth)) > 0.99


def test_the_blind_guess_is_the_most_frequent_name_of_the_sex() -> None:
    names = [Given("a", {FEMALE: 0.7, MALE: 0.1}), Given("b", {FEMALE: 0.3, MALE: 0.9})]
    rows = [Stolen(FEMALE, frozenset()), Stolen(MALE, frozenset())]
    assert guessing.blind(rows, names) == ["a", "b"]
    assert guessing.right(["a", "b"], ["a", "c"]) == HALF


@pytest.mark.parametrize("attack", [guessing.ranked, guessing.guessed])
def test_people_without_any_bucket_are_guessed_blindly(attack: Attack) -> None:
    names = steep()
    rows = [Stolen(FEMALE, frozenset()), Stolen(MALE, frozenset())]
    assert attack(rows, Public(names, [], keys)) == guessing.blind(rows, names)


def test_the_public_list_is_whole_and_the_people_follow_it() -> None:
    names = public_list()
    assert len(names) > 1000
    for sex in SEXES:
        assert sum(one.shares[sex] for one in names) == pytest.approx(1)
    assert 0 < sum(one.shares[FEMALE] for one in family_list()) < 1
    called = people(PEOPLE)
    assert called == people(PEOPLE)
    counted = Counter(one.given for one in called if one.sex == FEMALE)
    women = sum(counted.values())
    for one in sorted(names, key=lambda name: -name.shares[FEMALE])[:5]:
        awaited = one.shares[FEMALE] * women
        assert abs(counted[one.name] - awaited) < 5 * awaited**HALF
    assert all(one.name.startswith(one.given) for one in called)
