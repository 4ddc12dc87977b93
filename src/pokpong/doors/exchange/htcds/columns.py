"""Which column of a sheet holds which field of the standard.

Row 1 of the templates (machine names) is hidden and wrong in places, row 2 (labels) is what people fill by: the label
wins, and the machine name decides only where the label is missing, unknown or stands twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from pokpong.doors.exchange.htcds import tables
from pokpong.doors.exchange.htcds.values import LOCAL
from pokpong.doors.exchange.mapping.headers import REASONS, Header
from pokpong.doors.exchange.mapping.values import key
from pokpong.doors.exchange.workbooks.reading import Book, Line, Sheet
from pokpong.foundation.kernel.problems import ProblemKind, Refused
from pokpong.foundation.kernel.words import lazy as _

READ_OBJECTS = ("prs_", "vic_", "cas_", "con_")
TITLE = "prs_Title"
LEAST_COLUMNS = 3
MOST_HEAD_LINES = 10

NOT_HTCDS = ProblemKind(
    "htcds_columns_missing",
    _("No sheet has the columns of the Human Trafficking Case Data Standard. Take the template, or map the columns."),
)


@cache
def fields() -> dict[str, dict[str, str]]:
    """The fields of the standard that describe a case, by machine name spelt right."""
    return {
        row["full_name"]: row
        for row in tables.rows("fields")
        if row["full_name"].startswith(READ_OBJECTS) and row["status"] == "DRAFT"
    }


@cache
def local_fields() -> dict[str, dict[str, str]]:
    """Our own columns, by name."""
    return {row["field"]: row for row in tables.rows("local_fields")}


@cache
def _by_machine_name() -> dict[str, str]:
    names = {key(name): name for name in (*fields(), *local_fields(), REASONS)}
    return names | {key(row["machine_name"]): row["field"] for row in tables.rows("aliases")}


@cache
def _by_label() -> dict[str, str]:
    labels = {key(row["label"]): name for name, row in fields().items()}
    return labels | {key(row[language]): name for name, row in local_fields().items() for language in ("lo", "en")}


def field_of(machine_name: str, label: str) -> str:
    """The field of one column; empty when neither says any. A local name is taken wherever it stands."""
    for text in (label, machine_name):
        if text.startswith(LOCAL) and key(text) in _by_machine_name():
            return _by_machine_name()[key(text)]
    by_label = _by_label().get(key(label)) or _by_machine_name().get(key(label))
    return by_label or _by_machine_name().get(key(machine_name), "")


def assigned(machine_names: Sequence[str], labels: Sequence[str]) -> list[str]:
    """The field of each column, each field once.

    Where two columns say the same label, the one whose machine name agrees keeps it and the other goes by its machine
    name. The form published with the standard calls `prs_Title` “Second Name”: a second one without machine name is it.
    """
    pairs = list(zip(machine_names, labels, strict=True))
    found = [field_of(*pair) for pair in pairs]
    for name, times in Counter(found).items():
        if name and times > 1:
            _part(found, name, [at for at, field in enumerate(found) if field == name], machine_names)
    return found


def _part(found: list[str], name: str, columns: list[int], machine_names: Sequence[str]) -> None:
    agreeing = [at for at in columns if _by_machine_name().get(key(machine_names[at])) == name]
    keeper = (agreeing or columns)[0]
    for at in columns:
        if at == keeper:
            continue
        other = _by_machine_name().get(key(machine_names[at]), TITLE if name == "prs_SecondName" else "")
        found[at] = other if other not in found else ""


def find_header(book: Book) -> tuple[Sheet, Header]:
    """The sheet with most fields of the standard, and its header. Raises Refused when there is none."""
    found = [(sheet, header) for sheet in book.sheets if (header := header_of(sheet)) is not None]
    if not found:
        raise Refused([NOT_HTCDS("file")])
    return max(found, key=lambda pair: len(pair[1].columns))


def header_of(sheet: Sheet) -> Header | None:
    """The header among the first lines: labels with or without machine names above them, or machine names alone."""
    lines = [line for line in sheet.lines[:MOST_HEAD_LINES] if line.number <= MOST_HEAD_LINES]
    scored = [
        (header, _labelled(line))
        for above, line in zip([None, *lines], lines, strict=False)
        for header in (_header(sheet.name, above, line), _header(sheet.name, None, line))
    ]
    # The line of data below machine names must not be taken for labels.
    best, _labels = max(scored, key=lambda pair: (len(pair[0].columns), pair[1]), default=(None, 0))
    return best if best is not None and len(best.columns) >= LEAST_COLUMNS else None


def _labelled(line: Line) -> int:
    return sum(bool(field_of("", line.text(at))) for at in range(len(line.cells)))


def _header(sheet: str, machine: Line | None, label: Line) -> Header:
    width = max(len(label.cells), len(machine.cells) if machine else 0)
    machine_names = [machine.text(at) if machine else "" for at in range(width)]
    labels = [label.text(at) for at in range(width)]
    found = assigned(machine_names, labels)
    columns = {name: at for at, name in enumerate(found) if name}
    pairs = enumerate(zip(found, labels, strict=True))
    unread = {at: text for at, (name, text) in pairs if text and not name}
    return Header(sheet, columns, label.number + 1, unread)
