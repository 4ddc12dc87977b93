"""Why somebody may see a person."""

from __future__ import annotations

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

INTAKE = "person"  # the person came, or was brought, to the office: the record itself is the reason
SHORTEST_WHY = 10

REASON_UNKNOWN = ProblemKind(
    "tie_reason_unknown", _("The record that gives the reason is not there, or is out of your sight.")
)
WHY_MISSING = ProblemKind("tie_why_missing", _("Write in a few words how the person came to you."))
NO_REASON = ProblemKind(
    "tie_no_reason", _("A home village, a household or a search hit is never a reason to see a person.")
)
END_WHY_MISSING = ProblemKind("tie_end_why_missing", _("Write why this tie ends."))
ALREADY_ENDED = ProblemKind("tie_already_ended", _("This tie ended before."))
ASSIGN_WHY_MISSING = ProblemKind(
    "tie_assign_why_missing", _("Write in a few words why this colleague works with the person.")
)
NOT_ASSIGNABLE = ProblemKind("tie_not_assignable", _("Choose a colleague who works with persons and has not left."))
NEVER_A_REASON = frozenset({"place", "household", "household_member", "relation", "name_index"})


def reason_problems(*, kind: str, why: str, there: bool) -> list[Problem]:
    """`there`: whether the record that gives the reason exists and is in the actor's sight."""
    if kind in NEVER_A_REASON:
        return [NO_REASON("because")]
    if kind == INTAKE:
        return [WHY_MISSING("why")] if len(why.strip()) < SHORTEST_WHY else []
    return [] if there else [REASON_UNKNOWN("because")]
