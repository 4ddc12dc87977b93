"""What stands in a cell, and the plain values it can be read as. Every reader answers the value or a problem."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from pokpong.doors.exchange.workbooks import problems
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.lao.dates import FIRST_YEAR, LAST_YEAR, DateReason, DateRefused, parse_date
from pokpong.foundation.lao.digits import to_arabic_digits
from pokpong.foundation.lao.text import canon, fold

Value = str | int | float | bool | date | None

MOST_LETTERS: Final = 32_000

_PLAIN: Final = re.compile(r"[0-9]+(?:[.,][0-9]{1,2})?")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?:(?!\1)[.,][0-9]{1,2})?")
_YES: Final = frozenset({"true", "yes", "y", "1", "x", *map(fold, ("ແມ່ນ", "ຕົກລົງ", "ຍິນຍອມ", "ເຫັນດີ"))})
_NO: Final = frozenset({"false", "no", "n", "0", *map(fold, ("ບໍ່", "ບໍ່ແມ່ນ", "ບໍ່ຕົກລົງ", "ບໍ່ຍິນຍອມ", "ບໍ່ເຫັນດີ"))})
_DATE_KINDS: Final[dict[DateReason, ProblemKind]] = {
    DateReason.UNREADABLE: problems.NOT_A_DATE,
    DateReason.SHORT_YEAR: problems.SHORT_YEAR,
    DateReason.OUT_OF_RANGE: problems.YEAR_OUT_OF_RANGE,
    DateReason.IMPOSSIBLE: problems.NO_SUCH_DAY,
}


def as_text(value: Value) -> str:
    """Canonical text of a cell: whole numbers without a point, days as ISO, yes and no as TRUE and FALSE."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return (value.date() if value == datetime.combine(value.date(), datetime.min.time()) else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return canon(str(value).replace("_x000D_", "").replace("\r\n", "\n")).strip()


def is_empty(value: Value) -> bool:
    return as_text(value) == ""


def as_date(value: Value) -> tuple[date | None, Problem | None]:
    """A day, from a real date or a text (ISO, day/month/year, 22 ມີນາ 2021). A year is never converted by guess."""
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return _in_range(day)
    text = as_text(value)
    if not text:
        return None, None
    if not isinstance(value, str):
        return None, problems.NOT_A_DATE()
    try:
        return parse_date(text), None
    except DateRefused as refused:
        return None, _date_problem(refused)


def _in_range(day: date) -> tuple[date | None, Problem | None]:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day, None
    try:
        parse_date(day.isoformat())
    except DateRefused as refused:
        return None, _date_problem(refused)
    return None, problems.YEAR_OUT_OF_RANGE()


def _date_problem(refused: DateRefused) -> Problem:
    if refused.reason is DateReason.BUDDHIST_ERA:
        return problems.BUDDHIST_YEAR(year=refused.year)
    return _DATE_KINDS.get(refused.reason, problems.NOT_A_DATE)()


def as_bool(value: Value) -> tuple[bool | None, Problem | None]:
    """Yes, no, or nothing, in Lao and English and as a spreadsheet's own TRUE and FALSE."""
    text = fold(as_text(value))
    if not text:
        return None, None
    if text in _YES:
        return True, None
    return (False, None) if text in _NO else (None, problems.NOT_YES_OR_NO())


def as_number(value: Value) -> tuple[int | None, Problem | None]:
    """A whole number that is not negative."""
    text = to_arabic_digits(as_text(value))
    if not text:
        return None, None
    if isinstance(value, bool) or not (text.isascii() and text.isdecimal()) or len(text) > 9:
        return None, problems.NOT_A_NUMBER()
    return int(text), None


def as_amount(value: Value) -> tuple[Decimal | None, Problem | None]:
    """Money that is not negative: 1.234.567, 1,234,567.50, 1234567,5 in Lao or Arabic figures.

    One mark before three figures parts thousands; before one or two it begins the fraction.
    """
    if isinstance(value, float) and not value.is_integer():
        value = format(Decimal(str(value)), "f")
    text = to_arabic_digits(as_text(value)).replace(" ", "")
    if not text:
        return None, None
    if isinstance(value, bool | date):
        return None, problems.NOT_AN_AMOUNT()
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", ".")), None
    grouped = _GROUPED.fullmatch(text)
    if grouped is None:
        return None, problems.NOT_AN_AMOUNT()
    return Decimal(text.replace(grouped[1], "").replace(",", ".")), None
