"""One row to a record, and a record to one row: each the other's inverse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

from pokpong.doors.exchange.htcds import languages
from pokpong.doors.exchange.htcds import values as coded
from pokpong.doors.exchange.htcds.columns import fields
from pokpong.doors.exchange.htcds.records import (
    CODE,
    CODES,
    COLUMNS,
    DAY,
    DAYS,
    EMPTY,
    LANGUAGES,
    NUMBER,
    TEXT,
    TEXTS,
    YES_NO,
    CaseRecord,
    Column,
)
from pokpong.doors.exchange.mapping.headers import REASONS, Header
from pokpong.doors.exchange.mapping.values import SEPARATOR, read_codes
from pokpong.doors.exchange.workbooks import cells, problems
from pokpong.doors.exchange.workbooks.cells import Value
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Line, letters
from pokpong.foundation.kernel.problems import Problem

PRIMARY, SECONDARY = "prs_PrimaryLanguage", "prs_SecondaryLanguage"
GENDER = "prs_Gender"
YES, NO = "Yes", "No"

Row = dict[str, Value]
Read = tuple[Any, list[Problem]]


def read_row(header: Header, line: Line) -> tuple[CaseRecord, list[CellProblem]]:
    """What the row says, and every reason against its cells; a cell that cannot be read stays empty in the record."""
    row = {name: line.cells[at] if at < len(line.cells) else None for name, at in header.columns.items()}
    record, wrong = read_cells(row)
    found = [CellProblem(line.number, letters(header.columns[name]), problem) for name, problem in wrong]
    return record, [*header.cell_problems(line), *found]


def read_cells(row: Row) -> tuple[CaseRecord, list[tuple[str, Problem]]]:
    """The record of these cells by field name; reasons with the field they are about."""
    wrong: list[tuple[str, Problem]] = []
    said: dict[str, Any] = {}
    for column in COLUMNS:
        said[column.attribute], found = READERS[column.kind](row.get(column.name), column.values)
        wrong += [(column.name, problem) for problem in found]
    _join_local(row, said, wrong)
    _join_languages(row, said, wrong)
    said["more"] = tuple(_more(row, wrong))
    return CaseRecord(**said), wrong


def _join_local(row: Row, said: dict[str, Any], wrong: list[tuple[str, Problem]]) -> None:
    for column in COLUMNS:
        if column.local and row.get(column.local) is not None:
            values = coded.value_set(column.values)
            ours, found = read_codes(values, cells.as_text(row[column.local]))
            said[column.attribute] = coded.joined(values, said[column.attribute], ours)
            wrong += [(column.local, problem) for problem in found]


def _join_languages(row: Row, said: dict[str, Any], wrong: list[tuple[str, Problem]]) -> None:
    read = {name: languages.read_languages(cells.as_text(row.get(name))) for name in (PRIMARY, SECONDARY)}
    wrong += [(name, problem) for name, (_codes, found) in read.items() for problem in found]
    said["languages"] = languages.joined(read[PRIMARY][0], read[SECONDARY][0], said["languages"])


@cache
def more_fields() -> tuple[str, ...]:
    """The fields of the standard that no attribute holds."""
    held = {column.name for column in COLUMNS} | {PRIMARY, SECONDARY, REASONS}
    return tuple(name for name in fields() if name not in held)


def _more(row: Row, wrong: list[tuple[str, Problem]]) -> Iterable[tuple[str, str]]:
    for name in sorted(more_fields()):
        text = cells.as_text(row.get(name))
        if not text:
            continue
        try:
            values = coded.value_set(fields()[name]["value_set"])
        except KeyError:
            yield name, text
            continue
        codes, found = read_codes(values, text)
        wrong += [(name, problem) for problem in found]
        if codes:
            yield name, SEPARATOR.join(codes)


def _read_text(value: Value, _values: str) -> Read:
    return cells.as_text(value), []


def _read_texts(value: Value, _values: str) -> Read:
    parts = (part.strip() for part in cells.as_text(value).replace("\n", ";").split(";"))
    return tuple(part for part in parts if part), []


def _read_day(value: Value, _values: str) -> Read:
    day, problem = cells.as_date(value)
    return day, [problem] if problem else []


def _read_days(value: Value, _values: str) -> Read:
    parts = cells.as_text(value).replace("\n", ";").split(";") if isinstance(value, str) else [value]
    read = [cells.as_date(part) for part in parts]
    return tuple(day for day, _problem in read if day), [problem for _day, problem in read if problem]


def _read_yes_no(value: Value, _values: str) -> Read:
    answer, problem = cells.as_bool(value)
    return answer, [problem] if problem else []


def _read_number(value: Value, _values: str) -> Read:
    number, problem = cells.as_number(value)
    return number, [problem] if problem else []


def _read_codes(value: Value, values: str) -> Read:
    return read_codes(coded.value_set(values), cells.as_text(value))


def _read_code(value: Value, values: str) -> Read:
    codes, found = _read_codes(value, values)
    if len(codes) > 1:
        return "", [*found, problems.ONE_VALUE_ONLY()]
    return (codes[0] if codes else ""), found


def _read_languages(value: Value, _values: str) -> Read:
    return languages.read_languages(cells.as_text(value))


READERS: dict[str, Callable[[Value, str], Read]] = {
    TEXT: _read_text,
    TEXTS: _read_texts,
    DAY: _read_day,
    DAYS: _read_days,
    YES_NO: _read_yes_no,
    NUMBER: _read_number,
    CODE: _read_code,
    CODES: _read_codes,
    LANGUAGES: _read_languages,
}


def write_row(record: CaseRecord) -> Row:
    """The cells of a record by field name; what is empty is left out."""
    row: Row = {}
    for column in COLUMNS:
        value = getattr(record, column.attribute)
        if value == EMPTY[column.kind]:
            continue
        row[column.name] = _write(value, column)
        if column.local:
            row[column.local] = coded.write_local(coded.value_set(column.values), value)
    row[PRIMARY], row[SECONDARY] = languages.write_standard(record.languages)
    for name, text in record.more:
        row[name] = _write_more(name, text)
    return {name: value for name, value in row.items() if value not in ("", None)}


def _write(value: Any, column: Column) -> Value:
    if column.kind == CODE:
        # The templates list codes for gender, and labels everywhere else.
        return str(value) if column.name == GENDER else coded.value_set(column.values).label(value)
    if column.kind == CODES:
        return coded.write_codes(coded.value_set(column.values), value)
    if column.kind == YES_NO:
        return YES if value else NO
    if column.kind == DAYS:
        return _write_days(value)
    if column.kind in (TEXTS, LANGUAGES):
        return SEPARATOR.join(value)
    plain: Value = value
    return plain


def _write_days(days: tuple[date, ...]) -> Value:
    return days[0] if len(days) == 1 else SEPARATOR.join(day.isoformat() for day in days)


def _write_more(name: str, text: str) -> Value:
    try:
        values = coded.value_set(fields()[name]["value_set"])
    except KeyError:
        return text
    return coded.write_codes(values, text.split(SEPARATOR))
