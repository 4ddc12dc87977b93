"""Digits, numbers and money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.lao.digits import (
    format_money,
    format_number,
    parse_number,
    to_arabic_digits,
    to_lao_digits,
)

numbers = st.decimals(min_value=-(10**30), max_value=10**30, places=4)


def test_digits_of_both_scripts() -> None:
    assert to_lao_digits("ປີ 2021, ບ້ານ 09") == "ປີ ໒໐໒໑, ບ້ານ ໐໙"
    assert to_arabic_digits("ປີ ໒໐໒໑, ບ້ານ ໐໙") == "ປີ 2021, ບ້ານ 09"
    assert to_arabic_digits("໐໑໒໓໔໕໖໗໘໙") == "0123456789"


@given(st.text(st.characters(exclude_characters="໐໑໒໓໔໕໖໗໘໙"), max_size=30))
def test_lao_digits_and_back(text: str) -> None:
    assert to_arabic_digits(to_lao_digits(text)) == text


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Decimal("1234567.5"), None, "1.234.567,5"),
        (1234567, None, "1.234.567"),
        (0, None, "0"),
        (999, None, "999"),
        (-1234, None, "-1.234"),
        (Decimal("0.005"), 2, "0,01"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "-3"),
        (Decimal("-0.001"), 2, "0,00"),
        (Decimal("1E+3"), None, "1.000"),
        (10**40, 2, "10." + ".".join(["000"] * 13) + ",00"),
        (5, 2, "5,00"),
    ],
)
def test_numbers_in_lao(value: int | Decimal, decimals: int | None, expected: str) -> None:
    assert format_number(value, decimals) == expected


def test_numbers_in_english_and_in_lao_digits() -> None:
    assert format_number(Decimal("1234567.5"), language="en") == "1,234,567.5"
    assert format_number(Decimal("1234567.5"), lao_digits=True) == "໑.໒໓໔.໕໖໗,໕"


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_amount_is_refused(value: Decimal) -> None:
    with pytest.raises(ValueError, match="finite"):
        format_number(value)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="separators"):
        format_number(1, language="xx")


@given(numbers, st.sampled_from(["lo", "en"]), st.booleans())
def test_a_written_number_reads_back(value: Decimal, language: str, lao_digits: bool) -> None:
    assert parse_number(format_number(value, language=language, lao_digits=lao_digits), language) == value


@given(numbers, st.integers(0, 4))
def test_rounding_moves_by_half_a_unit_at_most(value: Decimal, decimals: int) -> None:
    written = parse_number(format_number(value, decimals))
    assert abs(written - value) * 2 <= Decimal(1).scaleb(-decimals)


@pytest.mark.parametrize("typed", ["1234567,5", "1.234.567,5", "໑.໒໓໔.໕໖໗,໕", " 1.234.567,5\u200b"])
def test_numbers_as_people_type_them(typed: str) -> None:
    assert parse_number(typed) == Decimal("1234567.5")


@pytest.mark.parametrize("typed", ["", "-", "1.23", "12.34.567", "1,2,3", "abc", "1 000", "٣", "1e5", "NaN"])
def test_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_number(typed)


@pytest.mark.parametrize(
    ("amount", "currency", "language", "expected"),
    [
        ("1234567", "LAK", "lo", "1.234.567 ກີບ"),
        ("1234567.5", "LAK", "lo", "1.234.568 ກີບ"),
        ("1234567", "LAK", "en", "1,234,567 kip"),
        ("1234.5", "USD", "lo", "1.234,50 ໂດລາສະຫະລັດ"),
        ("12", "CHF", "en", "12.00 CHF"),
    ],
)
def test_money(amount: str, currency: str, language: str, expected: str) -> None:
    assert format_money(Decimal(amount), currency, language) == expected


def test_money_in_lao_digits() -> None:
    assert format_money(Decimal(1500), lao_digits=True) == "໑.໕໐໐ ກີບ"
