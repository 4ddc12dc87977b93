"""When a person's record may be erased: decisions over plain values."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.rules.numbers import read_number

REASON_LIMIT = 500
WHY_MISSING = ProblemKind("erasure_why_missing", _("Write the reason. Write no name and no story: it stays."))
HOLD_STANDS = ProblemKind(
    "erasure_hold", _("A legal hold stands on this person: nothing may be erased until a supervisor lifts it.")
)
ASKED_ALREADY = ProblemKind("erasure_asked_already", _("The erasure of this record was asked for already."))
OWN_ASKING = ProblemKind("erasure_own", _("You asked for this erasure yourself: somebody else decides."))
WRONG_NUMBER = ProblemKind("erasure_wrong_number", _("This is not the number of the record."))
LIFTED_ALREADY = ProblemKind("hold_lifted_already", _("This legal hold was lifted already."))
STANDS_ALREADY = ProblemKind("hold_stands_already", _("A legal hold stands on this person already."))


def wrong_asking(*, reason: str, held: bool, asked: bool) -> list[Problem]:
    checks = (
        (not reason.strip(), WHY_MISSING("why")),
        (held, HOLD_STANDS("person")),
        (asked, ASKED_ALREADY("person")),
    )
    return [problem for wrong, problem in checks if wrong]


def wrong_approval(*, by: UUID, asked_by: UUID, typed: str, number: str, held: bool) -> list[Problem]:
    """Nobody approves what they asked for themselves; typing the number shows that this record is meant."""
    checks = (
        (by == asked_by, OWN_ASKING("erasure")),
        (read_number(typed) != number, WRONG_NUMBER("number")),
        (held, HOLD_STANDS("erasure")),
    )
    return [problem for wrong, problem in checks if wrong]


def is_time_to_turn(decided_on: date, today: date) -> bool:
    """From the day after. A clock that was set back must not put it off: a day that lies ahead counts as past."""
    return decided_on != today


def archives_until(final_on: date, days: int) -> date:
    """The last day on which a key archive from before the turn may still exist; it opens nothing any more."""
    return final_on + timedelta(days=days)
