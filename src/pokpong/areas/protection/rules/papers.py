"""Which papers of a case may get a number. A number is drawn once, and only for what stands as it is sent."""

from __future__ import annotations

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

# What may be told of a person to a village authority rests on a consent for one of these purposes, with the name.
VILLAGE_PURPOSES = frozenset({"assistance", "family"})
VILLAGE_FIELDS = frozenset({"names"})
VILLAGE_KINDS = frozenset({"village_authority", "administration"})

KIND_UNKNOWN = ProblemKind("paper_kind_unknown", _("There is no such paper."))
NOT_SENT = ProblemKind("paper_not_sent", _("Only a referral that is on its way gets a letter with a number."))
NOT_CLOSED = ProblemKind(
    "paper_not_closed", _("A closure letter gets its number when a second person has approved the closure.")
)
NO_CONSENT = ProblemKind(
    "paper_no_consent", _("No consent allows to tell this village authority. Nothing is written to it.")
)
NO_ISSUER = ProblemKind(
    "paper_no_issuer",
    _("A number needs the short name of your organisation. Ask the administrator to write it in the directory."),
)
NUMBERED = ProblemKind("paper_numbered", _("This paper has its number already."))


def may_number(*, stands: bool, lacking: ProblemKind, has_issuer: bool, numbered: bool) -> list[Problem]:
    """Every reason against a number. `stands`: what the paper says no longer changes, else `lacking` is said."""
    found = []
    if not stands:
        found.append(lacking())
    if not has_issuer:
        found.append(NO_ISSUER())
    if numbered:
        found.append(NUMBERED())
    return found
