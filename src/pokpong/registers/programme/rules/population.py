"""Figures of population: which can stand, and which add up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.digits import to_arabic_digits
from pokpong.foundation.lao.text import fold

FIRST_YEAR, LAST_YEAR = 1985, 2100
OLDEST = 120
MOST = 20_000_000
LONGEST_SOURCE = 120
MOST_FIGURES = 60
ALL = "all"
SEX_WORDS = {"female": _("Female"), "male": _("Male"), ALL: _("Both sexes")}
# The bands that a form offers; a source may have any others.
USUAL_BANDS = ("0-4", "5-9", "10-14", "15-17", "18-24", "25-34", "35-59", "60+", ALL)
BAND = re.compile(r"(?P<first>\d{1,3})(?:-(?P<last>\d{1,3})|(?P<open>\+))", re.ASCII)
WHOLE = frozenset(map(fold, ("all", "total", "all ages", "ທັງໝົດ", "ລວມ", "ທຸກອາຍຸ", "ທຸກກຸ່ມອາຍຸ")))
AGE_WORDS = tuple(map(fold, ("years", "year", "ages", "age", "ອາຍຸ", "ປີ")))
TO_WORDS = tuple(map(fold, ("–", "—", "−", "to", "ຫາ", "ເຖິງ")))
OPEN_WORDS = tuple(map(fold, ("and over", "and above", "and older", "ຂຶ້ນໄປ")))

YEAR_UNFIT = ProblemKind("population_year_unfit", _("Write a year from 1985 to 2100."))
SEX_UNKNOWN = ProblemKind("population_sex_unknown", _("Choose female, male or both."))
BAND_UNFIT = ProblemKind(
    "population_band_unfit", _("Write the age group as 0-4 or 60+, or “all”, with ages from 0 to 120.")
)
COUNT_UNFIT = ProblemKind("population_count_unfit", _("Write the number of people, from 0 to 20,000,000."))
SOURCE_MISSING = ProblemKind("population_source_missing", _("Name the source, such as the census of 2015."))
NOTHING_SAID = ProblemKind("population_nothing", _("Write at least one figure."))
TOO_MANY = ProblemKind("population_too_many", _("Write at most %(limit)s figures at once."))
SAID_ALREADY = ProblemKind(
    "population_said_already",
    _("This source already gives a figure for this place, year, sex and age group: change that one."),
)
SAID_TWICE = ProblemKind("population_said_twice", _("The same sex and age group was written twice."))
WITHDRAWN = ProblemKind("population_withdrawn", _("This figure was withdrawn."))


@dataclass(frozen=True)
class Figure:
    """One number of a source. `band` is `a-b`, `a+` or all; `sex` female, male or all."""

    sex: str
    band: str
    count: int


def band_of(text: str) -> str | None:
    """The band as it is kept (`0-4`, `60+`, all), from how people write it; None for anything else."""
    found = fold(to_arabic_digits(text)).strip()
    if found in WHOLE:
        return ALL
    for words, meant in ((AGE_WORDS, ""), (OPEN_WORDS, "+"), (TO_WORDS, "-")):
        for word in words:
            found = found.replace(word, meant)
    match = BAND.fullmatch(re.sub(r"\s+", "", found))
    if match is None:
        return None
    first, last = int(match["first"]), OLDEST if match["open"] else int(match["last"])
    if not 0 <= first <= last <= OLDEST:
        return None
    return f"{first}+" if match["open"] else f"{first}-{last}"


def ages_of(band: str) -> tuple[int, int]:
    """The youngest and the oldest age of a band. Raises ValueError for a text that is none."""
    if band == ALL:
        return 0, OLDEST
    match = BAND.fullmatch(band)
    if match is None:
        raise ValueError(f"no age band: {band!r}")
    return int(match["first"]), OLDEST if match["open"] else int(match["last"])


def check_about(year: int | None, source: str) -> list[Problem]:
    """The year and the source that several figures share."""
    problems = [] if year is not None and FIRST_YEAR <= year <= LAST_YEAR else [YEAR_UNFIT("year")]
    return problems + ([] if source and len(source) <= LONGEST_SOURCE else [SOURCE_MISSING("source")])


def check_figure(sex: str, band: str, count: int | None) -> list[Problem]:
    """One figure: its sex, its band as it is kept, its number."""
    problems = [] if sex in SEX_WORDS else [SEX_UNKNOWN("sex")]
    problems += [] if band_of(band) == band else [BAND_UNFIT("age_band")]
    return problems + ([] if count is not None and 0 <= count <= MOST else [COUNT_UNFIT("count")])


def sum_of(figures: Iterable[Figure], sex: str = ALL, ages: tuple[int, int] = (0, OLDEST)) -> int | None:
    """How many people of a sex and of these ages one source names; None where its figures do not say it exactly.

    Bands that lie side by side are put together, women and men make both sexes; nothing is estimated or counted twice.
    """
    by_sex: dict[str, dict[tuple[int, int], int]] = {}
    for one in figures:
        by_sex.setdefault(one.sex, {})[ages_of(one.band)] = one.count
    whole = _tiled(by_sex.get(sex, {}), ages)
    if whole is not None or sex != ALL:
        return whole
    both = [_tiled(by_sex.get(each, {}), ages) for each in ("female", "male")]
    known = [count for count in both if count is not None]
    return sum(known) if len(known) == len(both) else None


def _tiled(counts: Mapping[tuple[int, int], int], ages: tuple[int, int]) -> int | None:
    """The bands that lie side by side from the first age to the last, the longest ones first."""
    first, last = ages
    if first > last:
        return 0
    starting = sorted((band for band in counts if band[0] == first and band[1] <= last), reverse=True)
    for band in starting:
        rest = _tiled(counts, (band[1] + 1, last))
        if rest is not None:
            return counts[band] + rest
    return None
