"""The Washington Group Short Set on Functioning: six questions, and when they count as a disability.

Source: Washington Group on Disability Statistics, Short Set (WG-SS), recommended cut-off: at least one domain with
"a lot of difficulty" or "cannot do at all".
"""

from __future__ import annotations

from collections.abc import Mapping

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.kernel.words import lazy as _

DOMAINS: list[tuple[str, Words]] = [
    ("seeing", _("Seeing, even with glasses")),
    ("hearing", _("Hearing, even with a hearing aid")),
    ("walking", _("Walking or climbing steps")),
    ("remembering", _("Remembering or concentrating")),
    ("self_care", _("Washing all over or dressing")),
    ("communicating", _("Understanding or being understood in one's own language")),
]
DEGREES: list[tuple[str, Words]] = [
    ("none", _("No difficulty")),
    ("some", _("Some difficulty")),
    ("a_lot", _("A lot of difficulty")),
    ("cannot", _("Cannot do at all")),
]
COUNTING = frozenset({"a_lot", "cannot"})

ANSWER_UNKNOWN = ProblemKind("disability_answer_unknown", _("Choose one of the four answers."))


def disability_of(answers: Mapping[str, str]) -> str:
    """`yes`, `no` (all six asked, none counts) or `unknown` (not all asked, none counts)."""
    if any(degree in COUNTING for degree in answers.values()):
        return "yes"
    return "no" if {code for code, _words in DOMAINS} <= set(answers) else "unknown"


def answer_problems(answers: Mapping[str, str]) -> list[Problem]:
    domains, degrees = dict(DOMAINS), dict(DEGREES)
    wrong = any(domain not in domains or degree not in degrees for domain, degree in answers.items())
    return [ANSWER_UNKNOWN("disability_answers")] if wrong else []
