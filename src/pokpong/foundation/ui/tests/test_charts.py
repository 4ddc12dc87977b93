from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.ui.charts import WIDEST, Bar, draw

VALUES = st.lists(st.none() | st.integers(0, 10**9) | st.decimals(0, 10**6, places=2), max_size=20)


def share(width: str) -> float:
    assert width.endswith("%")
    return float(width[:-1])


@given(VALUES)
def test_bars_keep_the_order_of_their_figures_and_fit(values: list[int | Decimal | None]) -> None:
    drawn = draw([Bar(str(index), value) for index, value in enumerate(values)]).bars
    widths = [(float(item.bar.value), share(item.width)) for item in drawn if item.bar.value is not None]
    assert all(0 <= width <= WIDEST for _value, width in widths)
    ordered = sorted(widths)
    assert [width for _value, width in ordered] == sorted(width for _value, width in ordered)


def test_the_largest_bar_fills_its_room_and_half_of_it_is_half() -> None:
    whole, half = draw([Bar("a", 10), Bar("b", 5)]).bars
    assert share(whole.width) == WIDEST
    assert share(half.width) == WIDEST / 2


def test_a_figure_not_shown_has_no_length() -> None:
    hidden = draw([Bar("a", None, "fewer than 5"), Bar("b", 5)]).bars[0]
    assert share(hidden.width) == 0


def test_nothing_and_zeros_can_be_drawn() -> None:
    assert draw([]).bars == []
    assert [share(item.width) for item in draw([Bar("a", 0), Bar("b", 0)]).bars] == [0, 0]


def test_rows_do_not_overlap() -> None:
    drawing = draw([Bar(str(n), n) for n in range(5)])
    tops = [item.label_y for item in drawing.bars]
    assert all(later - earlier >= 40 for earlier, later in pairwise(tops))
    assert drawing.height > drawing.bars[-1].bar_y + 18


def test_a_negative_figure_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        draw([Bar("a", -1)])
