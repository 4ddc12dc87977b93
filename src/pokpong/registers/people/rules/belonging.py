"""Relations and households."""

from __future__ import annotations

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.rules.vocabulary import RELATION_KINDS, codes

RELATION_KIND_UNKNOWN = ProblemKind("relation_kind_unknown", _("Choose how they are related."))
OTHER_MISSING = ProblemKind("relation_other_missing", _("Choose the other person, or write a name."))
OTHER_TWICE = ProblemKind("relation_other_twice", _("Choose a person of the register or write a name, not both."))
WITH_ONESELF = ProblemKind("relation_with_oneself", _("A person cannot be related to themselves."))
SUSPICION_WHY = ProblemKind("relation_suspicion_why", _("Write why this relative is suspected."))
RELATION_TWICE = ProblemKind("relation_twice", _("This relation is recorded already."))
RELATION_ENDED = ProblemKind("relation_already_ended", _("This relation was ended before."))

LABEL_MISSING = ProblemKind(
    "household_label_missing", _("Write what the household is called: the house number, the family.")
)
VILLAGE_MISSING = ProblemKind("household_village_missing", _("Choose the village of the household."))
LIVES_ELSEWHERE = ProblemKind("household_lives_elsewhere", _("This person lives in another household. End that first."))
LIVES_HERE = ProblemKind("household_lives_here", _("This person is a member already."))
HEAD_TAKEN = ProblemKind("household_head_taken", _("This household has a head. A household has one."))
LEFT_ALREADY = ProblemKind("household_left_already", _("This person left the household before."))


def relation_problems(
    *, kind: str, other_named: bool, name: str, oneself: bool, suspected: bool, why: str
) -> list[Problem]:
    checks = (
        (kind not in codes(RELATION_KINDS), RELATION_KIND_UNKNOWN("kind")),
        (not other_named and not name.strip(), OTHER_MISSING("other_name")),
        (other_named and bool(name.strip()), OTHER_TWICE("other_name")),
        (oneself, WITH_ONESELF("other")),
        (suspected and not why.strip(), SUSPICION_WHY("suspected_why")),
    )
    return [problem for wrong, problem in checks if wrong]


def join_problems(*, lives_here: bool, lives_elsewhere: bool, is_head: bool, has_head: bool) -> list[Problem]:
    checks = (
        (lives_here, LIVES_HERE("household")),
        (lives_elsewhere, LIVES_ELSEWHERE("household")),
        (is_head and has_head, HEAD_TAKEN("is_head")),
    )
    return [problem for wrong, problem in checks if wrong]
