"""Lao words and syllables."""

from __future__ import annotations

import pytest
from hypothesis import given

from pokpong.foundation.lao.syllables import syllables, well_formed
from pokpong.foundation.lao.tests.strategies import SYLLABLES, any_texts, lao_texts, readable_lao
from pokpong.foundation.lao.text import canon
from pokpong.foundation.lao.words import ZERO_WIDTH_SPACE, break_points, with_breaks, words

SENTENCE = "ຮອງເຈົ້າແຂວງໆຈຳປາສັກ ປະທານຄະນະກຳມະການຕ້ານການຄ້າມະນຸດ ວັນທີ 22 ມີນາ 2021"
DEPENDENT = "ະັາຳິີຶືຸູົຼຽໍ່້໊໋໌"


def test_words_of_a_sentence() -> None:
    assert words(SENTENCE) == [
        *("ຮອງ", "ເຈົ້າ", "ແຂວງໆ", "ຈຳປາສັກ", "ປະທານ", "ຄະນະ", "ກຳມະການ"),
        *("ຕ້ານ", "ການຄ້າ", "ມະນຸດ", "ວັນທີ", "22", "ມີນາ", "2021"),
    ]


def test_words_are_cut_on_canonical_text() -> None:
    assert words("ອໍາ\u200bນາດ") == words("ອຳນາດ") == ["ອຳນາດ"]


@pytest.mark.parametrize("text", ["", " ", "…", "-, ."])
def test_nothing_to_read_gives_no_words(text: str) -> None:
    assert words(text) == []


def test_breaks_stand_between_lao_words_only() -> None:
    shown = with_breaks("ຕ້ານການຄ້າມະນຸດ, ສປປ ລາວ 2021 USAID").replace(ZERO_WIDTH_SPACE, "|")
    assert shown == "ຕ້ານ|ການຄ້າ|ມະນຸດ, ສປປ ລາວ 2021 USAID"


def test_no_break_before_a_repetition_mark() -> None:
    assert all(SENTENCE[offset] != "ໆ" for offset in break_points(SENTENCE))
    assert ZERO_WIDTH_SPACE + "ໆ" not in with_breaks("ຕ່າງໆ ແຂວງໆ ເດັກໆໆ")


@given(any_texts)
def test_breaks_are_never_stored(text: str) -> None:
    assert canon(with_breaks(text)) == canon(text)


@given(lao_texts)
def test_no_break_splits_a_syllable(text: str) -> None:
    plain = canon(text)
    for offset in break_points(text):
        assert plain[offset] not in DEPENDENT + "ໆຯ"
        assert plain[offset - 1] not in "ເແໂໃໄ"


@given(any_texts)
def test_words_lose_no_letter(text: str) -> None:
    kept = "".join(words(text))
    assert [sign for sign in canon(text) if sign.isalnum()] == [sign for sign in kept if sign.isalnum()]


@given(any_texts)
def test_break_points_rise_inside_the_text(text: str) -> None:
    points = break_points(text)
    assert points == sorted(set(points))
    assert all(0 < offset < len(canon(text)) for offset in points)


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("ຄະນະກຳມະການ", ["ຄະ", "ນະ", "ກຳ", "ມະ", "ການ"]),
        ("ຈຳປາສັກ", ["ຈຳ", "ປາ", "ສັກ"]),
        ("ນະຄອນຫຼວງວຽງຈັນ", ["ນະ", "ຄອນ", "ຫຼວງ", "ວຽງ", "ຈັນ"]),
        ("ແຂວງໆ", ["ແຂວງໆ"]),
        ("ຂວັນໃຈ", ["ຂວັນ", "ໃຈ"]),
        ("ເຈົ້າເມືອງ", ["ເຈົ້າ", "ເມືອງ"]),
        ("ຈັນທ໌", ["ຈັນທ໌"]),
    ],
)
def test_syllables(run: str, expected: list[str]) -> None:
    assert syllables(run) == expected


@pytest.mark.parametrize("syllable", SYLLABLES)
def test_a_syllable_is_one(syllable: str) -> None:
    assert syllables(syllable) == [syllable]


@pytest.mark.parametrize("run", ["ະກ", "ກກກ", "ສປປ", "ເ", "ກາ້", "ກັ", "່ກາ", "ໄໄກ"])
def test_what_is_no_chain_of_syllables(run: str) -> None:
    assert syllables(run) is None
    assert not well_formed(f"ກາ {run}")


@given(readable_lao)
def test_syllables_joined_are_the_text(text: str) -> None:
    assert "".join(syllables(text) or ()) == text
    assert well_formed(text)
