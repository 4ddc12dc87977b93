"""The sort key against the order of a real PostgreSQL."""

from __future__ import annotations

import csv
import os
import random
from pathlib import Path

import psycopg
import pytest
from hypothesis import given

import pokpong
from pokpong.foundation.lao.order import sort_key
from pokpong.foundation.lao.tests.strategies import any_texts
from pokpong.foundation.lao.text import canon

VILLAGES = Path(pokpong.__file__).parent / "registers" / "places" / "data" / "villages.csv"
EXAMPLE = ["ກາ", "ກ໋າ", "ກົບ", "ເກີດ", "ແກ້ວ", "ໄກ່", "ຂາ", "ເຂົ້າ", "ສັກ", "ສາ", "ສົມ", "ໂສມ", "ຫນູ", "ໜູ", "ຫມາ", "ໝາ"]


def in_order(texts: list[str]) -> list[str]:
    return sorted(texts, key=sort_key)


def postgresql_order(texts: list[str]) -> list[str]:
    """`texts` as PostgreSQL sorts them; POKPONG_TEST_PG is the address of a server for tests."""
    with psycopg.connect(os.environ["POKPONG_TEST_PG"]) as connection:
        ordered = connection.execute(
            'SELECT word FROM unnest(%s::text[]) AS word ORDER BY word COLLATE "lo-x-icu"', [texts]
        )
        return [word for (word,) in ordered]


def five_thousand_words() -> list[str]:
    with VILLAGES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {canon(row[column]) for row in rows for column in ("name_lo", "name_en_npm") if row[column]}
    words = sorted(names)
    random.Random(22).shuffle(words)
    return words


def test_the_example() -> None:
    shuffled = list(EXAMPLE)
    random.Random(3).shuffle(shuffled)
    assert in_order(shuffled) == EXAMPLE
    assert sorted(shuffled) != EXAMPLE


def test_lao_before_latin_after_digits() -> None:
    assert in_order(["Somsack", "ຮູ", "ກາ", "apple", "12", "໑໑", "-"]) == [
        "-",
        "໑໑",
        "12",
        "ກາ",
        "ຮູ",
        "apple",
        "Somsack",
    ]


def test_capitals_and_accents_decide_last() -> None:
    assert in_order(["Éa", "eb", "ea", "Ea", "éa"]) == ["ea", "Ea", "éa", "Éa", "eb"]


def test_as_postgresql_on_real_names() -> None:
    names = five_thousand_words()
    assert len(names) > 5_000
    assert in_order(names) == postgresql_order(names)


def test_as_postgresql_on_the_example_and_other_scripts() -> None:
    words = [*EXAMPLE, "ไทย", "Việt", "កម្ពុជា", "中国", "Ω", "я", "ບ້ານ 12", "ບ້ານ 2", "ໆ", "ກາໆ", "ກາ ກາ", "ກາກາ"]
    assert in_order(words) == postgresql_order(words)


@pytest.mark.parametrize("text", ["", "ກາ", "Somsack", "ບ້ານ 12"])
def test_the_key_sorts_alike_under_every_collation(text: str) -> None:
    assert set(sort_key(text)) <= set("0123456789abcdef")


@given(any_texts, any_texts)
def test_the_order_is_total(one: str, other: str) -> None:
    """Keys are equal for equal spellings only, so any two texts have one order."""
    assert (sort_key(one) == sort_key(other)) == (canon(one) == canon(other))


@given(any_texts)
def test_the_key_is_that_of_the_canonical_text(text: str) -> None:
    assert sort_key(text) == sort_key(canon(text))
