"""What became of a row, whatever it was about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from uuid import UUID

from pokpong.doors.exchange.mapping.headers import COLUMN_UNREAD, Header
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Line
from pokpong.foundation.kernel.problems import KINDS, Problem
from pokpong.registers.programme.rules import plans

OPENED: Final = "opened"
UNCHANGED: Final = "unchanged"
ASKED: Final = "asked"
REJECTED: Final = "rejected"
# What is said of the file as a whole and rejects none of its rows: a plan may be put right before it is proposed.
REMARKS: Final = frozenset({plans.MONEY_DIFFERS.code, plans.OVER_FUNDING.code})


@dataclass(frozen=True)
class Verdict:
    """`question` is what is kept of a row that asks, until somebody answers (see `cases.rows`)."""

    outcome: str
    problems: tuple[CellProblem, ...] = ()
    question: dict[str, Any] = field(default_factory=dict)


class Rows(Protocol):
    """Takes the rows of one sheet, one after the other; `dry` only says what would become of them."""

    dry: bool
    header: Header

    def take(self, line: Line) -> Verdict: ...


@dataclass
class Result:
    """Counts of rows; `problems` has every reason, several a row; `unread` the columns that mean nothing here;
    `remarks` what holds of the file as a whole.
    """

    read: int = 0
    opened: int = 0
    unchanged: int = 0
    asked: int = 0
    rejected: int = 0
    problems: list[CellProblem] = field(default_factory=list)
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)
    unread: list[CellProblem] = field(default_factory=list)
    remarks: list[CellProblem] = field(default_factory=list)

    def add(self, line: Line, verdict: Verdict) -> None:
        self.read += 1
        setattr(self, verdict.outcome, getattr(self, verdict.outcome) + 1)
        self.problems += verdict.problems
        if verdict.outcome == ASKED:
            self.questions[str(line.number)] = verdict.question

    def as_json(self) -> dict[str, Any]:
        """As the commands print it, in the active language; `unread` and `remarks` only where there are any."""
        counts = {name: getattr(self, name) for name in ("read", OPENED, UNCHANGED, ASKED)}
        said = {**counts, REJECTED: [problem.as_json() for problem in self.problems]}
        others = {"unread": self.unread, "remarks": self.remarks}
        return said | {name: [problem.as_json() for problem in found] for name, found in others.items() if found}


def kept_problems(problems: list[CellProblem]) -> list[list[Any]]:
    """Problems as JSON, to be said later in any language."""
    return [
        [
            found.row,
            found.column,
            found.problem.code,
            {name: str(value) for name, value in found.problem.params.items()},
        ]
        for found in problems
    ]


def read_problems(kept: list[list[Any]] | None) -> list[CellProblem]:
    """Those that `kept_problems` gave; a code that is gone is shown as itself."""
    return [CellProblem(row, column, _problem(code, params)) for row, column, code, params in kept or []]


def is_unread(found: CellProblem) -> bool:
    """Says that a column is not read: it stands against the file, and rejects nothing."""
    return found.problem.code == COLUMN_UNREAD.code


def is_remark(found: CellProblem) -> bool:
    """Says something of the file as a whole, and rejects nothing."""
    return found.problem.code in REMARKS


def _problem(code: str, params: dict[str, Any]) -> Problem:
    kind = KINDS.get(code)
    return Problem(code, kind.words if kind else code, params=params)


def of_refusal(line: Line, problems: list[Problem]) -> Verdict:
    """A row that an action refused, with every reason it gave."""
    return Verdict(REJECTED, tuple(CellProblem(line.number, "", problem) for problem in problems))


def same_person(person: UUID | str) -> str:
    """The answer that a row is about this person."""
    return f"same:{person}"


NEW_PERSON: Final = "new"
