"""Canonical text, the search key, and cutting."""

from __future__ import annotations

import time
import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker

from pokpong.foundation.lao.syllables import syllables
from pokpong.foundation.lao.tests.strategies import any_texts, lao_texts, readable_lao
from pokpong.foundation.lao.text import canon, fold, has_lao, truncate

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"


def graphemes(text: str) -> list[str]:
    return list(CharacterBreaker(text, "lo"))


# canon


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ການ\u200bຄ້າ", "ການຄ້າ"),
        ("ແຂວງ\u00a0ຈຳປາສັກ", "ແຂວງ ຈຳປາສັກ"),
        ("ເເຂວງ", "ແຂວງ"),
        ("ທ່ີ", "ທີ່"),
        ("ຫືຼ", "ຫຼື"),
        ("ທີ່່", "ທີ່"),
        ("ປະຈໍາ", "ປະຈຳ"),
        ("ອໍານາດ", "ອຳນາດ"),
        ("ນ້ໍາ", "ນ້ຳ"),
        ("ນໍ້າ", "ນ້ຳ"),
        ("ນຳ້", "ນ້ຳ"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_canon_writes_one_spelling(typed: str, stored: str) -> None:
    assert canon(typed) == stored


@pytest.mark.parametrize("kept", ["ຫນ້າ", "ໜ້າ", "ບໍ່", "ຄໍ", "ສ໌", "ຕ່າງໆ", "ﬁ", "ໜ", "Somsack", "a\tb\nc"])
def test_canon_keeps_what_is_canonical(kept: str) -> None:
    assert canon(kept) == kept


@pytest.mark.parametrize("character", list(INVISIBLE))
def test_canon_removes_what_nobody_sees(character: str) -> None:
    assert canon(f"ກ{character}າ") == "ກາ"


@given(any_texts)
def test_canon_is_idempotent(text: str) -> None:
    assert canon(canon(text)) == canon(text)


@given(any_texts)
def test_canon_is_nfc(text: str) -> None:
    assert unicodedata.is_normalized("NFC", canon(text))


@given(readable_lao)
def test_canon_changes_nothing_in_well_written_text(text: str) -> None:
    assert canon(text) == text


@given(lao_texts)
def test_canon_moves_marks_but_loses_none_that_is_seen(text: str) -> None:
    """Spelt out (ແ as two ເ, ຳ as its parts), the same signs are there before and after."""

    def signs(spelling: str) -> set[str]:
        spelt_out = spelling.replace("ແ", "ເເ").replace("ຳ", "ໍາ")
        return {sign for sign in spelt_out if sign not in INVISIBLE}

    assert signs(canon(text)) == signs(text)


@given(readable_lao, st.randoms(use_true_random=False))
def test_canon_undoes_another_order_of_marks(text: str, random: Random) -> None:
    shuffled = list(text)
    for index in range(len(shuffled) - 1):
        both_marks = all(mark in "ັິີຶືົຸູຼ່້໊໋" for mark in shuffled[index : index + 2])
        if both_marks and random.random() < 0.5:
            shuffled[index : index + 2] = reversed(shuffled[index : index + 2])
    assert canon("".join(shuffled)) == text


# fold

EQUALS = [
    ("ຊ່ວຍເຫຼືອ", "ຊ່ວຍເຫລືອ"),
    ("ປະຈໍາ", "ປະຈຳ"),
    ("ອໍານາດ", "ອຳນາດ"),
    ("ອາເມລິກາ", "ອາເມຣິກາ"),
    ("ນ້ຳ", "ນ້ໍາ", "ນໍ້າ", "ນຳ້"),
    ("ໜ້າ", "ຫນ້າ"),
    ("ຫຼວງ", "ຫລວງ"),
    ("ແຂວງ", "ເເຂວງ"),
    ("ທີ່", "ທ່ີ"),
    ("ຫຼື", "ຫືຼ"),
    ("ການຄ້າ", "ການ\u200bຄ້າ"),
    ("ຄະນະກຳມະການ", "ຄະນະ ກຳມະການ"),
    ("໒໐໒໑", "2021"),
    ("ມ່າຍ", "ມ້າຍ", "ມາຍ"),
    ("ໝາ", "ຫມາ"),
    ("ຈັນ", "ຈັນທ໌"),
    ("USAID", "usaid", "ＵＳＡＩＤ"),
    ("Straße", "STRASSE"),
]


@pytest.mark.parametrize("spellings", EQUALS, ids=lambda spellings: spellings[0])
def test_spellings_that_read_alike_fold_alike(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("ກາ", "ຂາ"), ("ສົມ", "ໂສມ"), ("ບຸນມີ", "ບຸນມາ"), ("ປ່າ ago", "ປ່າago"), ("ມະນີ", "ມະນິ")],
)
def test_different_words_fold_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_fold_removes_spaces_between_lao_only() -> None:
    assert fold("ບ້ານ  ນາ 12 Nong   Bua ") == "ບານນາ 12 nong bua"


@given(any_texts)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(any_texts)
def test_fold_does_not_depend_on_canon(text: str) -> None:
    assert fold(canon(text)) == fold(text)


@given(readable_lao, readable_lao)
def test_a_folded_part_is_found_in_the_folded_whole(one: str, other: str) -> None:
    assert fold(other) in fold(f"{one} {other}")


def test_one_search_finds_three_of_each() -> None:
    """The article the project starts from mixes two spellings of either word."""
    text = fold("ການຊ່ວຍເຫຼືອ ປະຈໍາປະເທດລາວ, ຊ່ວຍເຫຼືອເດັກ ປະຈໍາ; ວຽກງານຊ່ວຍເຫລືອ ຢ່າງເປັນປະຈຳ")
    for typed in ("ຊ່ວຍເຫຼືອ", "ຊ່ວຍເຫລືອ", "ປະຈໍາ", "ປະຈຳ"):
        assert text.count(fold(typed)) == 3


# has_lao


@pytest.mark.parametrize(
    ("text", "expected"), [("ກ", True), ("a ໑", True), ("Lao", False), ("", False), ("ไทย", False)]
)
def test_has_lao(text: str, expected: bool) -> None:
    assert has_lao(text) is expected


# truncate


def test_truncate_leaves_a_fitting_text_whole() -> None:
    assert truncate("ຄະນະ", 4) == "ຄະນະ"
    assert truncate("", 0, ellipsis="") == ""


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(1, "…"), (2, "…"), (3, "ຄະ…"), (5, "ຄະນະ…"), (8, "ຄະນະກຳມະ…"), (11, "ຄະນະກຳມະການ…"), (14, "ຄະນະກຳມະການຕ້ານ…")],
)
def test_truncate_cuts_between_syllables(limit: int, expected: str) -> None:
    assert truncate("ຄະນະກຳມະການຕ້ານການຄ້າມະນຸດ", limit) == expected


def test_truncate_drops_the_space_before_the_ellipsis() -> None:
    assert truncate("one two", 5) == "one…"


def test_truncate_refuses_a_limit_without_room() -> None:
    with pytest.raises(ValueError, match="ellipsis"):
        truncate("ກາ", 0)


@given(st.lists(st.sampled_from(["ສົມ", "ພອນ", "ແກ້ວ", "ວຽງ", "ຈັນ"]), min_size=1, max_size=10), st.integers(1, 40))
def test_truncate_never_cuts_inside_a_syllable(parts: list[str], limit: int) -> None:
    """These syllables all end in a consonant, so their text can be read in one way only."""
    cut = truncate("".join(parts), limit)
    assert len(graphemes(cut)) <= limit
    assert cut.removesuffix("…") in {"".join(parts[:count]) for count in range(len(parts) + 1)}


@given(any_texts, st.integers(1, 30))
def test_truncate_fits_and_keeps_the_beginning(text: str, limit: int) -> None:
    cut = truncate(text, limit)
    assert len(graphemes(cut)) <= limit
    assert cut == canon(text) or canon(text).startswith(cut.removesuffix("…"))


@given(readable_lao, st.integers(1, 30))
def test_what_is_left_can_still_be_read(text: str, limit: int) -> None:
    left = truncate(text, limit).removesuffix("…")
    assert left == "" or syllables(left) is not None


# long and hostile texts


@pytest.mark.parametrize("unit", ["ຄະນະກຳມະການ ", "ຳ", "ຳ່", "່", "ກ໌", "ກ ", "ເ", "ໍາ", " ", "a"])
def test_a_text_of_a_million_letters_takes_seconds_not_minutes(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    started = time.process_time()
    canon(text)
    fold(text)
    truncate(text, 80)
    assert time.process_time() - started < 20
