"""Who may be invited to a case conference, and what it must leave behind, over plain values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from pokpong.areas.protection.rules import plan
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

MINUTES_LIMIT = 8000
WORDS_LIMIT = 120
MOST_GUESTS = 30
WHO = ("user", "organisation", "words")
CONSENT_PURPOSES = ("assistance", "referral")

NOBODY_INVITED = ProblemKind("conference_nobody", _("Invite at least one person."))
TOO_MANY_INVITED = ProblemKind("conference_too_many", _("At most %(limit)s can be invited."))
GUEST_UNREADABLE = ProblemKind(
    "conference_guest_unknown", _("Name each guest once: a colleague, an organisation or words.")
)
GUEST_TWICE = ProblemKind("conference_guest_twice", _("Somebody is invited twice."))
USER_OUTSIDE = ProblemKind(
    "conference_user_outside", _("Only colleagues of the team of this case can be invited by name.")
)
ORGANISATION_UNKNOWN = ProblemKind("conference_organisation_unknown", _("Choose an organisation of the list."))
FIELDS_UNKNOWN = ProblemKind("conference_fields_unknown", _("Choose from the parts of the person's record."))
NO_CONSENT = ProblemKind(
    "conference_no_consent",
    _(
        "The person has not agreed that this organisation hears these parts of the record. "
        "Record a consent, or choose no part."
    ),
)
WORDS_SHARE_NOTHING = ProblemKind(
    "conference_words_share_nothing", _("With a guest who belongs to no organisation nothing of the record is shared.")
)
PRESENT_UNKNOWN = ProblemKind("conference_present_unknown", _("Choose among those who were invited."))
NOT_PLANNED = ProblemKind("conference_not_planned", _("This conference was held or cancelled."))
HELD_LATER = ProblemKind(
    "conference_held_later", _("A conference cannot have been held on a day that has not come yet.")
)


def wrong_plan(*, purpose: str, where: str, time: str) -> list[Problem]:
    return [
        *plan.wrong_text("purpose", purpose),
        *plan.wrong_text("where", where, 200, needed=False),
        *plan.wrong_text("time", time, 40, needed=False),
    ]


def wrong_guests(
    guests: Sequence[Mapping[str, Any]],
    *,
    team: Collection[str],
    organisations: Collection[str],
    parts: Collection[str],
    agreed: Callable[[str, Collection[str]], bool],
) -> list[Problem]:
    """Every reason why these cannot be invited so.

    `agreed(organisation, fields)` tells whether a consent of the person lets the organisation hear these parts.
    """
    named = [(who, str(guest[who])) for guest in guests for who in WHO if guest.get(who)]
    found = [problem for guest in guests for problem in _wrong_guest(guest, team, organisations, parts, agreed)]
    checks = (
        (not guests, NOBODY_INVITED("invited")),
        (len(guests) > MOST_GUESTS, TOO_MANY_INVITED("invited", limit=MOST_GUESTS)),
        (len(set(named)) < len(named), GUEST_TWICE("invited")),
    )
    return list(dict.fromkeys([*(problem for wrong, problem in checks if wrong), *found]))


def _wrong_guest(
    guest: Mapping[str, Any],
    team: Collection[str],
    organisations: Collection[str],
    parts: Collection[str],
    agreed: Callable[[str, Collection[str]], bool],
) -> list[Problem]:
    named = [who for who in WHO if guest.get(who)]
    if len(named) != 1:
        return [GUEST_UNREADABLE("invited")]
    fields = list(guest.get("fields") or ())
    unknown = [FIELDS_UNKNOWN("fields")] if set(fields) - set(parts) else []
    if named[0] == "user":
        return [*unknown, *([] if guest["user"] in team else [USER_OUTSIDE("users")])]
    if named[0] == "words":
        long = plan.wrong_text("others", str(guest["words"]), WORDS_LIMIT)
        return [*unknown, *long, *([WORDS_SHARE_NOTHING("others")] if fields else [])]
    if guest["organisation"] not in organisations:
        return [*unknown, ORGANISATION_UNKNOWN("organisations")]
    return [*unknown, *([NO_CONSENT("organisations")] if fields and not agreed(guest["organisation"], fields) else [])]


def wrong_holding(*, minutes: str, held_on: date, today: date, present: Collection[int], guests: int) -> list[Problem]:
    checks = (
        (held_on > today, HELD_LATER("held_on")),
        (any(not 0 <= place < guests for place in present), PRESENT_UNKNOWN("present")),
    )
    found = [problem for wrong, problem in checks if wrong]
    return [*found, *plan.wrong_text("minutes", minutes, MINUTES_LIMIT)]
