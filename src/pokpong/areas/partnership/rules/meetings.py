"""What may be done with meetings: decisions over plain values."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

EARLIEST: Final = date(1950, 1, 1)
LONGEST_SUBJECT: Final = 200
LONGEST_ITEM: Final = 300
LONGEST_MINUTES: Final = 6000
LONGEST_NAME: Final = 120
LONGEST_REASON: Final = 300
MOST_ITEMS: Final = 40
COUNTED: Final = ("present", "sent")  # who sent somebody is represented
_TIME: Final = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)

KIND_UNKNOWN = ProblemKind("meeting_kind_unknown", _("Choose one of the kinds in the list."))
SUBJECT_MISSING = ProblemKind("meeting_subject_missing", _("Write what it is about."))
TEXT_TOO_LONG = ProblemKind("partnership_text_too_long", _("Write at most %(limit)s letters here."))
DAY_MISSING = ProblemKind("partnership_day_missing", _("Give the day."))
DAY_TOO_EARLY = ProblemKind("partnership_day_too_early", _("This day lies before the year 1950."))
DAY_IN_FUTURE = ProblemKind("partnership_day_in_future", _("This day lies in the future."))
TIME_UNREADABLE = ProblemKind("partnership_time_unreadable", _("Write the time as in 9:00 or 14:30."))
COMMITTEE_DISSOLVED = ProblemKind("meeting_committee_dissolved", _("This committee is dissolved."))
NO_MEMBERS = ProblemKind("meeting_no_members", _("On this day nobody sits in the committee. Add its members first."))
AGENDA_MISSING = ProblemKind("meeting_agenda_missing", _("Write at least one point of the agenda."))
AGENDA_TOO_LONG = ProblemKind("meeting_agenda_too_long", _("Write at most %(limit)s points."))
AGENDA_TWICE = ProblemKind("meeting_agenda_twice", _("The same point stands twice in the agenda: %(words)s"))
NOT_OPEN = ProblemKind("meeting_not_open", _("This meeting was held or cancelled: this can no longer be changed."))
NOT_HELD = ProblemKind("meeting_not_held", _("Only what was held can be written down. Record first that it was held."))
PRESENCE_UNKNOWN = ProblemKind("attendance_unknown", _("Say of each whether they came."))
NOT_INVITED = ProblemKind(
    "attendance_not_invited",
    _("%(count)s of those named are neither members on this day nor invited guests. Invite them first."),
)
DEPUTY_MISSING = ProblemKind("attendance_deputy_missing", _("Say who was sent: an official, or a name."))
DEPUTY_SELF = ProblemKind("attendance_deputy_self", _("Nobody can be sent by themselves."))
DEPUTY_IDLE = ProblemKind(
    "attendance_deputy_idle", _("Somebody is named as sent by a person who did not send anybody.")
)
GUEST_MEMBER = ProblemKind("guest_is_member", _("This official is a member of the committee and is invited already."))
GUEST_TWICE = ProblemKind("guest_twice", _("This official is invited already."))
ITEM_UNKNOWN = ProblemKind("agenda_item_unknown", _("This point is no longer on the agenda. Load the page again."))
BREAKS_QUORUM = ProblemKind(
    "attendance_breaks_quorum",
    _("With this attendance there was no quorum, but decisions were taken. Drop the decisions first."),
)


@dataclass(frozen=True)
class Entry:
    """How one official attended. `deputy` is the key of the official who was sent, or `deputy_name` says who."""

    presence: str
    deputy: str = ""
    deputy_name: str = ""


def check_day(day: date | None, field: str = "day", *, today: date | None = None) -> list[Problem]:
    """A day is needed, not before 1950; not after `today` when that is given."""
    if day is None:
        return [DAY_MISSING(field)]
    if day < EARLIEST:
        return [DAY_TOO_EARLY(field)]
    return [DAY_IN_FUTURE(field)] if today is not None and day > today else []


def check_text(text: str, field: str, limit: int) -> list[Problem]:
    return [TEXT_TOO_LONG(field, limit=limit)] if len(text) > limit else []


def clock_time(text: str) -> str:
    """`9.5` stays as it is, `9:00` becomes `09:00`."""
    found = _TIME.fullmatch(text)
    return f"{int(found[1]):02d}:{found[2]}" if found else text


def check_time(text: str, field: str = "time") -> list[Problem]:
    """Empty, or a time of the day."""
    return [] if not text or _TIME.fullmatch(text) else [TIME_UNREADABLE(field)]


def check_meeting(values: Mapping[str, object], kinds: Container[object]) -> list[Problem]:
    """All reasons against what was typed about a meeting: kind, subject, venue, day, time."""
    subject, venue, day = str(values["subject"]), str(values["venue"]), values["day"]
    problems = [] if values["kind"] in kinds else [KIND_UNKNOWN("kind")]
    problems += [] if subject else [SUBJECT_MISSING("subject")]
    problems += check_text(subject, "subject", LONGEST_SUBJECT) + check_text(venue, "venue", LONGEST_SUBJECT)
    return problems + check_day(day if isinstance(day, date) else None) + check_time(str(values["time"]))


def check_agenda(items: Sequence[str]) -> list[Problem]:
    """Between one and forty different points, each short."""
    problems = [] if items else [AGENDA_MISSING("agenda")]
    problems += [AGENDA_TOO_LONG("agenda", limit=MOST_ITEMS)] if len(items) > MOST_ITEMS else []
    problems += [TEXT_TOO_LONG("agenda", limit=LONGEST_ITEM)] if any(len(item) > LONGEST_ITEM for item in items) else []
    twice = sorted({item for item in items if items.count(item) > 1})
    return problems + [AGENDA_TWICE("agenda", words=item) for item in twice]


def has_quorum(members: int, counted: int, percent: int) -> bool:
    """Whether `counted` of `members` are at least `percent` per cent. A committee without members never decides."""
    return members > 0 and counted * 100 >= percent * members


def counted(presences: Collection[str]) -> int:
    """How many members count for the quorum: those who came or sent somebody."""
    return sum(presence in COUNTED for presence in presences)


def needed(members: int, percent: int) -> int:
    """The smallest number of members that is a quorum."""
    return max(1, -(-percent * members // 100))


def check_attendance(entries: Mapping[str, Entry], invited: Container[str], presences: Container[str]) -> list[Problem]:
    """All reasons against these entries, by the key of the official."""
    strangers = sum(key not in invited for key in entries)
    problems = [NOT_INVITED("attendance", count=strangers)] if strangers else []
    for key, entry in entries.items():
        problems += _wrong_entry(key, entry, presences)
    return problems


def _wrong_entry(key: str, entry: Entry, presences: Container[str]) -> list[Problem]:
    sent, named = entry.presence == "sent", bool(entry.deputy or entry.deputy_name)
    found = (
        (entry.presence not in presences, PRESENCE_UNKNOWN(f"presence_{key}")),
        (sent and not named, DEPUTY_MISSING(f"deputy_{key}")),
        (sent and entry.deputy == key, DEPUTY_SELF(f"deputy_{key}")),
        (not sent and named, DEPUTY_IDLE(f"presence_{key}")),
    )
    problems = [problem for wrong, problem in found if wrong]
    return problems + check_text(entry.deputy_name, f"deputy_name_{key}", LONGEST_NAME)


def check_guest(*, member: bool, invited: bool) -> list[Problem]:
    if member:
        return [GUEST_MEMBER("official")]
    return [GUEST_TWICE("official")] if invited else []
