"""What may be done with an identification, over plain values. No other rule asks for one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from pokpong.areas.protection.vocabulary import screening as vocabulary
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.rules.record import GROUPS

NOTE_LIMIT = 2000
FEWEST_WHY = 5
LETTER_LIMIT = 80
ANSWER_WITHIN = timedelta(days=14)
READ_WITHIN = timedelta(days=3)
# What may be shown to the deciding body, each with the person's consent; never the case, its notes or services.
SHAREABLE = (*GROUPS, "contacts")
# Who decides when the settings name no organisation.
DECIDING_KINDS = frozenset({"police", "ministry", "department", "prosecutor"})

ALREADY_PRESUMED = ProblemKind(
    "identification_already_presumed", _("This case has an identification already. Work on that one.")
)
WHY_MISSING = ProblemKind("identification_why_missing", _("Write why, in a few words."))
NOTE_TOO_LONG = ProblemKind(
    "identification_note_too_long", _("Write at most %(limit)s letters. There are %(length)s now.")
)
BODY_UNKNOWN = ProblemKind("identification_body_unknown", _("Choose the body that decides."))
NOT_A_BODY = ProblemKind(
    "identification_not_a_body", _("This organisation does not decide who is formally identified.")
)
FIELDS_UNKNOWN = ProblemKind("identification_fields_unknown", _("Choose what the body may see, at least one part."))
CONSENT_MISSING = ProblemKind(
    "identification_consent_missing",
    _("The person's consent to identification does not cover this body and these parts. Ask the person first."),
)
LETTER_MISSING = ProblemKind("identification_letter_missing", _("Write the number of the letter."))
LETTER_TOO_LONG = ProblemKind("identification_letter_too_long", _("The number of a letter has at most 80 letters."))
LETTER_DAY_MISSING = ProblemKind("identification_letter_day_missing", _("Write the day of the letter."))
LETTER_LATER = ProblemKind("identification_letter_later", _("This day has not come yet."))
ANSWER_UNKNOWN = ProblemKind("identification_answer_unknown", _("Choose the answer."))
REASON_MISSING = ProblemKind("identification_reason_missing", _("Write why it was declined, in a few words."))


@dataclass(frozen=True)
class Letter:
    """What a body answered on paper: `answer` formal or declined. Text is canonical and trimmed."""

    answer: str
    number: str
    on: date | None
    reason: str = ""


def may_decide(body: str, kind: str, bodies: Collection[str]) -> bool:
    """Whether this organisation's letter makes it formal: one of `bodies`, or of a deciding kind when none is named."""
    return body in bodies if bodies else kind in DECIDING_KINDS


def wrong_body(*, known: bool, deciding: bool) -> list[Problem]:
    if not known:
        return [BODY_UNKNOWN("body")]
    return [] if deciding else [NOT_A_BODY("body")]


def wrong_fields(fields: Collection[str]) -> list[Problem]:
    return [] if fields and set(fields) <= set(SHAREABLE) else [FIELDS_UNKNOWN("fields")]


def wrong_letter(letter: Letter, today: date) -> list[Problem]:
    """It is formal only with the number and the day of a letter; to decline needs the reason, its letter may follow."""
    formal = letter.answer == "formal"
    checks = (
        (letter.answer not in vocabulary.ANSWERED, ANSWER_UNKNOWN("answer")),
        (formal and not letter.number, LETTER_MISSING("number")),
        (len(letter.number) > LETTER_LIMIT, LETTER_TOO_LONG("number")),
        (formal and letter.on is None, LETTER_DAY_MISSING("on")),
        (letter.on is not None and letter.on > today, LETTER_LATER("on")),
        (letter.answer == "declined" and len(letter.reason) < FEWEST_WHY, REASON_MISSING("reason")),
    )
    return [*(problem for wrong, problem in checks if wrong), *wrong_note(letter.reason, "reason")]


def wrong_why(why: str, field: str = "why") -> list[Problem]:
    return [WHY_MISSING(field)] if len(why) < FEWEST_WHY else wrong_note(why, field)


def wrong_note(text: str, field: str) -> list[Problem]:
    too_long = len(text) > NOTE_LIMIT
    return [NOTE_TOO_LONG(field, limit=NOTE_LIMIT, length=len(text))] if too_long else []
