"""Years of a calendar and their parts. A year begins on the calendar's day and ends on the eve of the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.dates import month_name
from pokpong.registers.programme.rules.common import TEXT_TOO_LONG

FIRST_YEAR, LAST_YEAR = 1990, 2100
MONTHS = 12
YEAR = "year"
# How many months a part of a year has; the largest first.
MONTHS_OF = {"half": 6, "quarter": 3, "month": 1}
KIND_WORDS = {"year": _("Year"), "half": _("Half-year"), "quarter": _("Quarter"), "month": _("Month")}
# Each language in its own order; a language without words for parts does without such a name.
PART_NAMES = {"half": {"lo": "ງວດ 6 ເດືອນທີ {number} {year}", "en": "{year} half {number}"},
              "quarter": {"lo": "ໄຕມາດ {number} {year}", "en": "{year} Q{number}"}}  # fmt: skip
MONTH_LANGUAGES = ("lo", "en")
PLACE_OF_YEAR = "{year}"

DAY_UNFIT = ProblemKind("calendar_day_unfit", _("Choose a month, and a day from 1 to 28, on which the year begins."))
PARTS_UNFIT = ProblemKind("calendar_parts_unfit", _("Choose half-years, quarters or months as parts of the year."))
YEAR_NAME_UNFIT = ProblemKind("calendar_year_name_unfit", _("Write {year} where the number of the year stands."))
YEAR_UNFIT = ProblemKind("calendar_year_unfit", _("Write a year from 1990 to 2100."))
YEAR_MADE = ProblemKind("calendar_year_made", _("The periods of this year are there already."))
CALENDAR_IN_USE = ProblemKind(
    "calendar_in_use", _("The calendar has periods: when its year begins and its parts stay as they are.")
)


@dataclass(frozen=True)
class Beginning:
    """When the years of a calendar begin, and after which of its two calendar years a year is named."""

    month: int
    day: int
    named_by_end: bool = False


@dataclass(frozen=True)
class Span:
    """A year or a part of one: `number` counts the parts of a kind in their year from 1; `ends` is the last day."""

    kind: str
    number: int
    year: int
    starts: date
    ends: date
    parts: tuple[Span, ...] = ()


def check_calendar(month: int, day: int, parts: Sequence[str], year_names: Mapping[str, str]) -> list[Problem]:
    """All reasons against a calendar like this."""
    problems = [] if 1 <= month <= MONTHS and 1 <= day <= 28 else [DAY_UNFIT("start_day")]
    known = len(set(parts)) == len(parts) and set(parts) <= set(MONTHS_OF)
    problems += [] if known else [PARTS_UNFIT("parts")]
    for code, text in year_names.items():
        problems += [] if text.count(PLACE_OF_YEAR) == 1 else [YEAR_NAME_UNFIT(f"year_name_{code}")]
        problems += [TEXT_TOO_LONG(f"year_name_{code}", limit=60)] if len(text) > 60 else []
    return problems + ([] if year_names.get("lo") else [YEAR_NAME_UNFIT("year_name_lo")])


def check_year(year: int, *, made: bool) -> list[Problem]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return [YEAR_UNFIT("year")]
    return [YEAR_MADE("year")] if made else []


def in_order(parts: Sequence[str]) -> list[str]:
    """The parts, the largest first."""
    return [part for part in MONTHS_OF if part in parts]


def after_months(day: date, months: int) -> date:
    """The same day of the month, so many months later. Days from 1 to 28 are in every month."""
    number = day.year * MONTHS + day.month - 1 + months
    return date(number // MONTHS, number % MONTHS + 1, day.day)


def year_on(beginning: Beginning, day: date) -> int:
    """The year, by the number after which it is named, in which `day` lies."""
    before = (day.month, day.day) < (beginning.month, beginning.day)
    first = day.year - before
    return first + _lead(beginning)


def _lead(beginning: Beginning) -> int:
    """How much later than its first day a year is named: a year that begins on 1 January ends in the same one."""
    return int(beginning.named_by_end and (beginning.month, beginning.day) != (1, 1))


def year_span(beginning: Beginning, year: int, parts: Sequence[str]) -> Span:
    """The year named `year`, cut into `parts`, each part into the next smaller ones."""
    starts = date(year - _lead(beginning), beginning.month, beginning.day)
    return _cut(Span(YEAR, 1, year, starts, _eve(after_months(starts, MONTHS))), starts, in_order(parts))


def _cut(span: Span, year_starts: date, parts: Sequence[str]) -> Span:
    if not parts:
        return span
    kind, smaller = parts[0], parts[1:]
    found = []
    starts = span.starts
    while starts <= span.ends:
        after = after_months(starts, MONTHS_OF[kind])
        number = _months_between(year_starts, starts) // MONTHS_OF[kind] + 1
        found.append(_cut(Span(kind, number, span.year, starts, _eve(after)), year_starts, smaller))
        starts = after
    return Span(span.kind, span.number, span.year, span.starts, span.ends, tuple(found))


def _eve(day: date) -> date:
    return day - timedelta(days=1)


def _months_between(first: date, later: date) -> int:
    return (later.year - first.year) * MONTHS + later.month - first.month


def names_of(span: Span, year_names: Mapping[str, str]) -> dict[str, str]:
    """What a year or a part is called: FY2026, FY2026 Q1, October 2025."""
    year = {code: text.replace(PLACE_OF_YEAR, str(span.year)) for code, text in year_names.items() if text}
    if span.kind == YEAR:
        return year
    if span.kind == "month":
        return {code: _month_words(span, code) for code in MONTH_LANGUAGES}
    words = PART_NAMES[span.kind]
    return {code: words[code].format(year=text, number=span.number) for code, text in year.items() if code in words}


def _month_words(span: Span, language: str) -> str:
    """October 2025; of a calendar whose months begin later than on the first: December 2025 – January 2026."""
    days = (span.starts, span.ends) if span.starts.day > 1 else (span.starts,)
    words = [(month_name(day.month, language), day.year) for day in days]
    same = len({year for _name, year in words}) == 1
    if same:
        return f"{' – '.join(name for name, _year in words)} {span.starts.year}"
    return " – ".join(f"{name} {year}" for name, year in words)


def all_spans(span: Span) -> list[Span]:
    """The span itself, and everything below it."""
    return [span, *(one for part in span.parts for one in all_spans(part))]
