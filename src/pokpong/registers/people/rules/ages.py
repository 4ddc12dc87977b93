"""Ages: from a birth date or an estimate, with how sure it is; bands as figures use them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.kernel.words import lazy as _

OLDEST = 120
CHILD_BELOW = 18
# First year of each band, after design: 0–11, 12–14, 15–17, 18–24, 25–34, 35–59, 60+.
BANDS: list[tuple[int, str]] = [
    (0, "0-11"),
    (12, "12-14"),
    (15, "15-17"),
    (18, "18-24"),
    (25, "25-34"),
    (35, "35-59"),
    (60, "60+"),
]
BAND_WORDS: list[tuple[str, Words]] = [
    ("0-11", _("0–11 years")),
    ("12-14", _("12–14 years")),
    ("15-17", _("15–17 years")),
    ("18-24", _("18–24 years")),
    ("25-34", _("25–34 years")),
    ("35-59", _("35–59 years")),
    ("60+", _("60 years and over")),
    ("unknown", _("Age not known")),
]
CHILD_BANDS = frozenset({"0-11", "12-14", "15-17"})
PRECISIONS: list[tuple[str, Words]] = [
    ("year", _("Sure to the year")),
    ("about", _("About, one to three years more or less")),
    ("guess", _("A guess by the looks")),
]

BIRTH_IN_FUTURE = ProblemKind("birth_in_future", _("The birth date lies in the future."))
TOO_OLD = ProblemKind("age_too_high", _("Nobody is older than 120 years. Check the date or the age."))
AGE_NEGATIVE = ProblemKind("age_negative", _("An age is a whole number from 0 to 120."))
BIRTH_AND_ESTIMATE = ProblemKind(
    "birth_and_estimate", _("Give the birth date or an estimated age, not both. Which of them is right?")
)
PRECISION_MISSING = ProblemKind("age_precision_missing", _("Say how sure the estimated age is."))


def years_between(birth: date, day: date) -> int:
    """Full years of age on `day`; a birthday of 29 February is kept on 1 March in common years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def age_on(day: date, birth: date | None, estimate: Mapping[str, Any] | None) -> int | None:
    """Age in years on `day`, or None when nothing is known.

    `estimate` is {"age": years, "precision": code, "as_of": ISO day of the estimate}: the person has grown since.
    """
    if birth is not None:
        return max(0, years_between(birth, day))
    if not estimate:
        return None
    return int(estimate["age"]) + max(0, years_between(date.fromisoformat(estimate["as_of"]), day))


def band_of(age: int | None) -> str:
    """The code of the band an age lies in; "unknown" for None."""
    if age is None:
        return "unknown"
    return next(code for first, code in reversed(BANDS) if age >= first)


def age_problems(day: date, birth: date | None, estimate: Mapping[str, Any] | None) -> list[Problem]:
    """Every reason why these cannot stand as a person's age on `day`."""
    found = []
    if birth is not None and birth > day:
        found.append(BIRTH_IN_FUTURE("birth_date"))
    if birth is not None and years_between(birth, day) > OLDEST:
        found.append(TOO_OLD("birth_date"))
    if birth is not None and estimate:
        found.append(BIRTH_AND_ESTIMATE("birth_estimate"))
    return found + _estimate_problems(estimate)


def _estimate_problems(estimate: Mapping[str, Any] | None) -> list[Problem]:
    if not estimate:
        return []
    found = []
    age = estimate.get("age")
    if not isinstance(age, int) or age < 0:
        found.append(AGE_NEGATIVE("birth_estimate"))
    elif age > OLDEST:
        found.append(TOO_OLD("birth_estimate"))
    if estimate.get("precision") not in dict(PRECISIONS):
        found.append(PRECISION_MISSING("birth_estimate"))
    return found
