"""Lao in Latin letters."""

from __future__ import annotations

import pytest
from hypothesis import given

from pokpong.foundation.lao.romanise import romanise
from pokpong.foundation.lao.script import has_lao
from pokpong.foundation.lao.tests.strategies import any_texts, readable_lao
from pokpong.foundation.lao.text import canon


@pytest.mark.parametrize(
    ("lao", "latin"),
    [
        ("ສົມສັກ", "Somsak"),
        ("ຈຳປາສັກ", "Champasak"),
        ("ວຽງຈັນ", "Viangchan"),
        ("ສະຫວັນນະເຂດ", "Savannakhet"),
        ("ຫຼວງພະບາງ", "Louangphabang"),
        ("ຫລວງພະບາງ", "Louangphabang"),
        ("ໜອງໜ້າ", "Nongna"),
        ("ຫນອງຫນ້າ", "Nongna"),
        ("ຫ້ວຍຫົງ", "Houayhong"),
        ("ຫວັງ", "Vang"),
        ("ແຫວນ", "Ven"),
        ("ແກ້ວ", "Keo"),
        ("ເລວ", "Leo"),
        ("ຂວັນໃຈ", "Khvanchai"),
        ("ນ້ຳ", "Nam"),
        ("ນໍ້າ", "Nam"),
        ("ຈັນທ໌", "Chan"),
        ("ແຂວງໆ", "Khveng"),
    ],
)
def test_words(lao: str, latin: str) -> None:
    assert romanise(lao) == latin


def test_a_line_keeps_what_is_no_lao() -> None:
    assert romanise("ໂສມ ບຸດຕະກຸນ (USAID), ໒໒ ມີນາ 2021") == "Som Bouttakoun (USAID), 22 Mina 2021"
    assert romanise("Somsack") == "Somsack"
    assert romanise("") == ""


@given(any_texts)
def test_no_lao_letter_is_left(text: str) -> None:
    assert not [sign for sign in romanise(text) if has_lao(sign) and sign.isalpha()]


@given(readable_lao)
def test_readable_lao_gives_one_capitalised_word(text: str) -> None:
    latin = romanise(text)
    assert latin.isascii()
    assert latin.isalpha()
    assert latin == latin.capitalize()


@given(any_texts)
def test_the_spelling_of_the_same_text_does_not_matter(text: str) -> None:
    assert romanise(text) == romanise(canon(text))
