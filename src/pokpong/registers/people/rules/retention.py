"""How long a record is kept: decisions over plain values. The years are data (`data/retention.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

SHIPPED = Path(__file__).parent.parent / "data" / "retention.csv"
CLOSED_CASE, NO_CASE = "closed_case", "no_case"
KINDS = {CLOSED_CASE: _("Closed case"), NO_CASE: _("No case")}
COUNTED_FROM = {
    CLOSED_CASE: _("from the closure of the last case, or from a later contact"),
    NO_CASE: _("from the last contact"),
}
SOURCE = "source_"  # before the language, in the heading of a column
LONGEST = 10  # years for which one decision may keep a record
ADULT = 18

WHY_MISSING = ProblemKind("retention_why_missing", _("Write why the record is still needed."))
NOT_AHEAD = ProblemKind("retention_not_ahead", _("Choose a day that lies ahead."))
TOO_LONG = ProblemKind(
    "retention_too_long", _("At most ten years ahead. When they have passed somebody looks at it again.")
)


class RulesBroken(ValueError):
    """A file of retention rules that cannot be used; says which line and why."""


@dataclass(frozen=True)
class Rule:
    """`child_from_18`: a child's years are counted from the eighteenth birthday at the earliest.

    `source` {language: text} says where the number of years comes from.
    """

    kind: str
    years: int
    child_from_18: bool
    source: Mapping[str, str]


@dataclass(frozen=True)
class Kept:
    """What one part of the ledger says about a person: something runs, or the last days.

    `closed_on` is the day on which the last case was closed, `contact_on` of the last contact; None: never.
    """

    runs: bool = False
    closed_on: date | None = None
    contact_on: date | None = None


@dataclass(frozen=True)
class Due:
    """From `due_on` on the record is kept no longer than its rule says."""

    kind: str
    due_on: date


def read(path: Path = SHIPPED) -> dict[str, Rule]:
    """The rules by their kind. Raises RulesBroken, with the line."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rules = [_rule(number, line) for number, line in enumerate(csv.DictReader(file), start=2)]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise RulesBroken(f"the retention rules {path} cannot be read") from None
    found = {rule.kind: rule for rule in rules}
    if len(found) != len(rules) or found.keys() != KINDS.keys():
        raise RulesBroken(f"the retention rules {path} need one line each for: {', '.join(KINDS)}")
    return found


def _rule(number: int, line: Mapping[str, str | None]) -> Rule:
    years, child = (line.get("years") or "").strip(), (line.get("child_from_18") or "").strip()
    source = {
        name.removeprefix(SOURCE): text for name, text in line.items() if name and name.startswith(SOURCE) and text
    }
    if not (years.isascii() and years.isdigit() and 0 < int(years) <= 100):
        raise RulesBroken(f"line {number} of the retention rules: years is a whole number from 1 to 100")
    if child not in {"yes", "no"} or not source:
        raise RulesBroken(f"line {number} of the retention rules: child_from_18 is yes or no, and a source is named")
    return Rule((line.get("kind") or "").strip(), int(years), child == "yes", source)


def together(parts: Iterable[Kept]) -> Kept:
    """What all parts say: something runs anywhere, and the latest days."""
    every = list(parts)
    return Kept(
        any(part.runs for part in every),
        _latest(part.closed_on for part in every),
        _latest(part.contact_on for part in every),
    )


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def due(kept: Kept, adult_on: date | None, rules: Mapping[str, Rule]) -> Due | None:
    """None while something runs, or when nothing says from when to count.

    A day that follows from a birthday is put off to the next first of January: the day itself would tell the
    birthday, which is sealed.
    """
    rule = rules[CLOSED_CASE if kept.closed_on else NO_CASE]
    last = _latest((kept.closed_on, kept.contact_on))
    if kept.runs or last is None:
        return None
    counted = years_after(last, rule.years)
    if rule.child_from_18 and adult_on is not None:
        counted = max(counted, date(adult_on.year + rule.years + 1, 1, 1))
    return Due(rule.kind, counted)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March in common years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def adult_on(birth: date | None, estimate: Mapping[str, object] | None) -> date | None:
    """The eighteenth birthday; by an estimated age the latest day that it can be. None when nothing is known."""
    if birth is not None:
        return years_after(birth, ADULT)
    if not estimate:
        return None
    return years_after(date.fromisoformat(str(estimate["as_of"])), ADULT - int(str(estimate["age"])))


def wrong_keeping(*, why: str, until: date, today: date) -> list[Problem]:
    checks = (
        (not why.strip(), WHY_MISSING("why")),
        (until <= today, NOT_AHEAD("until")),
        (until > years_after(today, LONGEST), TOO_LONG("until")),
    )
    return [problem for wrong, problem in checks if wrong]
