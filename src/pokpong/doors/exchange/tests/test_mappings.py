"""Columns of any workbook: guessed, corrected, kept, found again, read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.doors.exchange.mapping.headers import REASONS
from pokpong.doors.exchange.mapping.mappings import (
    ColumnMapping,
    cells_of,
    column_keys,
    fitted,
    guess,
    guess_header_row,
    header_of,
    mapping_problems,
    read_line,
)
from pokpong.doors.exchange.mapping.targets import CODE, CODES, DAY, NUMBER, PHONE, Target, TargetField
from pokpong.doors.exchange.mapping.values import ValueSet
from pokpong.doors.exchange.tests.books import book_of
from pokpong.doors.exchange.workbooks.reading import Sheet, read_workbook

KINDS = ValueSet.of("kind", {"shelter": "Shelter", "legal_aid": "Legal aid"}, [("ບ້ານພັກ", "shelter")])
SERVICES = Target(
    "services",
    "Services",
    (
        TargetField("name", "Name", required=True, headers=("ຊື່", "Service")),
        TargetField("kind", "Kind", CODE, required=True, headers=("ປະເພດ",), values=KINDS),
        TargetField("more_kinds", "Other kinds", CODES, values=KINDS),
        TargetField("capacity", "Number of places", NUMBER, headers=("ຈຳນວນ",)),
        TargetField("since", "Since", DAY),
        TargetField("phone", "Telephone", PHONE, headers=("ໂທລະສັບ",)),
    ),
)
HEAD = ["ຊື່", "ປະເພດ", "Number of place", "note", "note", "ໂທ"]
NAME, KIND, CAPACITY, _NOTE, _NOTE_2, PHONE_COLUMN = column_keys(HEAD)
MAPPING = ColumnMapping(
    "services",
    "Sheet",
    2,
    columns={NAME: "name", KIND: "kind", CAPACITY: "capacity", PHONE_COLUMN: "phone"},
    fixed={"since": "1/2/2020"},
)


def sheet_with(*rows: list[object]) -> Sheet:
    return read_workbook(book_of([["ລາຍການບໍລິການ"], HEAD, *rows])).sheets[0]


def mapping(**more: object) -> ColumnMapping:
    return ColumnMapping.from_json({**MAPPING.as_json(), **more})


def test_a_guess_takes_exact_words_first_and_each_field_once() -> None:
    found = guess(SERVICES, ["Service", "ຊື່", "Kinds", "Number of place", "", "ໂທລະສັບ", "Telephone"])
    assert found == {
        "service": "name",
        column_keys(["ໂທລະສັບ"])[0]: "phone",
        "kinds": "kind",
        "number of place": "capacity",
    }


def test_short_words_are_never_guessed_by_likeness() -> None:
    assert guess(SERVICES, ["Nam", "Kin"]) == {}


def test_the_header_is_the_row_that_says_most() -> None:
    assert guess_header_row(SERVICES, sheet_with(["ບ້ານພັກ ກ", "Shelter", 3])) == 2
    assert guess_header_row(SERVICES, read_workbook(book_of([["x"], ["y"]])).sheets[0]) == 1


def test_equal_labels_are_told_apart_and_empty_ones_have_no_name() -> None:
    assert column_keys(["note", "Note", "", "NOTE"]) == ["note", "note #2", "", "note #3"]


def test_a_fitting_mapping_has_no_problems() -> None:
    assert mapping_problems(mapping(), SERVICES, [sheet_with()]) == []


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"sheet": "gone"}, ["mapping_sheet_gone"]),
        ({"columns": {}}, ["mapping_nothing"]),
        ({"columns": {NAME: "name"}}, ["mapping_field_missing"]),
        ({"columns": {NAME: "name", KIND: "kind", "gone": "phone"}}, ["mapping_column_gone"]),
        ({"columns": {NAME: "name", "note": "name", KIND: "kind"}}, ["mapping_field_twice"]),
        ({"identity": "gone"}, ["mapping_column_gone"]),
    ],
)
def test_every_reason_against_a_mapping(change: dict[str, object], codes: list[str]) -> None:
    found = mapping_problems(mapping(**change), SERVICES, [sheet_with()])
    assert [problem.code for problem in found] == codes
    assert all(problem.message for problem in found)


def test_a_fixed_value_fills_a_required_field() -> None:
    fits = mapping(columns={NAME: "name"}, fixed={"kind": "Shelter"})
    assert mapping_problems(fits, SERVICES, [sheet_with()]) == []


def test_a_row_is_read_by_the_kinds_of_its_fields() -> None:
    sheet = sheet_with(["ບ້ານພັກ ກ", "ບ້ານພັກ", 12, "", "", "໐໒໐ 555"])
    header = header_of(mapping(), sheet)
    said, wrong = read_line(SERVICES, header, mapping(), sheet.lines[2])
    assert wrong == []
    assert said == {
        "name": "ບ້ານພັກ ກ",
        "kind": "shelter",
        "more_kinds": (),
        "capacity": 12,
        "since": date(2020, 2, 1),
        "phone": "020 555",
    }


def test_every_reason_against_a_row_with_its_column() -> None:
    sheet = sheet_with([None, "Shelter; Legal aid", "many"])
    header = header_of(mapping(), sheet)
    _said, wrong = read_line(SERVICES, header, mapping(fixed={"since": "?"}), sheet.lines[2])
    assert [(found.row, found.column, found.problem.code) for found in wrong] == [
        (3, "A", "cell_missing"),
        (3, "B", "cell_one_value_only"),
        (3, "C", "cell_not_a_number"),
        (3, "", "cell_not_a_date"),
    ]


def test_a_cell_that_cannot_be_read_has_one_reason_only() -> None:
    sheet = sheet_with(["=1", "Shelter", 2])
    _said, wrong = read_line(SERVICES, header_of(mapping(), sheet), mapping(), sheet.lines[2])
    assert [(found.column, found.problem.code) for found in wrong] == [("A", "cell_formula")]


def test_a_cell_counts_more_than_the_fixed_value() -> None:
    sheet = sheet_with(["ກ", None, 1], ["ຂ", "Legal aid", 1])
    fixed = mapping(fixed={"kind": "Shelter"})
    header = header_of(fixed, sheet)
    assert [cells_of(header, fixed, line)["kind"] for line in sheet.lines[2:]] == ["Shelter", "Legal aid"]


def test_columns_that_moved_are_found_again_and_the_unread_ones_named() -> None:
    moved = read_workbook(
        book_of([["x"], ["extra", *reversed(HEAD), REASONS], ["e", None, None, None, 3, "Shelter", "ກ"]])
    )
    header = header_of(mapping(), moved.sheets[0])
    assert (header.columns["name"], header.columns["kind"]) == (6, 5)
    assert header.unread[0] == "extra"
    assert REASONS not in header.unread.values()


def test_a_kept_mapping_finds_its_sheet_and_row_in_another_file() -> None:
    other = read_workbook(book_of([["x"], ["y"], ["z"], HEAD, ["ກ", "Shelter", 1]]))
    found = fitted(mapping(sheet="elsewhere"), other.sheets)
    assert (found.sheet, found.header_row) == ("Sheet", 4)
    assert mapping_problems(found, SERVICES, other.sheets) == []
    nowhere = read_workbook(book_of([["x"], ["y"]]))
    assert fitted(mapping(), nowhere.sheets) == mapping()


texts = st.text(min_size=1, max_size=8)


@given(
    st.builds(
        ColumnMapping,
        texts,
        texts,
        st.integers(1, 20),
        st.dictionaries(texts, texts, max_size=4),
        st.dictionaries(texts, texts, max_size=4),
        texts,
    )
)
def test_a_kept_mapping_is_the_same_mapping(kept: ColumnMapping) -> None:
    assert ColumnMapping.from_json(kept.as_json()) == kept


@given(st.lists(st.text(max_size=6), max_size=12))
def test_keys_of_columns_are_unique(labels: list[str]) -> None:
    keys = [name for name in column_keys(labels) if name]
    assert len(set(keys)) == len(keys)
