"""What will become of a row: opened, unchanged, asked, or rejected with every reason. Reads only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.cases import by_visible_number
from pokpong.areas.protection.rules.exploitation import wrong_record
from pokpong.doors.exchange.cases import meaning
from pokpong.doors.exchange.cases.facts import facts_of
from pokpong.doors.exchange.cases.identity import (
    References,
    Source,
    look_alikes,
    origin_of,
    references_of,
)
from pokpong.doors.exchange.cases.ledger import record_of
from pokpong.doors.exchange.cases.places import Places
from pokpong.doors.exchange.htcds.records import COLUMNS, EMPTY, CaseRecord
from pokpong.doors.exchange.htcds.rows import read_cells
from pokpong.doors.exchange.mapping.headers import Header
from pokpong.doors.exchange.mapping.mappings import ColumnMapping, cells_of, column_keys, labels_of
from pokpong.doors.exchange.models import ImportedRow
from pokpong.doors.exchange.verdicts import ASKED, OPENED, REJECTED, UNCHANGED
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Line, Sheet, letters
from pokpong.foundation.access import row_security
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.actions.record import shaped
from pokpong.registers.people.rules.record import record_problems

NUMBER_UNKNOWN = ProblemKind(
    "row_case_unknown", _("You see no case with this number. Leave the cell empty to open a new case.")
)
DIFFERS = ProblemKind("row_differs", _("The case says something else here. Change it on the page of the case."))
OUT_OF_SIGHT = ProblemKind(
    "row_out_of_sight", _("This row was brought in before and its case is not one of yours. Ask your supervisor.")
)

# The column that is to blame for a reason against a field of the ledger.
COLUMN_OF: Final = {
    "names": "prs_FirstName",
    "birth_date": "prs_Birthdate",
    "birth_estimate": "lao:EstimatedAge",
    "sex": "lao:Sex",
    "nationality": "prs_Citizenship",
    "languages": "lao:Languages",
    "interpreter": "lao:Interpreter",
    "disability": "lao:Disability",
    "documents": "prs_IdentityNumber",
    "district_path": "prs_MailingCity",
}
PLACE_COLUMNS: Final = frozenset({"prs_MailingCity", "prs_MailingState", "prs_MailingCountry"})
# A consent is never changed by a file, and an estimated age grows older by itself.
NEVER_COMPARED: Final = frozenset({"consent", "estimated_age", "case_number"})


@dataclass
class Reader:
    """Reads the rows of one sheet as cases, for one actor. `dry` remembers rows that would have been opened."""

    actor: Actor
    sheet: Sheet
    header: Header
    mapping: ColumnMapping
    source: Source
    places: Places
    dry: bool = True
    _origins: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._origins = {origin_of(self.source, line.number) for line in self.sheet.lines}

    def row_key(self, line: Line) -> str:
        if not self.mapping.identity:
            return ""
        keys = column_keys(labels_of(self.sheet, self.mapping.header_row))
        return line.text(keys.index(self.mapping.identity)) if self.mapping.identity in keys else ""

    def read(self, line: Line) -> tuple[CaseRecord, list[CellProblem]]:
        record, wrong = read_cells(cells_of(self.header, self.mapping, line))
        found = self.header.cell_problems(line)
        spoilt = {problem.column for problem in found}
        kept = [self.blamed(line, name, problem) for name, problem in wrong]
        return record, [*found, *(problem for problem in kept if problem.column not in spoilt)]

    def blamed(self, line: Line, name: str, problem: Problem) -> CellProblem:
        at = self.header.columns.get(name)
        return CellProblem(line.number, letters(at) if at is not None else "", problem)

    def is_of_this_file(self, row: ImportedRow) -> bool:
        return row.origin in self._origins

    def is_new(self, references: References) -> bool:
        """False for a second row of this file that a dry run would open for the same person."""
        new = references.person not in self._seen
        self._seen.add(references.person)
        return new or not self.dry


@dataclass(frozen=True)
class Judged:
    """`place` is the district, `home` the path as exactly as it is known; `persons` whom a question is about."""

    outcome: str
    record: CaseRecord
    references: References
    place: str = ""
    home: str = ""
    case: UUID | None = None
    persons: tuple[UUID, ...] = ()
    problems: tuple[CellProblem, ...] = ()


def judge(reader: Reader, line: Line) -> Judged:
    """See the module. A row that names its case, or was brought in before, opens nothing."""
    record, wrong = reader.read(line)
    references = references_of(record, reader.source, line.number, reader.row_key(line))
    if wrong:
        return Judged(REJECTED, record, references, problems=tuple(wrong))
    if record.case_number:
        return _by_number(reader, line, record, references)
    known = _known(reader, references)
    if known is not None:
        return _as_known(reader, line, record, references, known)
    return _unknown(reader, line, record, references)


def _by_number(reader: Reader, line: Line, record: CaseRecord, references: References) -> Judged:
    case = by_visible_number(reader.actor, record.case_number)
    if case is None:
        wrong = reader.blamed(line, "lao:CaseNumber", NUMBER_UNKNOWN("case_number"))
        return Judged(REJECTED, record, references, problems=(wrong,))
    return _compared(reader, line, record, references, case)


def _known(reader: Reader, references: References) -> ImportedRow | None:
    """The row that this one is, by its place in the file, else by its key in its source."""
    rows = ImportedRow.objects.order_by("at", "id")
    with row_security.scope("program:double_rows"):
        found: ImportedRow | None = rows.filter(origin=references.origin).first()
        if found is None and references.key:
            found = rows.filter(key=references.key).last()
    return found


def _as_known(reader: Reader, line: Line, record: CaseRecord, references: References, known: ImportedRow) -> Judged:
    case = Case.objects.visible_to(reader.actor).select_related("person").filter(pk=known.case_id).first()
    if case is None:
        wrong = CellProblem(line.number, "", OUT_OF_SIGHT("row"))
        return Judged(REJECTED, record, references, problems=(wrong,))
    if references.content == known.content:
        return Judged(UNCHANGED, record, references, case=case.pk)
    return _compared(reader, line, record, references, case)


def _compared(reader: Reader, line: Line, record: CaseRecord, references: References, case: Case) -> Judged:
    """Unchanged when the row says nothing but what was brought in or stands in the ledger today."""
    same = ImportedRow.objects.filter(case=case.pk, content=references.content).exists()
    differing = [] if same else _differing(reader, record, case)
    wrong = tuple(reader.blamed(line, name, DIFFERS(name)) for name in differing)
    return Judged(REJECTED if wrong else UNCHANGED, record, references, case=case.pk, problems=wrong)


def _differing(reader: Reader, record: CaseRecord, case: Case) -> list[str]:
    found = differences(record, record_of(facts_of(reader.actor, [case])[0]))
    place, _home, _wrong = reader.places.district_of(record)
    # The same district may be written in another language than the ledger would write it in.
    return [name for name in found if name not in PLACE_COLUMNS or place != case.person.district_path]


def differences(said: CaseRecord, held: CaseRecord) -> list[str]:
    """The columns in which a row says something else; an empty cell says nothing."""
    found = [
        column.name
        for column in COLUMNS
        if column.attribute not in NEVER_COMPARED
        and getattr(said, column.attribute) != EMPTY[column.kind]
        and getattr(said, column.attribute) != getattr(held, column.attribute)
    ]
    known = dict(held.more)
    return found + [name for name, text in said.more if known.get(name) != text]


def _unknown(reader: Reader, line: Line, record: CaseRecord, references: References) -> Judged:
    place, home, wrong = wrong_case(reader, line, record)
    if wrong:
        return Judged(REJECTED, record, references, problems=tuple(wrong))
    alike = list(ImportedRow.objects.visible_to(reader.actor).filter(person=references.person))
    same = next((row for row in alike if row.content == references.content and not reader.is_of_this_file(row)), None)
    if same is not None:
        return Judged(UNCHANGED, record, references, case=same.case_id)
    persons = dict.fromkeys([*_persons(alike), *look_alikes(reader.actor, record)])
    is_new = reader.is_new(references)
    outcome = OPENED if is_new and not persons else ASKED
    return Judged(outcome, record, references, place, home, persons=tuple(persons))


def _persons(rows: list[ImportedRow]) -> list[UUID]:
    return list(Case.objects.filter(pk__in=[row.case_id for row in rows]).values_list("person", flat=True))


def wrong_case(reader: Reader, line: Line, record: CaseRecord) -> tuple[str, str, list[CellProblem]]:
    """District, home, and every reason of the ledger's own rules against opening a case with this row."""
    today = clock.today()
    place, home, wrong = reader.places.district_of(record)
    values: dict[str, Any] = shaped({**meaning.person_of(record, today), "district_path": place})
    said = meaning.exploitation_of(record)
    refused = [*record_problems(values, today), *wrong_record(said, today)]
    wrong += [(COLUMN_OF.get(problem.field, ""), problem) for problem in refused]
    return place, home, [reader.blamed(line, name, problem) for name, problem in wrong]
