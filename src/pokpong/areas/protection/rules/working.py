"""What may be done while a case is worked on: risk, team, sight. Over plain values."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from pokpong.areas.protection.vocabulary import cases as vocabulary
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

NOTE_LIMIT = 4000
WHY_LIMIT = 2000
SHORTEST_WHY = 3
ASSESSABLE = tuple(level for level in vocabulary.RISKS if level != "unassessed")

RISK_UNKNOWN = ProblemKind("risk_level_unknown", _("Choose how high the risk is."))
FACTOR_UNKNOWN = ProblemKind("risk_factor_unknown", _("This risk is not in the list; write it in the note."))
RISK_LATER = ProblemKind("risk_day_later", _("A risk cannot be assessed on a day that has not come yet."))
REVIEW_TOO_EARLY = ProblemKind("risk_review_too_early", _("Choose a day after the assessment for the next one."))
REVIEW_TOO_LATE = ProblemKind(
    "risk_review_too_late",
    _("At this level the risk is assessed again within %(days)s days: by %(day)s."),
)
RISK_BEFORE_LAST = ProblemKind("risk_before_last", _("A later assessment stands in the record already."))
OTHER_WITHOUT_NOTE = ProblemKind("risk_note_missing", _("Write what the other risk is."))
TEXT_TOO_LONG = ProblemKind("case_text_too_long", _("Write at most %(limit)s letters here (%(length)s now)."))
REASON_MISSING = ProblemKind("case_reason_missing", _("Write the reason, so that a colleague understands it later."))

NOT_FIT = ProblemKind(
    "case_user_not_fit",
    _("This colleague cannot work on the case: no role for cases here, or kept from it."),
)
IN_TEAM = ProblemKind("case_user_in_team", _("This colleague is in the team already."))
NOT_IN_TEAM = ProblemKind("case_user_not_in_team", _("This colleague is not in the team."))
LEAD_STAYS = ProblemKind(
    "case_lead_stays", _("A case is never without somebody responsible. Hand it over to somebody else first.")
)
LEADS_ALREADY = ProblemKind("case_leads_already", _("This colleague is responsible for the case already."))
NOT_YOUR_TEAM = ProblemKind(
    "case_team_not_yours", _("Only who is responsible for the case, or a supervisor of its district, changes its team.")
)
NOBODY_CHOSEN = ProblemKind("case_nobody_chosen", _("Choose at least one colleague."))
NOT_YOURSELF = ProblemKind("case_not_yourself", _("You cannot shut yourself out. Another supervisor can do that."))
CIRCLE_WITHOUT_YOU = ProblemKind(
    "case_circle_without_you", _("Name yourself too, or you would shut yourself out of the case.")
)
CIRCLE_WITHOUT_LEAD = ProblemKind(
    "case_circle_without_lead", _("Name who is responsible for the case too, or hand the case over first.")
)


def chosen(checks: Collection[tuple[bool, Problem]]) -> list[Problem]:
    """The problems whose condition holds."""
    return [problem for wrong, problem in checks if wrong]


def wrong_reason(text: str, field: str = "reason") -> list[Problem]:
    missing = [REASON_MISSING(field)] if len(text) < SHORTEST_WHY else []
    return [*missing, *wrong_text(text, field, WHY_LIMIT)]


def wrong_text(text: str, field: str, limit: int = NOTE_LIMIT) -> list[Problem]:
    return [TEXT_TOO_LONG(field, limit=limit, length=len(text))] if len(text) > limit else []


def latest_review(level: str, assessed_on: date) -> date:
    """The last day on which a risk of this level is looked at again."""
    return assessed_on + timedelta(days=vocabulary.RISK_REVIEW_DAYS[level])


def wrong_assessment(
    *,
    level: str,
    factors: Collection[str],
    note: str,
    assessed_on: date,
    next_on: date,
    last_on: date | None,
    today: date,
) -> list[Problem]:
    """Every reason why a risk cannot be kept so."""
    unknown = set(factors) - set(vocabulary.RISK_FACTORS)
    problems = chosen(
        (
            (level not in ASSESSABLE, RISK_UNKNOWN("level")),
            (bool(unknown), FACTOR_UNKNOWN("factors")),
            ("other" in factors and not note, OTHER_WITHOUT_NOTE("note")),
            (assessed_on > today, RISK_LATER("assessed_on")),
            (last_on is not None and assessed_on < last_on, RISK_BEFORE_LAST("assessed_on")),
            (next_on <= assessed_on, REVIEW_TOO_EARLY("next_on")),
        )
    )
    return [*problems, *_late(level, assessed_on, next_on), *wrong_text(note, "note")]


def _late(level: str, assessed_on: date, next_on: date) -> list[Problem]:
    if level not in ASSESSABLE or next_on <= latest_review(level, assessed_on):
        return []
    latest = latest_review(level, assessed_on)
    return [REVIEW_TOO_LATE("next_on", days=vocabulary.RISK_REVIEW_DAYS[level], day=latest.strftime("%d/%m/%Y"))]
