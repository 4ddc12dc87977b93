"""A row says a record and a record writes a row, each the other's inverse."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pokpong.doors.exchange.htcds import tables
from pokpong.doors.exchange.htcds.columns import fields as standard_fields
from pokpong.doors.exchange.htcds.columns import find_header, local_fields
from pokpong.doors.exchange.htcds.layout import workbook_of
from pokpong.doors.exchange.htcds.records import COLUMNS, EMPTY, CaseRecord
from pokpong.doors.exchange.htcds.rows import Row, read_cells, read_row, write_row
from pokpong.doors.exchange.tests.strategies import SLOW, records
from pokpong.doors.exchange.workbooks.cells import is_empty
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import read_workbook


def read_back(content: bytes) -> tuple[list[CaseRecord], list[CellProblem]]:
    sheet, header = find_header(read_workbook(content))
    lines = [line for line in sheet.lines if line.number >= header.first_row and not header.is_blank(line)]
    read = [read_row(header, line) for line in lines]
    return [record for record, _wrong in read], [problem for _record, wrong in read for problem in wrong]


def test_every_attribute_has_its_column_and_every_column_its_field() -> None:
    assert [column.attribute for column in COLUMNS] == [field.name for field in fields(CaseRecord)][:-1]
    known = set(standard_fields()) | set(local_fields())
    assert {column.name for column in COLUMNS} <= known
    assert {column.local for column in COLUMNS if column.local} <= known
    assert all(getattr(CaseRecord(), column.attribute) == EMPTY[column.kind] for column in COLUMNS)


def test_every_column_of_the_template_is_read() -> None:
    read = {column.name for column in COLUMNS}
    assert {row["field"] for row in tables.rows("template") if row["field"]} <= read


@settings(max_examples=30, suppress_health_check=SLOW)
@given(records())
def test_what_is_written_is_read_again(record: CaseRecord) -> None:
    assert read_cells(write_row(record)) == (record, [])


@settings(max_examples=10, deadline=None, suppress_health_check=SLOW)
@given(st.lists(records(), min_size=1, max_size=3))
def test_a_workbook_says_what_its_records_said(wanted: list[CaseRecord]) -> None:
    filled = [record for record in wanted if record != CaseRecord()]
    if filled:
        assert read_back(workbook_of(filled)) == (filled, [])


messy = st.one_of(st.none(), st.booleans(), st.integers(-5, 60_000), st.floats(allow_nan=False), st.dates(), st.text())
rows = st.dictionaries(st.sampled_from([*standard_fields(), *local_fields()]), messy)


@given(rows)
def test_reading_anything_is_stable(row: Row) -> None:
    """Whatever stands in the cells: what could be read is written and read again without change or complaint."""
    record, _wrong = read_cells(row)
    again, wrong = read_cells(write_row(record))
    assert wrong == []
    assert again == record


def test_an_empty_record_writes_nothing() -> None:
    assert write_row(CaseRecord()) == {}
    assert read_cells({}) == (CaseRecord(), [])


def test_a_cell_that_cannot_be_read_stays_empty_and_all_reasons_come_at_once() -> None:
    record, wrong = read_cells(
        {"prs_Birthdate": "soon", "prs_Gender": "Feminine; Masculine", "con_Consent": "?", "lao:EstimatedAge": "old"}
    )
    assert record == CaseRecord()
    assert {name for name, _problem in wrong} == {"prs_Birthdate", "prs_Gender", "con_Consent", "lao:EstimatedAge"}


def test_dates_are_dates_and_gender_is_a_code() -> None:
    row = write_row(CaseRecord(gender="TransgenderFeminine", birth_date=date(2001, 3, 2), citizenships=("LA", "TH")))
    assert row == {
        "prs_Gender": "TransgenderFeminine",
        "prs_Birthdate": date(2001, 3, 2),
        "prs_Citizenship": "Lao People's Democratic Republic; Thailand",
    }


def test_a_local_code_is_other_to_other_readers_and_exact_to_us() -> None:
    record = CaseRecord(exploitation_forms=("ForcedLabour", "lao:ForcedCriminality"))
    row = write_row(record)
    assert row["vic_TypeOfExploitation"] == "Forced labour; Other"
    assert row["lao:TypeOfExploitation"] == "lao:ForcedCriminality"
    without_ours = {name: value for name, value in row.items() if not name.startswith("lao:")}
    assert read_cells(without_ours)[0].exploitation_forms == ("ForcedLabour", "Other")
    both = replace(record, exploitation_forms=("Other", "lao:ForcedCriminality"))
    assert read_cells(write_row(both))[0] == both


def test_exports_have_the_columns_of_the_template_in_its_order() -> None:
    sheet, header = find_header(read_workbook(workbook_of([CaseRecord(first_name="ຄຳ", second_name="ດີ")])))
    machine_names, labels = (line.cells for line in sheet.lines[:2])
    published = tables.rows("template")
    assert [name or "" for name in machine_names[: len(published)]] == [row["machine_name"] for row in published]
    assert [label or "" for label in labels[: len(published)]] == [row["label"] for row in published]
    assert {name for name in machine_names[len(published) :] if name} == {*local_fields()}
    assert 1 in sheet.hidden_rows
    assert header.first_row == 3
    assert not is_empty(sheet.lines[2].cells[0])  # the rows are numbered as in the template


def test_the_export_names_its_source() -> None:
    book = read_workbook(workbook_of([]))
    about = " ".join(line.text(0) for line in book.sheets[1].lines)
    assert "International Organization for Migration" in about
    assert "CC BY 4.0" in about
    assert "does not endorse" in about
