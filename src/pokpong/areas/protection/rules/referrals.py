"""Who may be referred where, with what, over plain values. No rule here looks at an identification."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pokpong.areas.protection.vocabulary import referrals as vocabulary
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.rules.record import GROUPS

TEXT_LIMIT = 2000
SHORTEST_WHY = 20
CONFIRM_WITHIN = timedelta(hours=24)
# What may be shared of a person: their own record. Relatives, households and what happened concern others too.
SHAREABLE: tuple[str, ...] = (*GROUPS, "contacts")

KIND_UNKNOWN = ProblemKind("referral_kind_unknown", _("Choose one of the kinds of help in the list."))
URGENCY_UNKNOWN = ProblemKind("referral_urgency_unknown", _("Say how urgent it is."))
ORGANISATION_UNKNOWN = ProblemKind(
    "referral_organisation_unknown", _("This organisation does not exist or is closed. Choose another one.")
)
NOT_OFFERED = ProblemKind("referral_not_offered", _("This organisation does not offer this kind of help."))
NOT_COVERED = ProblemKind(
    "referral_not_covered", _("This help is not for people of the district where the person is helped.")
)
NO_CAPACITY = ProblemKind(
    "referral_no_capacity", _("All places of this help are taken (%(taken)s of %(capacity)s). Choose another one.")
)
FIELDS_MISSING = ProblemKind("referral_fields_missing", _("Choose at least one kind of data to share."))
FIELD_UNSHAREABLE = ProblemKind(
    "referral_field_unshareable",
    _("Only what the record says about the person and how to reach them can be shared; relatives decide themselves."),
)
MESSAGE_MISSING = ProblemKind("referral_message_missing", _("Write what the organisation needs to know to help."))
TEXT_TOO_LONG = ProblemKind("referral_text_too_long", _("Write at most %(limit)s letters here (%(length)s now)."))
ANSWER_PAST = ProblemKind("referral_answer_past", _("The day for the answer has passed already. Choose a later one."))
SERVE_BEFORE_ANSWER = ProblemKind(
    "referral_serve_before_answer", _("The help cannot begin before the day by which the organisation answers.")
)
CONSENT_MISSING = ProblemKind(
    "referral_consent_missing",
    _(
        "No consent to a referral that holds today names this organisation and all of these data. Ask the person first,"
        " or record the exception that allows it."
    ),
)
EXCEPTION_UNKNOWN = ProblemKind("referral_exception_unknown", _("Choose one of the three exceptions."))
EXCEPTION_NOT_CHILD = ProblemKind(
    "referral_exception_not_child", _("This exception is for children. An adult decides alone.")
)
WHY_TOO_SHORT = ProblemKind(
    "referral_why_too_short", _("Write why in a few words, so that a colleague understands it in a year.")
)
NOT_AN_EXCEPTION = ProblemKind("referral_not_an_exception", _("No exception waits for a second person here."))
OWN_EXCEPTION = ProblemKind(
    "referral_own_exception", _("You sent this referral yourself. A second person decides about the exception.")
)
REASON_UNKNOWN = ProblemKind("referral_reason_unknown", _("Choose one of the reasons in the list."))
WORDS_NEEDED = ProblemKind("referral_words_needed", _("Write the other reason."))
OUTCOME_UNKNOWN = ProblemKind("referral_outcome_unknown", _("Say what came of it."))
NOTE_EMPTY = ProblemKind("referral_note_empty", _("Write the note."))
NOT_A_DRAFT = ProblemKind(
    "referral_not_a_draft", _("This referral was sent. Take it back and write a new one to change it.")
)
NOT_DUE = ProblemKind("referral_not_due", _("This referral has not lapsed."))


@dataclass(frozen=True)
class Wanted:
    """What is asked of an organisation. `organisation_open`: it exists and is not closed."""

    kind: str
    urgency: str
    fields: Collection[str]
    message: str
    reason: str
    answer_by: date
    serve_by: date
    organisation_open: bool = True
    kinds: Collection[str] = ()


def wrong_referral(wanted: Wanted, today: date) -> list[Problem]:
    """Every reason why a referral cannot be written so, before it is sent."""
    checks = (
        (wanted.kind not in wanted.kinds, KIND_UNKNOWN("kind")),
        (wanted.urgency not in vocabulary.URGENCIES, URGENCY_UNKNOWN("urgency")),
        (not wanted.organisation_open, ORGANISATION_UNKNOWN("organisation")),
        (not wanted.fields, FIELDS_MISSING("fields")),
        (bool(set(wanted.fields) - set(SHAREABLE)), FIELD_UNSHAREABLE("fields")),
        (not wanted.message, MESSAGE_MISSING("message")),
        (wanted.answer_by < today, ANSWER_PAST("answer_by")),
        (wanted.serve_by < wanted.answer_by, SERVE_BEFORE_ANSWER("serve_by")),
    )
    long = [*too_long(wanted.message, "message"), *too_long(wanted.reason, "reason")]
    return [*(problem for wrong, problem in checks if wrong), *long]


def too_long(text: str, field: str) -> list[Problem]:
    return [TEXT_TOO_LONG(field, limit=TEXT_LIMIT, length=len(text))] if len(text) > TEXT_LIMIT else []


@dataclass(frozen=True)
class Offered:
    """One service of the organisation, of the kind asked for. `covers`: it is for people of the case's district."""

    covers: bool
    capacity: int | None
    taken: int

    @property
    def is_full(self) -> bool:
        return self.capacity is not None and self.taken >= self.capacity


def wrong_offer(offers: Sequence[Offered]) -> list[Problem]:
    """Why the organisation cannot be asked: it does not offer this, not for here, or all places are taken."""
    if not offers:
        return [NOT_OFFERED("organisation")]
    here = [offer for offer in offers if offer.covers]
    if not here:
        return [NOT_COVERED("organisation")]
    full = all(offer.is_full for offer in here)
    first = here[0]
    return [NO_CAPACITY("organisation", taken=first.taken, capacity=first.capacity)] if full else []


def wrong_sharing(*, has_consent: bool, exception: str, why: str, is_child: bool | None) -> list[Problem]:
    """Without a consent that holds an exception must be written down; `is_child` is None when the age is not known."""
    if has_consent:
        return []
    if not exception:
        return [CONSENT_MISSING("consent")]
    if exception not in vocabulary.EXCEPTIONS:
        return [EXCEPTION_UNKNOWN("exception")]
    checks = (
        (exception == "best_interests_child" and is_child is False, EXCEPTION_NOT_CHILD("exception")),
        (len(why) < SHORTEST_WHY, WHY_TOO_SHORT("why")),
    )
    return [*(problem for wrong, problem in checks if wrong), *too_long(why, "why")]


def wrong_confirmation(*, waits: bool, own: bool) -> list[Problem]:
    """Nobody confirms an exception of their own."""
    checks = ((not waits, NOT_AN_EXCEPTION("referral")), (waits and own, OWN_EXCEPTION("referral")))
    return [problem for wrong, problem in checks if wrong]


def wrong_reason(code: str, known: Collection[str], words: str) -> list[Problem]:
    """A reason of the list; `other` needs words."""
    checks = ((code not in known, REASON_UNKNOWN("reason")), (code == "other" and not words, WORDS_NEEDED("words")))
    return [*(problem for wrong, problem in checks if wrong), *too_long(words, "words")]


def wrong_completion(outcome: str, feedback: str) -> list[Problem]:
    unknown = [] if outcome in vocabulary.OUTCOMES else [OUTCOME_UNKNOWN("outcome")]
    return [*unknown, *too_long(feedback, "words")]


def wrong_why(why: str, field: str = "why") -> list[Problem]:
    short = [] if len(why) >= SHORTEST_WHY else [WHY_TOO_SHORT(field)]
    return [*short, *too_long(why, field)]


def wrong_note(text: str) -> list[Problem]:
    return [*([] if text else [NOTE_EMPTY("text")]), *too_long(text, "text")]


def usual_days(urgency: str, today: date) -> tuple[date, date]:
    """The usual days by which to answer and to begin; those of `routine` for a code that is not known."""
    answer = vocabulary.ANSWER_DAYS.get(urgency, vocabulary.ANSWER_DAYS["routine"])
    serve = vocabulary.SERVE_DAYS.get(urgency, vocabulary.SERVE_DAYS["routine"])
    return today + timedelta(days=answer), today + timedelta(days=serve)


def is_unconfirmed(sent_at: datetime, now: datetime) -> bool:
    """Whether the time for a second person to confirm an exception has run out."""
    return now >= sent_at + CONFIRM_WITHIN


def has_lapsed(answer_by: date, days: int, today: date) -> bool:
    """Whether an unanswered referral has waited `days` days beyond the day of the answer."""
    return today > answer_by + timedelta(days=days)
