"""What may be done with decisions: decisions over plain values."""

from __future__ import annotations

from datetime import date
from typing import Final

from pokpong.areas.partnership.rules.meetings import check_day, check_text
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

LONGEST: Final = 500

TEXT_MISSING = ProblemKind("decision_text_missing", _("Write what was decided."))
OWNER_MISSING = ProblemKind("decision_owner_missing", _("Choose the official who does it. A decision needs an owner."))
OWNER_LEFT = ProblemKind("decision_owner_left", _("This official holds no post any more. Choose another one."))
DUE_TOO_EARLY = ProblemKind("decision_due_too_early", _("It cannot be due before the day on which it was decided."))
NO_QUORUM = ProblemKind(
    "decision_no_quorum",
    _("No decision can be taken: %(counted)s of %(members)s members came or sent somebody, %(needed)s are needed."),
)
NOT_HELD = ProblemKind("decision_not_held", _("Nothing can be decided before the meeting or the visit took place."))
RESULT_MISSING = ProblemKind("decision_result_missing", _("Write what was done."))
REASON_MISSING = ProblemKind("decision_reason_missing", _("Write why."))
ENDED = ProblemKind("decision_ended", _("This decision is no longer open."))
OUTCOME_UNKNOWN = ProblemKind("decision_outcome_unknown", _("Choose how it stands."))
REVIEWED = ProblemKind("decision_reviewed", _("This meeting has looked at this decision already."))
NOT_EARLIER = ProblemKind(
    "decision_not_earlier", _("A meeting reviews decisions that its committee took before, not its own ones.")
)


def check_decision(text: str, *, owner: bool, serving: bool, due: date | None, taken_on: date) -> list[Problem]:
    """All reasons against these values. `owner`: one was chosen; `serving`: who holds a post."""
    problems = [] if text else [TEXT_MISSING("text")]
    problems += check_text(text, "text", LONGEST)
    if not owner:
        problems.append(OWNER_MISSING("owner"))
    elif not serving:
        problems.append(OWNER_LEFT("owner"))
    problems += check_day(due, "due")
    return problems + ([DUE_TOO_EARLY("due")] if due is not None and due < taken_on else [])


def check_ending(text: str, missing: ProblemKind, field: str) -> list[Problem]:
    """What was done, or why it is dropped, is written in a few words."""
    return ([] if text else [missing(field)]) + check_text(text, field, LONGEST)


def check_review(outcome: str, remark: str, new_due: date | None, *, day: date) -> list[Problem]:
    """Reasons against a review at a meeting of `day`; what ends needs words, a new day lies after the meeting."""
    if outcome not in ("goes_on", "done", "dropped"):
        return [OUTCOME_UNKNOWN("outcome")]
    missing = {"done": RESULT_MISSING, "dropped": REASON_MISSING}.get(outcome)
    problems = [missing("remark")] if missing and not remark else []
    problems += check_text(remark, "remark", LONGEST)
    late = outcome == "goes_on" and new_due is not None and new_due < day
    return problems + ([DUE_TOO_EARLY("new_due")] if late else [])
