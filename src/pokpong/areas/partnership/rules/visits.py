"""What may be done with visits: decisions over plain values."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from typing import Final

from pokpong.areas.partnership.rules.meetings import (
    KIND_UNKNOWN,
    LONGEST_ITEM,
    check_day,
    check_text,
    check_time,
)
from pokpong.foundation.kernel.paths import parts
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

DISTRICT: Final = 2
LONGEST_FINDINGS: Final = 6000
MOST_DAYS: Final = 60

PURPOSE_MISSING = ProblemKind("visit_purpose_missing", _("Write what the visit is for."))
HOST_MISSING = ProblemKind("visit_host_missing", _("Choose the organisation that receives the visit."))
ENDS_BEFORE_START = ProblemKind("visit_ends_before_start", _("The last day cannot lie before the first one."))
TOO_LONG = ProblemKind("visit_too_long", _("A visit takes at most %(limit)s days."))
PLACE_UNKNOWN = ProblemKind("visit_place_unknown", _("Choose a place that is in use."))
DELEGATION_MISSING = ProblemKind("visit_delegation_missing", _("Say first who comes: officials or organisations."))
FINDINGS_MISSING = ProblemKind("visit_findings_missing", _("Write what was found."))
NOT_OPEN = ProblemKind("visit_not_open", _("This visit is reported or cancelled: this can no longer be changed."))
NOT_MADE = ProblemKind("visit_not_made", _("Record first that the visit was made."))
PARTY_MISSING = ProblemKind("visit_party_missing", _("Choose an official or an organisation."))
PARTY_TWICE = ProblemKind("visit_party_twice", _("They are named already."))
STOP_OUTSIDE = ProblemKind("stop_outside", _("This day lies outside the visit."))
LEAVES_STOPS = ProblemKind(
    "visit_leaves_stops",
    _("Stops of the schedule lie outside these days: %(count)s. Change their days first, or take them off."),
)
STOP_EMPTY = ProblemKind("stop_empty", _("Choose a place or an organisation, or write where it is."))
STOP_TOO_EXACT = ProblemKind(
    "stop_too_exact",
    _("Where shelters are must not be written down: name the district or province only, and nothing else."),
)


def too_exact(path: str, words: str = "") -> bool:
    """Whether a path and words say more of a shelter than its district."""
    return len(parts(path)) > DISTRICT or bool(words.strip())


def check_visit(
    purpose: str, *, host: bool, hidden: bool, place: str, in_use: bool, starts: date | None, ends: date | None
) -> list[Problem]:
    """All reasons against these values. `hidden`: the host is one whose whereabouts nobody may find here."""
    problems = [] if purpose else [PURPOSE_MISSING("purpose")]
    problems += check_text(purpose, "purpose", LONGEST_ITEM)
    problems += [] if host else [HOST_MISSING("host")]
    problems += [] if in_use or not place else [PLACE_UNKNOWN("place")]
    problems += [STOP_TOO_EXACT("place")] if hidden and too_exact(place) else []
    problems += check_day(starts, "starts") + check_day(ends, "ends")
    if starts is not None and ends is not None:
        problems += [ENDS_BEFORE_START("ends")] if ends < starts else []
        problems += [TOO_LONG("ends", limit=MOST_DAYS)] if (ends - starts).days > MOST_DAYS else []
    return problems


def check_stop(
    kind: str,
    kinds: Container[str],
    *,
    hidden: bool,
    place: str,
    in_use: bool,
    somewhere: bool,
    words: str,
    day: date | None,
    time: str,
    between: tuple[date, date],
) -> list[Problem]:
    """All reasons against a stop. `somewhere`: a place, an organisation or words say where it is."""
    problems = [] if kind in kinds else [KIND_UNKNOWN("kind")]
    problems += [] if in_use or not place else [PLACE_UNKNOWN("place")]
    problems += [] if somewhere else [STOP_EMPTY("place")]
    problems += [STOP_TOO_EXACT("words" if words.strip() else "place")] if hidden and too_exact(place, words) else []
    problems += check_text(words, "words", LONGEST_ITEM) + check_day(day) + check_time(time)
    outside = day is not None and not between[0] <= day <= between[1]
    return problems + ([STOP_OUTSIDE("day")] if outside else [])
