"""Who may consent to what: decisions over plain values.

An adult decides alone. For a child the guardian consents and the child is asked (Convention on the Rights of the
Child, article 12); from 15 years the child consents too. A guardian who is suspected of having had a part in it
cannot consent: a social welfare authority does in their place. Without an age nobody can tell which rule holds.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.rules.ages import CHILD_BELOW
from pokpong.registers.people.rules.record import EVERYTHING
from pokpong.registers.people.rules.vocabulary import GUARDIANS

CONSENTS_FROM = 15
LONGEST = timedelta(days=366)
ONESELF, GUARDIAN, AUTHORITY = "self", "guardian", "authority"

PURPOSES: list[tuple[str, Words]] = [
    ("assistance", _("Assistance by this programme")),
    ("referral", _("Referral to a service")),
    ("identification", _("Identification as a victim")),
    ("justice", _("Complaint or criminal case")),
    ("family", _("Looking for the family or going home")),
    ("picture", _("Pictures or sound")),
    ("training", _("Courses, work or start-up money")),
]
GIVEN_BY: list[tuple[str, Words]] = [
    (ONESELF, _("The person")),
    (GUARDIAN, _("The person's guardian")),
    (AUTHORITY, _("The social welfare authority, in place of a guardian")),
]
ASSENTS: list[tuple[str, Words]] = [
    ("yes", _("The child was asked and agrees")),
    ("no", _("The child was asked and does not agree")),
    ("cannot", _("The child is too young or cannot answer")),
    ("not_asked", _("The child was not asked")),
]
WAYS: list[tuple[str, Words]] = [
    ("written", _("Signed on paper")),
    ("fingerprint", _("Finger print on paper")),
    ("spoken", _("Spoken, with a witness")),
]
# Not offered to choose: a file that was taken over says so, and `witness` then says where the paper lies.
ELSEWHERE = "elsewhere"
KNOWN_WAYS: list[tuple[str, Words]] = [*WAYS, (ELSEWHERE, _("Recorded in another system"))]

AGE_NEEDED = ProblemKind(
    "consent_age_needed", _("Write the age first, estimated if need be: it decides who may consent.")
)
ADULT_DECIDES = ProblemKind("consent_adult_decides", _("An adult decides: only the person can consent."))
GUARDIAN_MISSING = ProblemKind(
    "consent_guardian_missing", _("For a child, say which guardian consents; add the relation first.")
)
CHILD_ALONE = ProblemKind(
    "consent_child_alone", _("A child cannot consent alone: a guardian or the social welfare authority does.")
)
GUARDIAN_SUSPECT = ProblemKind(
    "consent_guardian_suspect",
    _("This guardian is suspected of having a part in it and cannot consent. Ask the social welfare authority."),
)
NOT_GUARDIAN = ProblemKind("consent_not_guardian", _("This relation is not one of a guardian."))
ASSENT_NEEDED = ProblemKind("consent_assent_needed", _("Ask the child and write down what it answered."))
ASSENT_REFUSED = ProblemKind(
    "consent_assent_refused", _("The child does not agree. Nothing is shared; talk about it again later.")
)
TOO_YOUNG_WRONG = ProblemKind(
    "consent_child_can_answer", _("From 15 years the child consents too: ask again, with an interpreter if needed.")
)
AUTHORITY_MISSING = ProblemKind("consent_authority_missing", _("Name the authority and who decided there."))
PURPOSE_UNKNOWN = ProblemKind("consent_purpose_unknown", _("Choose what the consent is for."))
NO_RECIPIENTS = ProblemKind("consent_no_recipients", _("Name at least one organisation that will receive it."))
NO_FIELDS = ProblemKind("consent_no_fields", _("Choose at least one kind of data."))
GIVEN_LATER = ProblemKind("consent_given_later", _("A consent cannot be given on a day that has not come yet."))
EXPIRES_BEFORE = ProblemKind("consent_expires_before", _("The consent must end after the day on which it was given."))
TOO_LONG = ProblemKind("consent_too_long", _("A consent lasts at most twelve months; then it is asked for again."))
EVIDENCE_MISSING = ProblemKind(
    "consent_evidence_missing", _("Add a picture of the signed paper, or say that the consent was spoken.")
)
WITNESS_MISSING = ProblemKind("consent_witness_missing", _("A spoken consent needs the name of a witness."))
ALREADY_WITHDRAWN = ProblemKind("consent_already_withdrawn", _("This consent was withdrawn before."))


@dataclass(frozen=True)
class Asked:
    """What was asked and answered. `age` in years on the day; `guardian` the kind of relation, "" when none."""

    age: int | None
    purpose: str
    recipients: Collection[str]
    fields: Collection[str]
    given_by: str
    given_on: date
    expires_on: date
    way: str
    guardian: str = ""
    guardian_suspected: bool = False
    assent: str = ""
    authority: str = ""
    witness: str = ""
    has_evidence: bool = False


def consent_problems(asked: Asked, today: date) -> list[Problem]:
    """Every reason why this consent does not hold; none when it does."""
    return [*_content(asked), *_days(asked, today), *_evidence(asked), *_who(asked)]


def _content(asked: Asked) -> list[Problem]:
    checks = (
        (asked.purpose not in dict(PURPOSES), PURPOSE_UNKNOWN("purpose")),
        (not asked.recipients, NO_RECIPIENTS("recipients")),
        (not asked.fields or bool(set(asked.fields) - set(EVERYTHING)), NO_FIELDS("fields")),
    )
    return [problem for wrong, problem in checks if wrong]


def _days(asked: Asked, today: date) -> list[Problem]:
    checks = (
        (asked.given_on > today, GIVEN_LATER("given_on")),
        (asked.expires_on <= asked.given_on, EXPIRES_BEFORE("expires_on")),
        (asked.expires_on - asked.given_on > LONGEST, TOO_LONG("expires_on")),
    )
    return [problem for wrong, problem in checks if wrong]


def _evidence(asked: Asked) -> list[Problem]:
    if asked.way in ("spoken", ELSEWHERE):
        return [] if asked.witness else [WITNESS_MISSING("witness")]
    return [] if asked.has_evidence else [EVIDENCE_MISSING("evidence")]


def _who(asked: Asked) -> list[Problem]:
    if asked.age is None:
        return [AGE_NEEDED("given_by")]
    if asked.age >= CHILD_BELOW:
        return [] if asked.given_by == ONESELF else [ADULT_DECIDES("given_by")]
    return [*_in_the_childs_place(asked), *_assent(asked, asked.age)]


def _in_the_childs_place(asked: Asked) -> list[Problem]:
    if asked.given_by == AUTHORITY:
        return [] if asked.authority else [AUTHORITY_MISSING("authority")]
    if asked.given_by != GUARDIAN:
        return [CHILD_ALONE("given_by")]
    if not asked.guardian:
        return [GUARDIAN_MISSING("guardian")]
    if asked.guardian not in GUARDIANS:
        return [NOT_GUARDIAN("guardian")]
    return [GUARDIAN_SUSPECT("guardian")] if asked.guardian_suspected else []


def _assent(asked: Asked, age: int) -> list[Problem]:
    if asked.assent == "yes":
        return []
    if asked.assent == "no":
        return [ASSENT_REFUSED("assent")]
    if asked.assent == "cannot":
        return [TOO_YOUNG_WRONG("assent")] if age >= CONSENTS_FROM else []
    return [ASSENT_NEEDED("assent")]


def covers(
    *, purpose: str, recipients: Collection[str], fields: Collection[str], wanted: tuple[str, str, Collection[str]]
) -> bool:
    """Whether a consent to `purpose`, `recipients` and `fields` allows (purpose, recipient, fields)."""
    wanted_purpose, recipient, wanted_fields = wanted
    return purpose == wanted_purpose and recipient in recipients and set(wanted_fields) <= set(fields)
