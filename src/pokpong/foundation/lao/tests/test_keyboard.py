"""Text typed with the wrong layout, or in a legacy font."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pokpong
from pokpong.foundation.lao.keyboard import LAYOUTS, WINDOWS, XKB, Layout, candidates, pronounceable, rescue
from pokpong.foundation.lao.script import has_lao
from pokpong.foundation.lao.tests.strategies import any_texts
from pokpong.foundation.lao.text import canon

VILLAGES = Path(pokpong.__file__).parent / "registers" / "places" / "data" / "villages.csv"
TITLE = "ແບບຮຽນວັນນະຄະດີ"
layouts = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)

ENGLISH = """
A concern raised in a village reaches the right person, and nobody else. It doesn't end with a formal
identification or cooperation with the police. Visible = a tie, or (a role that reads this kind, and a grant).
The Vice Governor of Champasak chairs the province's counter-trafficking committee; 22 March 2021, at 3pm.
USAID, UNDP, IOM and the Laos CTIP project; e-mail office@example.org, phone 020 5555 1234, see LA0101 or v1.2.3.
Don't forget: mother-in-law's strengths, rhythm, lengths, eighths, sphinx, psychology, gnomes, knights, schwa, why?
250 km, 12kg, 2nd, 1st, 10:30, 50%, and/or, etc. e.g. i.e. Mr. Mrs. Dr. www.example.org https://example.org/a/b
Savannakhet Xiengkhouang Phongsaly Khammouane Nguyen Nhiavu Xaysomboun Ngeun Khvanchai Houaphanh Hmong Tchang
ok no go hi I am by my sky fly try cry tsk shh hmm brr pst nth
"""


def villages() -> list[tuple[str, str]]:
    with VILLAGES.open(encoding="utf-8", newline="") as file:
        return [(canon(row["name_lo"]), row["name_en_npm"]) for row in csv.DictReader(file)]


def test_a_title_from_a_legacy_font() -> None:
    assert rescue("c[[IPo;aoot7tfu") == TITLE


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lq,lad", "ສົມສັກ"),
        ("[hko", "ບ້ານ"),
        ("c0;'", "ແຂວງ"),
        (",uok", "ມີນາ"),
        (";P'9ao", "ວຽງຈັນ"),
        ("dko7hk", "ການຄ້າ"),
        ("7totde,tdko", "ຄະນະກຳມະການ"),
        ("[hko gfnjv", "ບ້ານ ເດື່ອ"),
    ],
)
def test_lao_typed_with_a_latin_layout(typed: str, meant: str) -> None:
    assert rescue(typed) == meant


@layouts
@pytest.mark.parametrize("meant", ["Somsack", "Champasak", "Manivanh", "Vilavong", "hello", "Savannakhet", "office"])
def test_latin_typed_with_a_lao_layout(layout: Layout, meant: str) -> None:
    assert meant in list(candidates(layout.lao_of(meant)))


def test_windows_and_xkb_differ_on_two_letters() -> None:
    assert XKB.lao_of("iPo") == "ຣຽນ"
    assert WINDOWS.lao_of("iPo") == "ຮຽນ"
    assert list(candidates("3i'iPo")) == ["ໂຣງຣຽນ", "ໂຮງຮຽນ"]


@layouts
@given(data=st.data())
def test_lao_to_keys_and_back(layout: Layout, data: st.DataObject) -> None:
    lao = data.draw(st.lists(st.sampled_from(sorted(layout.by_key.values())), max_size=30).map("".join))
    assert layout.lao_of(layout.keys_of(lao)) == lao


@layouts
@given(data=st.data())
def test_keys_to_lao_and_back(layout: Layout, data: st.DataObject) -> None:
    """Of the keys that give one character none other gives."""
    given_once = [
        key for key, text in layout.by_key.items() if len(text) == 1 and list(layout.by_key.values()).count(text) == 1
    ]
    assert len(given_once) > 75
    keys = data.draw(st.lists(st.sampled_from(given_once), max_size=30).map("".join))
    assert layout.keys_of(layout.lao_of(keys)) == keys


@layouts
def test_the_layouts_reach_every_letter_of_a_lao_keyboard(layout: Layout) -> None:
    reached = set("".join(layout.by_key.values()))
    assert set("ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫໜໝອຮະັາຳິີຶືຸູົຼຽເແໂໃໄ່້໊໋໌ໍໆ") <= reached


@pytest.mark.parametrize("line", [line for line in ENGLISH.splitlines() if line])
def test_english_is_left_alone(line: str) -> None:
    assert rescue(line) is None
    assert [word for word in line.split() if rescue(word)] == []


def test_romanised_names_of_villages_are_left_alone() -> None:
    latin = {name for _, name in villages() if name.isascii() and name}
    assert len(latin) > 400
    assert [name for name in latin if rescue(name)] == []


def test_lao_names_of_villages_are_left_alone() -> None:
    assert [name for name, _ in villages() if rescue(name)] == []


@layouts
def test_most_names_of_villages_are_rescued(layout: Layout) -> None:
    names = {name for name, _ in villages() if has_lao(name) and not any(map(str.isascii, name))}
    assert len(names) > 5_000
    rescued = sum(name in list(candidates(layout.keys_of(name))) for name in names)
    assert rescued / len(names) > 0.9


@pytest.mark.parametrize(
    "text", ["", " ", "a", "22", "2021-03-22", "020 5555 1234", "...", "LA0101", "ກາ", TITLE, "😀😀😀"]
)
def test_nothing_to_rescue(text: str) -> None:
    assert rescue(text) is None


@given(any_texts)
def test_what_is_offered_is_canonical_and_of_the_other_script(text: str) -> None:
    for reading in candidates(text):
        assert reading == canon(reading)
        assert has_lao(reading) != has_lao(text)


@pytest.mark.parametrize(
    ("word", "expected"), [("strength", True), ("Xayavong", True), ("lqlad", False), ("dk", False)]
)
def test_pronounceable(word: str, expected: bool) -> None:
    assert pronounceable(word) is expected


def test_a_text_of_a_million_letters_is_not_read() -> None:
    assert rescue("c[[I" * 250_000) is None
