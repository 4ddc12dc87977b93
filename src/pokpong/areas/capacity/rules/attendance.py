"""Marks of attendance: present, absent or excused; only of somebody enrolled, and never over somebody else's mark."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

PRESENT, ABSENT, EXCUSED, NOTHING = "present", "absent", "excused", ""
PRESENCES = (PRESENT, ABSENT, EXCUSED)
# What may be typed into the grid, besides the code: the letters of both languages, and signs.
KEYS = {
    PRESENT: ("p", "y", "1", "x", "/", "+", "ມ", "✓"),
    ABSENT: ("a", "n", "0", "-", "ຂ"),
    EXCUSED: ("e", "ພ", "ລ"),
}
_TYPED = {key: code for code, keys in KEYS.items() for key in (code, *keys)}

NOT_ENROLLED = ProblemKind(
    "capacity_not_enrolled", _("Attendance is noted only of those enrolled. Enrol the person first.")
)
SESSION_UNKNOWN = ProblemKind("capacity_session_unknown", _("This session is not one of the training."))
PRESENCE_UNKNOWN = ProblemKind(
    "capacity_presence_unknown", _("Row %(row)s, session %(column)s: write p for present, a for absent, e for excused.")
)
CHANGED_MEANWHILE = ProblemKind(
    "capacity_changed_meanwhile",
    _("Somebody else changed %(count)s of these marks meanwhile. Load the page again; nothing was overwritten."),
)
GONE_MEANWHILE = ProblemKind(
    "capacity_gone_meanwhile",
    _(
        "Something was typed for somebody who is no longer enrolled, or for a session that was dropped meanwhile."
        " Nothing was saved yet. Look through the list below and save again."
    ),
)
NOTHING_KEYED = ProblemKind("capacity_nothing_keyed", _("Nothing was changed."))


@dataclass(frozen=True)
class Mark:
    """What is noted of one enrolment in one session, and what stood there when the page was drawn."""

    enrolment: UUID
    session: UUID
    presence: str
    was: str = NOTHING


def read_key(typed: str) -> str | None:
    """The code of what was typed; an empty text clears it; None for what is no mark."""
    plain = typed.strip().casefold()
    return _TYPED.get(plain) if plain else NOTHING


def check_marks(marks: Sequence[Mark], enrolled: Container[UUID], sessions: Container[UUID]) -> list[Problem]:
    """All reasons against these marks."""
    problems = [] if marks else [NOTHING_KEYED()]
    found = (
        (any(mark.enrolment not in enrolled for mark in marks), NOT_ENROLLED("attendance")),
        (any(mark.session not in sessions for mark in marks), SESSION_UNKNOWN("attendance")),
        (
            any(mark.presence not in (*PRESENCES, NOTHING) for mark in marks),
            PRESENCE_UNKNOWN("attendance", row="–", column="–"),
        ),
    )
    return problems + [problem for wrong, problem in found if wrong]


def check_untouched(marks: Sequence[Mark], now: Mapping[tuple[UUID, UUID], str]) -> list[Problem]:
    """Nobody else keyed another mark since the page was drawn."""
    touched = 0
    for mark in marks:
        there = now.get((mark.session, mark.enrolment), NOTHING)
        touched += there not in (mark.was, mark.presence)
    return [CHANGED_MEANWHILE("attendance", count=touched)] if touched else []


def hours_attended(presences: Mapping[UUID, str], hours: Mapping[UUID, Decimal]) -> Decimal:
    """Hours of the sessions in which somebody was present; `presences` and `hours` by session."""
    return sum((hours[key] for key, presence in presences.items() if presence == PRESENT and key in hours), Decimal())
