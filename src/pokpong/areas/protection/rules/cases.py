"""What may be done with a case, over plain values."""

from __future__ import annotations

from datetime import date

from pokpong.areas.protection.vocabulary import cases as vocabulary
from pokpong.foundation.kernel.paths import parts
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

SUMMARY_LIMIT = 4000
DISTRICT_LEVELS = 2

ORIGIN_UNKNOWN = ProblemKind("case_origin_unknown", _("Choose how the person came to this help."))
DISTRICT_MISSING = ProblemKind("case_district_missing", _("Choose the district where the person is helped."))
PLACE_TOO_DEEP = ProblemKind(
    "case_place_too_deep", _("A case shows the district only; the village stays sealed with the person.")
)
PLACE_UNKNOWN = ProblemKind("case_place_unknown", _("Choose a district that is in the list and in use."))
OPENED_MISSING = ProblemKind("case_opened_missing", _("Write the day on which the case was opened."))
OPENED_LATER = ProblemKind("case_opened_later", _("A case cannot be opened on a day that has not come yet."))
ALREADY_OPEN = ProblemKind("case_already_open", _("This person has a case that is not closed. Work on that one."))
CASE_CLOSED = ProblemKind(
    "case_closed", _("This case is closed. A supervisor can open it again first; the person does not wait for that.")
)
CASE_CLOSING = ProblemKind(
    "case_closing",
    _("The closure of this case waits for a second person. Take the closure back first if the work goes on."),
)
SUMMARY_TOO_LONG = ProblemKind("case_summary_too_long", _("Write at most %(limit)s letters here (%(length)s now)."))
# What is done also in a case that is closed or waits for its closure. Every other step of a case is refused then.
ALSO_AT_REST = frozenset(
    {
        "case.approve_closure",
        "case.compartment",
        "case.recuse",
        "case.reopen",
        "case.send_back",
        "case.take_back_closure",
        "follow_up.cancel",
        "follow_up.do",
        "follow_up.move",
        "follow_up.plan",
        "follow_up.schedule",
        "identification.record",
        "identification.take_back",
        "paper.issue",
        "referral.accept",
        "referral.complete",
        "referral.confirm_exception",
        "referral.decline",
        "referral.fail",
        "referral.note",
        "referral.receive",
        "referral.refuse_exception",
        "referral.start",
        "referral.withdraw",
        "referral_link.make",
        "referral_link.revoke",
        "screening.decide",
        "screening.drop",
        "screening.finish",
    }
)


def wrong_place(place_path: str) -> list[Problem]:
    """A case stands at a province's district, never deeper, for a thief must not learn the village."""
    depth = len(parts(place_path))
    checks = ((depth == 0, DISTRICT_MISSING("place")), (depth > DISTRICT_LEVELS, PLACE_TOO_DEEP("place")))
    return [problem for wrong, problem in checks if wrong]


def wrong_origin(origin: str) -> list[Problem]:
    return [] if origin in vocabulary.ORIGINS else [ORIGIN_UNKNOWN("origin")]


def wrong_opening(*, origin: str, place_path: str, opened_on: date, today: date, has_case: bool) -> list[Problem]:
    """Every reason why a case cannot be opened so."""
    has_one = [ALREADY_OPEN("person")] if has_case else []
    return [*has_one, *wrong_origin(origin), *wrong_place(place_path), *wrong_day(opened_on, today)]


def wrong_day(opened_on: date | None, today: date) -> list[Problem]:
    if opened_on is None:
        return [OPENED_MISSING("opened_on")]
    return [OPENED_LATER("opened_on")] if opened_on > today else []


def wrong_summary(text: str) -> list[Problem]:
    too_long = len(text) > SUMMARY_LIMIT
    return [SUMMARY_TOO_LONG("summary", limit=SUMMARY_LIMIT, length=len(text))] if too_long else []


def not_at_work(at_work: bool, *, closing: bool = False) -> list[Problem]:
    """A case is worked on while it is open. Every action on a part of a case asks this."""
    if at_work:
        return []
    return [CASE_CLOSING("case") if closing else CASE_CLOSED("case")]
