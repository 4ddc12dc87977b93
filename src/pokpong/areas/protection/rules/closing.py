"""When a case may be closed, and opened again. Over plain values."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from pokpong.areas.protection.rules.working import chosen, wrong_text
from pokpong.areas.protection.vocabulary import cases as vocabulary
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

SUMMARY_LIMIT = 4000
NEAR_DAYS = 14
CONTRADICTING = {"mistake", "double"}
NOBODY_TO_FOLLOW = {"mistake", "double", "died"}

REASONS_MISSING = ProblemKind("closure_reason_missing", _("Choose at least one reason for the closure."))
REASON_UNKNOWN = ProblemKind("closure_reason_unknown", _("This reason is not in the list."))
REASONS_CONTRADICT = ProblemKind(
    "closure_reasons_contradict", _("“By mistake” and “another case” stand alone; choose no other reason beside them.")
)
SUMMARY_MISSING = ProblemKind(
    "closure_summary_missing", _("Write what was reached and what is left, so that a colleague understands it later.")
)
TOLD_MISSING = ProblemKind("closure_told_missing", _("Choose whether the person knows of the closure."))
NOT_TOLD_YET = ProblemKind("closure_not_told", _("Talk with the person first. If that is not possible, say so here."))
WISHES_MISSING = ProblemKind(
    "closure_wishes_missing", _("Write what the person wishes: they do not agree, and who decides must know why.")
)
STILL_OPEN = ProblemKind("closure_still_open", _("End this first: %(words)s (%(count)s)."))
FOLLOW_UPS_SENSELESS = ProblemKind(
    "closure_follow_ups_senseless", _("With this reason nobody is followed up: take the follow-ups away.")
)
OWN_WORK = ProblemKind(
    "closure_own_work", _("Somebody else decides: you asked for this closure or are responsible for the case.")
)
NOT_ASKED = ProblemKind("closure_not_asked", _("No closure waits for a decision."))
NOT_YOURS = ProblemKind(
    "closure_not_yours", _("Only who asked for the closure takes it back; a supervisor sends it back.")
)


def wrong_closure(
    *, reasons: Collection[str], told: str, summary: str, wishes: str, follow_ups_go_on: bool
) -> list[Problem]:
    """Every reason why a closure cannot be asked for so."""
    wanted = set(reasons)
    problems = chosen(
        (
            (not wanted, REASONS_MISSING("reasons")),
            (bool(wanted - set(vocabulary.CLOSURE_REASONS)), REASON_UNKNOWN("reasons")),
            (bool(wanted & CONTRADICTING) and len(wanted) > 1, REASONS_CONTRADICT("reasons")),
            (bool(wanted & NOBODY_TO_FOLLOW) and follow_ups_go_on, FOLLOW_UPS_SENSELESS("follow_ups_go_on")),
            (told not in vocabulary.TOLD, TOLD_MISSING("told")),
            (told == "not_yet", NOT_TOLD_YET("told")),
            (told == "disagrees" and not wishes, WISHES_MISSING("wishes")),
            (not summary, SUMMARY_MISSING("summary")),
        )
    )
    return [*problems, *wrong_text(summary, "summary", SUMMARY_LIMIT), *wrong_text(wishes, "wishes", SUMMARY_LIMIT)]


def left_open(unfinished: Mapping[Any, int]) -> list[Problem]:
    """What must be ended before the case: `unfinished` counts by words. Only follow-ups may go on afterwards.

    An identification is never among them: no help waits for one, and no closure either.
    """
    return [STILL_OPEN("case", words=words, count=count) for words, count in unfinished.items() if count]


def is_far(day: date, planned: Collection[date]) -> bool:
    """Whether no follow-up is planned within two weeks of this day: nobody is asked the same twice in a fortnight."""
    return all(abs((day - other).days) > NEAR_DAYS for other in planned)


def may_decide(*, by: Any, asked_by: Any, lead: Any) -> list[Problem]:
    """Nobody approves their own work."""
    return [OWN_WORK("case")] if by in (asked_by, lead) else []
