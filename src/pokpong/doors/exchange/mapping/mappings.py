"""Which column means which field: guessed from the header, kept as a person corrected it, and found again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from rapidfuzz import fuzz, process

from pokpong.doors.exchange.mapping.headers import REASONS, Header
from pokpong.doors.exchange.mapping.targets import Target, read_field
from pokpong.doors.exchange.mapping.values import key
from pokpong.doors.exchange.workbooks import cells
from pokpong.doors.exchange.workbooks.cells import Value
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Line, Sheet, letters
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.text import fold

MOST_HEAD_LINES: Final = 20
_LEAST_LIKENESS: Final = 88

SHEET_GONE = ProblemKind("mapping_sheet_gone", _("The workbook has no sheet “%(sheet)s”."))
COLUMN_GONE = ProblemKind("mapping_column_gone", _("The workbook has no column “%(column)s”."))
FIELD_TWICE = ProblemKind("mapping_field_twice", _("Two columns cannot both be “%(meant)s”."))
FIELD_MISSING = ProblemKind("mapping_field_missing", _("Choose the column for “%(meant)s”, or a value for every row."))
NOTHING_MAPPED = ProblemKind("mapping_nothing", _("Choose at least one column."))


@dataclass(frozen=True)
class ColumnMapping:
    """A person's choice for one layout. Columns are named by what stands above them (see `column_keys`).

    `fixed` gives a field the same text in every row; `identity` is the column that names a row in its own source.
    """

    target: str
    sheet: str
    header_row: int
    columns: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    identity: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "target": self.target,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "columns": dict(self.columns),
            "fixed": dict(self.fixed),
            "identity": self.identity,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> ColumnMapping:
        """Raises KeyError and TypeError for anything that `as_json` did not make."""
        return cls(
            target=str(kept["target"]),
            sheet=str(kept["sheet"]),
            header_row=int(kept["header_row"]),
            columns={str(name): str(to) for name, to in kept["columns"].items()},
            fixed={str(name): str(text) for name, text in kept["fixed"].items()},
            identity=str(kept["identity"]),
        )


def column_keys(labels: Sequence[str]) -> list[str]:
    """A name for each column that stays the same when columns move; empty for a column without a label."""
    seen: Counter[str] = Counter()
    found = []
    for label in labels:
        name = fold(label)
        seen[name] += 1
        found.append(name if not name or seen[name] == 1 else f"{name} #{seen[name]}")
    return found


def labels_of(sheet: Sheet, header_row: int) -> list[str]:
    """What stands in the header's row, by column; the cell above it where that one is empty."""
    lines = {line.number: line for line in sheet.lines}
    labels, above = lines.get(header_row), lines.get(header_row - 1)
    if labels is None:
        return []
    width = max(len(labels.cells), len(above.cells) if above else 0)
    return [labels.text(at) or (above.text(at) if above else "") for at in range(width)]


def guess_header_row(target: Target, sheet: Sheet) -> int:
    """The row among the first whose labels say most fields; the first filled one when none says any."""
    lines = [line for line in sheet.lines[:MOST_HEAD_LINES] if not line.is_empty]
    scored = [(len(guess(target, labels_of(sheet, line.number))), -line.number) for line in lines]
    return -max(scored)[1] if scored else 1


def guess(target: Target, labels: Sequence[str]) -> dict[str, str]:
    """A field for each column whose label says it, each field once; exact words before likely ones."""
    written = _written(target)
    keys = column_keys(labels)
    found: dict[str, str] = {}
    for exactly in (True, False):
        for name, label in zip(keys, labels, strict=True):
            meant = _meant(written, label, exactly=exactly)
            if name and name not in found and meant and meant not in found.values():
                found[name] = meant
    return found


def _written(target: Target) -> dict[str, str]:
    return {
        key(text): one.name
        for one in reversed(target.fields)
        for text in (*reversed(one.headers), str(one.words), one.name)
        if key(text)
    }


def _meant(written: Mapping[str, str], label: str, *, exactly: bool) -> str:
    wanted = key(label)
    if exactly or len(wanted) < 4:
        return written.get(wanted, "")
    match = process.extractOne(wanted, list(written), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
    return written[match[0]] if match else ""


def fitted(mapping: ColumnMapping, sheets: Iterable[Sheet]) -> ColumnMapping:
    """A kept mapping for another file of the same layout: the sheet and the row where most of its columns stand."""
    wanted = set(mapping.columns) | {mapping.identity} - {""}
    scored = [
        (
            len(wanted & set(column_keys(labels_of(sheet, line.number)))),
            sheet.name == mapping.sheet,
            -line.number,
            sheet,
        )
        for sheet in sheets
        for line in sheet.lines[:MOST_HEAD_LINES]
    ]
    most, _same_name, row, sheet = max(scored, key=lambda one: one[:3], default=(0, False, 0, None))
    return replace(mapping, sheet=sheet.name, header_row=-row) if most and sheet is not None else mapping


def mapping_problems(mapping: ColumnMapping, target: Target, sheets: Iterable[Sheet]) -> list[Problem]:
    """Every reason why this mapping does not fit these sheets."""
    sheet = next((one for one in sheets if one.name == mapping.sheet), None)
    if sheet is None:
        return [SHEET_GONE("sheet", sheet=mapping.sheet)]
    there = set(column_keys(labels_of(sheet, mapping.header_row)))
    wanted = [*mapping.columns, *([mapping.identity] if mapping.identity else [])]
    found = [COLUMN_GONE("columns", column=name) for name in dict.fromkeys(wanted) if name not in there]
    found += [FIELD_TWICE("columns", meant=_words(target, name)) for name in _twice(mapping)]
    if not mapping.columns:
        return [*found, NOTHING_MAPPED("columns")]
    given = {*mapping.columns.values(), *(name for name, text in mapping.fixed.items() if text.strip())}
    missing = [one for one in target.fields if one.required and one.name not in given]
    return found + [FIELD_MISSING("columns", meant=str(one.words)) for one in missing]


def _twice(mapping: ColumnMapping) -> list[str]:
    return [name for name, times in Counter(mapping.columns.values()).items() if times > 1]


def _words(target: Target, name: str) -> str:
    one = target.field_named(name)
    return str(one.words) if one else name


def header_of(mapping: ColumnMapping, sheet: Sheet) -> Header:
    """Where the mapped fields stand in this sheet; columns that are gone are left out."""
    labels = labels_of(sheet, mapping.header_row)
    at = {name: number for number, name in reversed(list(enumerate(column_keys(labels)))) if name}
    columns = {meant: at[name] for name, meant in mapping.columns.items() if name in at}
    read = {*mapping.columns, mapping.identity}
    unread = {number: labels[number] for name, number in at.items() if name not in read}
    return Header(sheet.name, columns, mapping.header_row + 1, _without_reasons(unread, sheet, mapping.header_row))


def _without_reasons(unread: dict[int, str], sheet: Sheet, header_row: int) -> dict[int, str]:
    """A workbook of rejected rows names that column in its language, and by our own name in the row above."""
    above = next((line for line in sheet.lines if line.number == header_row - 1), None)
    return {at: label for at, label in unread.items() if REASONS not in (label, above.text(at) if above else "")}


def cells_of(header: Header, mapping: ColumnMapping, line: Line) -> dict[str, Value]:
    """The row's cells by field, with the fixed values where the row has none of its own."""
    row: dict[str, Value] = {name: text for name, text in mapping.fixed.items() if text.strip()}
    own = {name: line.cells[at] for name, at in header.columns.items() if at < len(line.cells)}
    return row | {name: value for name, value in own.items() if not cells.is_empty(value)}


def read_line(
    target: Target, header: Header, mapping: ColumnMapping, line: Line
) -> tuple[dict[str, Any], list[CellProblem]]:
    """The values of every field of the target in this row, and every reason against its cells."""
    row = cells_of(header, mapping, line)
    found = header.cell_problems(line)
    spoilt = {problem.column for problem in found}
    said: dict[str, Any] = {}
    for one in target.fields:
        column = letters(header.columns[one.name]) if one.name in header.columns else ""
        said[one.name], wrong = read_field(one, row.get(one.name))
        if column not in spoilt:
            found += [CellProblem(line.number, column, problem) for problem in wrong]
    return said, found
