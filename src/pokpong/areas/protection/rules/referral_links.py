"""What a one-time link may show, for how long, and when it is closed; over plain values."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

USUAL_DAYS = 7
MOST_DAYS = 30
MOST_WRONG_PINS = 5
RECIPIENT_LIMIT = 120
COUNTED_UP_TO = 999  # whoever holds a code can knock for weeks; the history has every try

NOT_SHARED = ProblemKind(
    "link_not_shared", _("Only a referral that was sent, and whose sharing has not ended, can be opened by a link.")
)
FIELDS_MISSING = ProblemKind("link_fields_missing", _("Choose at least one kind of data that the link shows."))
FIELD_NOT_SHARED = ProblemKind("link_field_not_shared", _("A link can show only what this referral shares."))
RECIPIENT_MISSING = ProblemKind("link_recipient_missing", _("Write who gets the link: a name or a post."))
RECIPIENT_TOO_LONG = ProblemKind("link_recipient_too_long", _("Write at most %(limit)s letters here."))
DAYS_WRONG = ProblemKind("link_days_wrong", _("A link holds for 1 to %(most)s days."))
SHOWN_ONCE = ProblemKind(
    "link_shown_once",
    _("This link was made already, and is shown only once. If it is lost, take it back and make a new one."),
)
ENDED = ProblemKind("link_ended", _("This link has ended already."))
NOT_DUE = ProblemKind("link_not_due", _("The time of this link has not run out."))


def wrong_link(
    *, shared: bool, offered: Collection[str], fields: Collection[str], days: int, recipient: str
) -> list[Problem]:
    """Every reason why a link cannot be made so. `offered`: what the referral shares at this moment."""
    checks = (
        (not shared, NOT_SHARED("referral")),
        (not fields, FIELDS_MISSING("fields")),
        (shared and bool(set(fields) - set(offered)), FIELD_NOT_SHARED("fields")),
        (not 1 <= days <= MOST_DAYS, DAYS_WRONG("days", most=MOST_DAYS)),
        (not recipient, RECIPIENT_MISSING("recipient")),
        (len(recipient) > RECIPIENT_LIMIT, RECIPIENT_TOO_LONG("recipient", limit=RECIPIENT_LIMIT)),
    )
    return [problem for wrong, problem in checks if wrong]


def end_of_link(now: datetime, days: int, consent_ends: datetime | None) -> datetime:
    """So many days from now, and never longer than the consent holds."""
    wanted = now + timedelta(days=days)
    return wanted if consent_ends is None else min(wanted, consent_ends)


def closes(wrong_pins: int) -> bool:
    """Whether so many wrong PINs close a link."""
    return wrong_pins >= MOST_WRONG_PINS


def tries_left(wrong_pins: int) -> int:
    return max(0, MOST_WRONG_PINS - wrong_pins)
