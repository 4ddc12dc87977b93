"""Dates as written and as typed."""

from __future__ import annotations

import datetime
from contextlib import suppress

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.lao.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    DateReason,
    DateRefused,
    format_date,
    format_date_short,
    month_name,
    parse_date,
)

MARCH_22 = datetime.date(2021, 3, 22)
dates = st.dates(datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31))


def test_a_date_in_words() -> None:
    assert format_date(MARCH_22) == "22 ມີນາ 2021"
    assert format_date(MARCH_22, "en") == "22 March 2021"
    assert format_date(MARCH_22, lao_digits=True) == "໒໒ ມີນາ ໒໐໒໑"
    assert format_date_short(datetime.date(2021, 3, 2)) == "02/03/2021"


@pytest.mark.parametrize("language", ["lo", "en"])
def test_month_names_are_those_of_cldr(language: str) -> None:
    cldr = get_month_names("wide", locale=language)
    assert [month_name(month, language) for month in range(1, 13)] == [cldr[month] for month in range(1, 13)]


def test_no_other_month_and_no_other_language() -> None:
    with pytest.raises(ValueError, match="month"):
        month_name(0)
    with pytest.raises(ValueError, match="language"):
        month_name(1, "xx")


@given(dates, st.sampled_from(["lo", "en"]), st.booleans())
def test_a_written_date_reads_back(date: datetime.date, language: str, lao_digits: bool) -> None:
    assert parse_date(format_date(date, language, lao_digits=lao_digits)) == date
    assert parse_date(format_date_short(date, lao_digits=lao_digits)) == date
    assert parse_date(date.isoformat()) == date


@pytest.mark.parametrize(
    "typed",
    [
        *("22/3/2021", "22/03/2021", "22-3-2021", "22.3.2021", "22 3 2021", " 22 / 3 / 2021 "),
        *("໒໒/໓/໒໐໒໑", "2021-03-22", "໒໐໒໑-໐໓-໒໒", "2021/3/22"),
        *("22 ມີນາ 2021", "22ມີນາ2021", "໒໒ ມີນາ ໒໐໒໑", "ວັນທີ 22 ມີນາ 2021", "22 ເດືອນ ມີນາ ປີ 2021"),
        *("22 ເດືອນມີນາ 2021", "ວັນທີ 22/3/2021", "22 ມີນາ ຄ.ສ 2021", "22 ມີ\u200bນາ 2021"),
        *("22 March 2021", "22 march, 2021", "22 Mar 2021", "22-MAR-2021"),
    ],
)
def test_dates_as_people_type_them(typed: str) -> None:
    assert parse_date(typed) == MARCH_22


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", DateReason.EMPTY),
        (" \u200b", DateReason.EMPTY),
        ("ວັນທີ", DateReason.EMPTY),
        ("ມື້ວານນີ້", DateReason.UNREADABLE),
        ("22 ມີນາາ 2021", DateReason.UNREADABLE),
        ("3/2021", DateReason.UNREADABLE),
        ("22/3/2021/1", DateReason.UNREADABLE),
        ("22/3/21", DateReason.SHORT_YEAR),
        ("22/3/2564", DateReason.BUDDHIST_ERA),
        ("22 ມີນາ 2564", DateReason.BUDDHIST_ERA),
        ("2564-03-22", DateReason.BUDDHIST_ERA),
        ("22/3/1899", DateReason.OUT_OF_RANGE),
        ("22/3/2101", DateReason.OUT_OF_RANGE),
        ("22/3/99999999999999", DateReason.OUT_OF_RANGE),
        ("31/4/2021", DateReason.IMPOSSIBLE),
        ("29/2/2021", DateReason.IMPOSSIBLE),
        ("3/22/2021", DateReason.IMPOSSIBLE),
        ("0/1/2021", DateReason.IMPOSSIBLE),
    ],
)
def test_what_is_refused_says_why(typed: str, reason: DateReason) -> None:
    with pytest.raises(DateRefused) as refused:
        parse_date(typed)
    assert refused.value.reason is reason
    assert str(refused.value)


@given(dates)
def test_a_buddhist_year_is_refused_and_explained(date: datetime.date) -> None:
    with pytest.raises(DateRefused) as refused:
        parse_date(f"{date.day}/{date.month}/{date.year + 543}")
    assert refused.value.reason is DateReason.BUDDHIST_ERA
    assert refused.value.year == date.year


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with suppress(DateRefused):
        assert FIRST_YEAR <= parse_date(text).year <= LAST_YEAR


def test_a_very_long_text_is_refused_at_once() -> None:
    with pytest.raises(DateRefused):
        parse_date("1/" * 500_000)
