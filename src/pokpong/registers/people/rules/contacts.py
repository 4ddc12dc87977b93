"""Contacts: what must be known before anybody calls."""

from __future__ import annotations

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.rules.vocabulary import CONTACT_KINDS, SAFETY, codes

VALUE_MISSING = ProblemKind("contact_value_missing", _("Write the number, the address or the name of the person."))
KIND_UNKNOWN = ProblemKind("contact_kind_unknown", _("Choose what kind of contact this is."))
SAFETY_UNKNOWN = ProblemKind("contact_safety_unknown", _("Say whether it is safe to use this contact."))
HOW_MISSING = ProblemKind("contact_how_missing", _("Write when, by whom and under what pretext it is safe."))
WHY_MISSING = ProblemKind("contact_why_missing", _("Write why it is no longer used."))
ALREADY_ENDED = ProblemKind("contact_already_ended", _("This contact was ended before."))


def contact_problems(*, kind: str, value: str, safety: str, how: dict[str, str]) -> list[Problem]:
    """`how` says `when`, `by_whom`, `pretext`, `never`: needed where a contact is safe under conditions only."""
    checks = (
        (kind not in codes(CONTACT_KINDS), KIND_UNKNOWN("kind")),
        (not value.strip(), VALUE_MISSING("value")),
        (safety not in codes(SAFETY), SAFETY_UNKNOWN("safety")),
        (safety == "careful" and not _says_how(how), HOW_MISSING("when")),
    )
    return [problem for wrong, problem in checks if wrong]


def _says_how(how: dict[str, str]) -> bool:
    return any(how.get(name, "").strip() for name in ("when", "by_whom", "pretext"))
