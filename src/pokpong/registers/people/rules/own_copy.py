"""Who may ask for a copy of what is kept about a person, and to whom it may be handed: decisions over plain values.

An adult asks alone. For a child below 15 years a guardian may ask, unless they are suspected of having had a part in
it; from 15 years the child asks. A child of any age may ask alone. Nobody else is ever handed a copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.rules.ages import CHILD_BELOW
from pokpong.registers.people.rules.consent import CONSENTS_FROM, GUARDIAN, ONESELF
from pokpong.registers.people.rules.vocabulary import GUARDIANS

NOTE_LIMIT = 500
ASKERS: list[tuple[str, Words]] = [
    (ONESELF, _("The person")),
    (GUARDIAN, _("The person's guardian")),
]
IDENTITY: list[tuple[str, Words]] = [
    ("paper", _("An identity paper was shown")),
    ("known", _("Whoever writes this knows them for some time")),
    ("vouched", _("Somebody whom this office trusts knows them: say who in the note")),
]
LANGUAGES: list[tuple[str, Words]] = [
    ("lo", _("Lao")),
    ("en", _("English")),
    ("lo-en", _("Lao with English")),
]
COPY_OPEN = ("asked", "prepared")  # states in which it is not with the person yet
TAKEN, KEPT_HERE, READ_OUT = "taken", "kept_here", "read_out"
WHERE: list[tuple[str, Words]] = [
    (TAKEN, _("They take it along")),
    (KEPT_HERE, _("The office keeps it for them, closed, under their number")),
    (READ_OUT, _("It was read out to them; the paper was destroyed")),
]

ASKER_UNKNOWN = ProblemKind("copy_asker_unknown", _("Say who asks: the person or a guardian."))
IDENTITY_MISSING = ProblemKind("copy_identity_missing", _("Say how you know that it is really them."))
VOUCHER_MISSING = ProblemKind("copy_voucher_missing", _("Write in the note who knows them."))
LANGUAGE_UNKNOWN = ProblemKind("copy_language_unknown", _("Choose a language of the copy."))
ADULT_ASKS = ProblemKind("copy_adult_asks", _("An adult asks alone: nobody else is given a copy."))
AGE_NEEDED = ProblemKind("copy_age_needed", _("Write the age first, estimated if need be: it decides who may ask."))
YOUTH_ASKS = ProblemKind("copy_youth_asks", _("From 15 years the person asks alone: no guardian is given a copy."))
GUARDIAN_MISSING = ProblemKind("copy_guardian_missing", _("Say which guardian; add the relation first."))
NOT_GUARDIAN = ProblemKind("copy_not_guardian", _("This relation is not one of a guardian."))
GUARDIAN_SUSPECT = ProblemKind(
    "copy_guardian_suspect", _("This guardian is given no copy. Talk with the person alone and with your supervisor.")
)
ASKED_ALREADY = ProblemKind("copy_asked_already", _("A copy was asked for already and is not handed over yet."))
NOT_WHOLE = ProblemKind(
    "copy_not_whole",
    _("You do not see everything that is kept about this person, so you cannot prepare the copy. Ask who does."),
)
WHERE_UNKNOWN = ProblemKind("copy_where_unknown", _("Say where the paper is now."))
NOT_ASKED_WHETHER_SAFE = ProblemKind(
    "copy_not_asked_whether_safe", _("Ask first whether it is safe to carry the paper home, and tick it.")
)
TOO_EARLY = ProblemKind("copy_too_early", _("It cannot be handed over before it was asked for."))
IN_FUTURE = ProblemKind("copy_in_future", _("This day has not come yet."))
WHY_MISSING = ProblemKind("copy_why_missing", _("Write why no copy is handed over."))


@dataclass(frozen=True)
class Receiver:
    """Who asks or receives: `asker` a code of `ASKERS`; `age` in years today; `guardian` the kind of the relation."""

    asker: str
    identity: str
    note: str = ""
    age: int | None = None
    guardian: str = ""
    suspected: bool = False


def asking_problems(receiver: Receiver, *, language: str, open_already: bool) -> list[Problem]:
    """Every reason why nothing is asked for."""
    checks = (
        (language not in dict(LANGUAGES), LANGUAGE_UNKNOWN("language")),
        (open_already, ASKED_ALREADY("person")),
    )
    return [*receiver_problems(receiver), *(problem for wrong, problem in checks if wrong)]


def receiver_problems(receiver: Receiver) -> list[Problem]:
    """Every reason why these may not have it, or are not known well enough."""
    checks = (
        (receiver.asker not in dict(ASKERS), ASKER_UNKNOWN("asker")),
        (receiver.identity not in dict(IDENTITY), IDENTITY_MISSING("identity")),
        (receiver.identity == "vouched" and not receiver.note, VOUCHER_MISSING("note")),
    )
    found = [problem for wrong, problem in checks if wrong]
    return [*found, *(_guardian(receiver) if receiver.asker == GUARDIAN else [])]


def _guardian(receiver: Receiver) -> list[Problem]:
    if receiver.age is None:
        return [AGE_NEEDED("asker")]
    if receiver.age >= CHILD_BELOW:
        return [ADULT_ASKS("asker")]
    if receiver.age >= CONSENTS_FROM:
        return [YOUTH_ASKS("asker")]
    if not receiver.guardian:
        return [GUARDIAN_MISSING("guardian")]
    if receiver.guardian not in GUARDIANS:
        return [NOT_GUARDIAN("guardian")]
    return [GUARDIAN_SUSPECT("guardian")] if receiver.suspected else []


def handing_problems(*, where: str, asked_whether_safe: bool, on: date, asked_on: date, today: date) -> list[Problem]:
    """What is wrong with handing it over, beside who receives it."""
    checks = (
        (where not in dict(WHERE), WHERE_UNKNOWN("where")),
        (where == TAKEN and not asked_whether_safe, NOT_ASKED_WHETHER_SAFE("asked_whether_safe")),
        (on < asked_on, TOO_EARLY("on")),
        (on > today, IN_FUTURE("on")),
    )
    return [problem for wrong, problem in checks if wrong]
