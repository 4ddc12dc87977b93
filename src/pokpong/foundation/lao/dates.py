"""Dates as Lao offices write them (22 ມີນາ 2021, Gregorian) and as people type them."""

from __future__ import annotations

import datetime
import re
from enum import StrEnum
from typing import Final

from pokpong.foundation.lao.data import rows
from pokpong.foundation.lao.digits import to_arabic_digits, to_lao_digits
from pokpong.foundation.lao.text import canon, fold

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
BUDDHIST_OFFSET: Final = 543

_MONTHS: Final = {language: tuple(row[language] for row in rows("months")) for language in ("lo", "en")}
_MONTH_NUMBER: Final = {
    fold(name): number for names in _MONTHS.values() for number, name in enumerate(names, start=1)
} | {name[:3].casefold(): number for number, name in enumerate(_MONTHS["en"], start=1)}

_ISO: Final = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", re.ASCII)
_NUMERIC: Final = re.compile(r"(?P<day>\d{1,2})\s*[-/. ]\s*(?P<month>\d{1,2})\s*[-/. ]\s*(?P<year>\d+)", re.ASCII)
_NAMED: Final = re.compile(r"(?P<day>\d{1,2})[\s.-]*(?P<month>\D+?)[\s.,-]*(?P<year>\d+)", re.ASCII)
# Words around the parts of a date: "day", "date", "month", "year", "of the Christian era".
_FILLER: Final = re.compile("ວັນທີ່?|ເດືອນ|ປີ|ຄ\\.?ສ\\.?")


class DateReason(StrEnum):
    """Why a text is not taken as a date; the values are stable codes."""

    EMPTY = "date_empty"
    UNREADABLE = "date_unreadable"
    SHORT_YEAR = "date_short_year"
    BUDDHIST_ERA = "date_buddhist_era"
    OUT_OF_RANGE = "date_out_of_range"
    IMPOSSIBLE = "date_impossible"


_WORDS: Final = {
    DateReason.EMPTY: "No date was given.",
    DateReason.UNREADABLE: "Write the date as day/month/year, for example 22/3/2021.",
    DateReason.SHORT_YEAR: "Write the year with four digits.",
    DateReason.BUDDHIST_ERA: "This year is of the Buddhist era; write the year of the common era.",
    DateReason.OUT_OF_RANGE: f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}.",
    DateReason.IMPOSSIBLE: "This day does not exist in the calendar.",
}


class DateRefused(ValueError):
    """A text that is no date. `reason` is the code; `year` what was meant, where it can be told."""

    def __init__(self, reason: DateReason, year: int | None = None) -> None:
        super().__init__(_WORDS[reason])
        self.reason = reason
        self.year = year


def month_name(month: int, language: str = "lo") -> str:
    """Name of month 1..12. Raises ValueError for another month or an unknown language."""
    if language not in _MONTHS:
        raise ValueError(f"no month names for language {language!r}")
    if not 1 <= month <= len(_MONTHS[language]):
        raise ValueError(f"no such month: {month}")
    return _MONTHS[language][month - 1]


def format_date(date: datetime.date, language: str = "lo", *, lao_digits: bool = False) -> str:
    """Write `date` in full: 22 ມີນາ 2021, or 22 March 2021 in English."""
    written = f"{date.day} {month_name(date.month, language)} {date.year}"
    return to_lao_digits(written) if lao_digits else written


def format_date_short(date: datetime.date, *, lao_digits: bool = False) -> str:
    """Write `date` as dd/mm/yyyy, as in tables and fields."""
    written = f"{date.day:02d}/{date.month:02d}/{date.year:04d}"
    return to_lao_digits(written) if lao_digits else written


def parse_date(text: str) -> datetime.date:
    """Read a date: day/month/year (also with - . or spaces), ISO, 22 ມີນາ 2021, 22 March 2021.

    Lao or Arabic digits; words such as ວັນທີ, ເດືອນ, ປີ may stand around. Raises DateRefused with its
    reason; a year 543 too high is never converted silently: the person who typed it decides.
    """
    plain = " ".join(_FILLER.sub(" ", to_arabic_digits(canon(text[:200]))).split())
    if not plain:
        raise DateRefused(DateReason.EMPTY)
    for pattern in (_ISO, _NUMERIC, _NAMED):
        if match := pattern.fullmatch(plain):
            return _date(match["year"], _month(match["month"]), int(match["day"]))
    raise DateRefused(DateReason.UNREADABLE)


def _month(written: str) -> int:
    if written.isdecimal():
        return int(written)
    number = _MONTH_NUMBER.get(fold(written))
    if number is None:
        raise DateRefused(DateReason.UNREADABLE)
    return number


def _date(written_year: str, month: int, day: int) -> datetime.date:
    if len(written_year) < len("2021"):
        raise DateRefused(DateReason.SHORT_YEAR)
    year = int(written_year[:9])
    if FIRST_YEAR <= year - BUDDHIST_OFFSET <= LAST_YEAR and year > LAST_YEAR:
        raise DateRefused(DateReason.BUDDHIST_ERA, year - BUDDHIST_OFFSET)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateRefused(DateReason.OUT_OF_RANGE, year)
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise DateRefused(DateReason.IMPOSSIBLE, year) from None
