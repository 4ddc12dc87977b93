"""What may be planned with a person, over plain values: needs, goals, actions, notes, attachments."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from pokpong.areas.protection.vocabulary import plan as vocabulary
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

TEXT_LIMIT = 1000
NOTE_LIMIT = 8000
REASON_LIMIT = 1000
EARLIEST = date(2000, 1, 1)
MOST_ATTACHMENTS = 100

DOMAIN_UNKNOWN = ProblemKind("plan_domain_unknown", _("Choose what it is about."))
URGENCY_UNKNOWN = ProblemKind("need_urgency_unknown", _("Choose how urgent it is."))
OUTCOME_UNKNOWN = ProblemKind("plan_outcome_unknown", _("Choose how it ended."))
TEXT_MISSING = ProblemKind("plan_text_missing", _("Write it in a few words."))
REASON_MISSING = ProblemKind("plan_reason_missing", _("Write the reason in a few words."))
TEXT_TOO_LONG = ProblemKind("plan_text_too_long", _("Write at most %(limit)s letters. There are %(length)s now."))
DUE_PASSED = ProblemKind("plan_due_passed", _("This day has passed. Choose today or a later day."))
DUE_MISSING = ProblemKind("plan_due_missing", _("Write until when."))
DAY_IN_FUTURE = ProblemKind("plan_day_in_future", _("This day has not come yet."))
DAY_TOO_EARLY = ProblemKind("plan_day_too_early", _("This day lies too far back. Check the year."))
OWNER_OUTSIDE = ProblemKind("plan_owner_outside", _("Choose somebody of the team of this case."))
OTHER_CASE = ProblemKind("plan_other_case", _("Choose a need, goal or conference of this case."))
NOTE_KIND_UNKNOWN = ProblemKind("note_kind_unknown", _("Choose what kind of note it is."))
CORRECTED_ALREADY = ProblemKind(
    "note_corrected_already", _("This note was corrected before. Correct the newer one instead.")
)
ATTACHMENT_KIND_UNKNOWN = ProblemKind("attachment_kind_unknown", _("Choose what kind of file it is."))
ATTACHMENTS_TOO_MANY = ProblemKind("attachments_too_many", _("At most %(limit)s files can be kept with a case."))


def wrong_text(field: str, text: str, limit: int = TEXT_LIMIT, *, needed: bool = True) -> list[Problem]:
    checks = (
        (needed and not text, TEXT_MISSING(field)),
        (len(text) > limit, TEXT_TOO_LONG(field, limit=limit, length=len(text))),
    )
    return [problem for wrong, problem in checks if wrong]


def wrong_reason(reason: str, *, needed: bool = True, field: str = "reason") -> list[Problem]:
    checks = (
        (needed and not reason, REASON_MISSING(field)),
        (len(reason) > REASON_LIMIT, TEXT_TOO_LONG(field, limit=REASON_LIMIT, length=len(reason))),
    )
    return [problem for wrong, problem in checks if wrong]


def wrong_past_day(field: str, day: date, today: date) -> list[Problem]:
    """A day on which something was: not in the future, nor long before the programme."""
    checks = ((day > today, DAY_IN_FUTURE(field)), (day < EARLIEST, DAY_TOO_EARLY(field)))
    return [problem for wrong, problem in checks if wrong]


def wrong_due(field: str, day: date | None, today: date) -> list[Problem]:
    """A day until which something shall be done."""
    return [DUE_PASSED(field)] if day is not None and day < today else []


def wrong_need(*, domain: str, urgency: str, note: str) -> list[Problem]:
    checks = (
        (domain not in vocabulary.DOMAINS, DOMAIN_UNKNOWN("domain")),
        (urgency not in vocabulary.URGENCIES, URGENCY_UNKNOWN("urgency")),
    )
    return [*(problem for wrong, problem in checks if wrong), *wrong_text("note", note, needed=False)]


def wrong_need_end(outcome: str, reason: str) -> list[Problem]:
    """That the person does not want help with it is their right: what they said is welcome, never demanded."""
    unknown = outcome not in ("met", "not_wanted")
    return [*([OUTCOME_UNKNOWN("outcome")] if unknown else []), *wrong_reason(reason, needed=False)]


def wrong_goal(*, domain: str, text: str) -> list[Problem]:
    unknown = domain not in vocabulary.DOMAINS
    return [*([DOMAIN_UNKNOWN("domain")] if unknown else []), *wrong_text("text", text)]


def wrong_goal_end(outcome: str, reason: str) -> list[Problem]:
    unknown = outcome not in ("reached", "given_up")
    return [*([OUTCOME_UNKNOWN("outcome")] if unknown else []), *wrong_reason(reason, needed=outcome == "given_up")]


def wrong_owner(owner: object, team: Collection[object]) -> list[Problem]:
    return [] if owner in team else [OWNER_OUTSIDE("owner")]


def wrong_note(*, kind: str, text: str, on: date, today: date) -> list[Problem]:
    unknown = kind not in vocabulary.NOTE_KINDS
    return [
        *([NOTE_KIND_UNKNOWN("kind")] if unknown else []),
        *wrong_past_day("on", on, today),
        *wrong_text("text", text, NOTE_LIMIT),
    ]


def wrong_attachment(*, kind: str, kept: int) -> list[Problem]:
    checks = (
        (kind not in vocabulary.ATTACHMENT_KINDS, ATTACHMENT_KIND_UNKNOWN("kind")),
        (kept >= MOST_ATTACHMENTS, ATTACHMENTS_TOO_MANY("file", limit=MOST_ATTACHMENTS)),
    )
    return [problem for wrong, problem in checks if wrong]
