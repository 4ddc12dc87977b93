"""What holds for every row of the programme: names, codes, days, places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

LONGEST_NAME = 300
LONGEST_ABOUT = 2000
MOST_PLACES = 100
EARLIEST = date(1990, 1, 1)
LATEST = date(2100, 12, 31)
CODE = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z._/-]*[0-9A-Za-z])?", re.ASCII)

NAME_MISSING = ProblemKind("programme_name_missing", _("Write the name in Lao."))
TEXT_TOO_LONG = ProblemKind("programme_text_too_long", _("Write at most %(limit)s letters here."))
CODE_UNFIT = ProblemKind(
    "programme_code_unfit",
    _("Write a short code of Latin letters and figures, with points, strokes or hyphens between, such as IR1.2."),
)
CODE_TAKEN = ProblemKind("programme_code_taken", _("The code “%(code)s” is in use already."))
CHOICE_UNKNOWN = ProblemKind("programme_choice_unknown", _("Choose one of the answers in the list."))
DAY_MISSING = ProblemKind("programme_day_missing", _("Give the day."))
DAY_OUT_OF_RANGE = ProblemKind("programme_day_out_of_range", _("The day must lie between 1990 and 2100."))
ENDS_BEFORE_START = ProblemKind("programme_ends_before_start", _("The last day cannot lie before the first one."))
PLACES_MISSING = ProblemKind("programme_places_missing", _("Choose at least one place, or the whole country."))
TOO_MANY_PLACES = ProblemKind("programme_too_many_places", _("Choose at most %(limit)s places, or a larger one."))
PLACE_UNKNOWN = ProblemKind("programme_place_unknown", _("Choose a place that is in use."))
ORGANISATION_UNKNOWN = ProblemKind("programme_organisation_unknown", _("Choose an organisation that is not closed."))
REASON_MISSING = ProblemKind("programme_reason_missing", _("Write why, in at most 300 letters."))


def check_names(names: Mapping[str, str], field: str = "name") -> list[Problem]:
    """A Lao name is required; each is short."""
    problems = [] if names.get("lo") else [NAME_MISSING(f"{field}_lo")]
    return problems + check_texts(names, field, LONGEST_NAME)


def check_texts(texts: Mapping[str, str], field: str, limit: int) -> list[Problem]:
    """No text is longer than `limit`."""
    return [TEXT_TOO_LONG(f"{field}_{code}", limit=limit) for code, text in texts.items() if len(text) > limit]


def check_text(text: str, field: str, limit: int) -> list[Problem]:
    return [TEXT_TOO_LONG(field, limit=limit)] if len(text) > limit else []


def check_code(code: str, limit: int, *, taken: bool) -> list[Problem]:
    """A code is short, of Latin letters and figures, and only once in use."""
    if len(code) > limit or not CODE.fullmatch(code):
        return [CODE_UNFIT("code")]
    return [CODE_TAKEN("code", code=code)] if taken else []


def check_days(starts: date | None, ends: date | None, *, ends_needed: bool = False) -> list[Problem]:
    """A first day, perhaps a last one, in this order."""
    given = (("starts", starts), ("ends", ends))
    problems = [DAY_OUT_OF_RANGE(name) for name, day in given if day is not None and not EARLIEST <= day <= LATEST]
    problems += [DAY_MISSING("starts")] if starts is None else []
    problems += [DAY_MISSING("ends")] if ends is None and ends_needed else []
    return problems + ([ENDS_BEFORE_START("ends")] if starts and ends and ends < starts else [])


def check_places(paths: Sequence[str], unknown: Sequence[str]) -> list[Problem]:
    """`unknown` are those of `paths` that no place in use has."""
    if not paths:
        return [PLACES_MISSING("places")]
    problems = [TOO_MANY_PLACES("places", limit=MOST_PLACES)] if len(paths) > MOST_PLACES else []
    return problems + ([PLACE_UNKNOWN("places")] if unknown else [])


def check_reason(reason: str) -> list[Problem]:
    return [] if reason.strip() and len(reason) <= 300 else [REASON_MISSING("reason")]
