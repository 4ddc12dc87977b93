import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.papers.columns import shares, width
from pokpong.foundation.papers.words import Said

CELLS = st.text(st.sampled_from("ກຂຄ້າງ ab-\n"), max_size=80).map(Said)


@given(st.lists(st.lists(CELLS, max_size=4), min_size=1, max_size=8))
def test_shares_make_a_whole_and_none_is_nothing(columns: list[list[Said]]) -> None:
    found = shares(columns)
    assert len(found) == len(columns)
    assert sum(found) == 100
    assert min(found) > 0


def test_a_date_fits_beside_a_long_text() -> None:
    day, text = shares([[Said("22/03/2021")], [Said("ຂໍ້ຄວາມ " * 40)]])
    assert day >= 100 * 12 / 66 - 1
    assert text > 3 * day


def test_columns_alike_share_alike() -> None:
    assert shares([[Said("ກກກ")]] * 4) == [25, 25, 25, 25]


def test_a_translation_counts_two_thirds() -> None:
    one, other = shares([[Said("ກ", "abcdefghijkl")], [Said("ກກກກກກກກ")]])
    assert abs(one - other) <= 1


def test_a_bold_head_has_room_for_its_longest_word() -> None:
    need, note = Said("ຄວາມຕ້ອງການ"), Said("ຂໍ້ຄວາມ " * 40)
    columns = [[need], [note]]
    plain, bold = shares(columns), shares(columns, heads=(need, Said("ໝາຍເຫດ")))
    assert bold[0] >= 100 * 1.25 * width(need.first) / 66 > plain[0] - 3
    assert sum(bold) == 100


def test_many_long_words_share_what_there_is() -> None:
    assert shares([[Said("x" * 90)]] * 5) == [20] * 5


def test_a_table_needs_a_column() -> None:
    with pytest.raises(ValueError, match="needs a column"):
        shares([])


@pytest.mark.parametrize(("text", "expected"), [("ກຳ", 2), ("ທີ່", 1), ("a\nbcd", 3), ("", 0), ("abc", 3)])
def test_marks_take_no_room(text: str, expected: int) -> None:
    assert width(text) == expected
