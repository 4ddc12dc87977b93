"""Going through a file: which sheet and columns, who takes its rows, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from pokpong.doors.exchange.activities import targets as activities
from pokpong.doors.exchange.bringing.activities import ActivityRows
from pokpong.doors.exchange.bringing.cases import CaseRows
from pokpong.doors.exchange.bringing.directory import DirectoryRows
from pokpong.doors.exchange.bringing.population import PopulationRows
from pokpong.doors.exchange.cases.identity import Source
from pokpong.doors.exchange.cases.judging import Reader
from pokpong.doors.exchange.cases.places import Places
from pokpong.doors.exchange.cases.target import CASES
from pokpong.doors.exchange.mapping.headers import WHOLE_FILE, Header
from pokpong.doors.exchange.mapping.mappings import SHEET_GONE, ColumnMapping, header_of
from pokpong.doors.exchange.population.targets import POPULATION
from pokpong.doors.exchange.targets import target_named
from pokpong.doors.exchange.verdicts import Result, Rows
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Book, Line, Sheet
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.problems import Refused

STEPS: Final = 20  # how often progress is told


@dataclass(frozen=True)
class Work:
    """A file with its mapping. `source` names where it comes from, `place` the district of rows that name none."""

    book: Book
    mapping: ColumnMapping
    source: str = ""
    place: str = ""

    @property
    def sheet(self) -> Sheet:
        """Raises Refused when the mapping names no sheet of the book: `mapping_problems` says so before."""
        for sheet in self.book.sheets:
            if sheet.name == self.mapping.sheet:
                return sheet
        raise Refused([SHEET_GONE("sheet", sheet=self.mapping.sheet)])

    @property
    def header(self) -> Header:
        return header_of(self.mapping, self.sheet)

    @property
    def lines(self) -> list[Line]:
        """The rows of data that say anything."""
        header = self.header
        return [line for line in self.sheet.lines if line.number >= header.first_row and not header.is_blank(line)]


def rows_of(actor: Actor, work: Work, *, dry: bool) -> Rows:
    if work.mapping.target == CASES:
        source = Source(work.book.digest, work.source)
        return CaseRows(Reader(actor, work.sheet, work.header, work.mapping, source, Places(work.place), dry=dry))
    target = target_named(work.mapping.target)
    if target.name == activities.NAME:
        digest = work.book.digest
        return ActivityRows(actor, target, work.header, work.mapping, digest, work.lines, dry=dry)
    if target.name == POPULATION.name:
        return PopulationRows(actor, work.header, work.mapping, work.book.digest, dry=dry)
    return DirectoryRows(actor, target, work.header, work.mapping, work.book.digest, dry=dry)


def _nothing(_done: int, _result: Result) -> None:
    """Nobody waits for progress."""


def go_through(rows: Rows, lines: Iterable[Line], tell: Callable[[int, Result], None] = _nothing) -> Result:
    """Takes every row; `tell` hears now and then how many are done."""
    every = list(lines)
    result = Result(unread=rows.header.unread_columns(every))
    step = max(1, len(every) // STEPS)
    for number, line in enumerate(every, start=1):
        result.add(line, rows.take(line))
        if number % step == 0 and number < len(every):
            tell(number, result)
    if isinstance(rows, ActivityRows):
        result.remarks = [CellProblem(WHOLE_FILE, "", problem) for problem in rows.remarks()]
    return result
