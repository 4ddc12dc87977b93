"""Cells: what is read of them, and what makes one unreadable."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from pokpong.doors.exchange.tests.books import SHEET, book_of, repacked
from pokpong.doors.exchange.tests.test_packages import part
from pokpong.doors.exchange.workbooks import cells
from pokpong.doors.exchange.workbooks.reading import Sheet, letters, read_workbook
from pokpong.foundation.kernel.problems import Refused

at = datetime.fromisoformat


def sheet_of(content: bytes) -> Sheet:
    return read_workbook(content).sheets[0]


def test_values_keep_their_kind() -> None:
    line = sheet_of(book_of([["ສີດາ", 20, 1.5, True, at("2001-03-02"), None, "x"]])).lines[0]
    assert line.cells == ("ສີດາ", 20, 1.5, True, at("2001-03-02"), None, "x")
    assert line.problems == ()


def test_a_formula_is_a_problem_and_its_kept_result_is_never_taken() -> None:
    content = book_of([["a", "=1+1", "b"]])
    kept = part(content, "xl/worksheets/sheet1.xml").replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    line = sheet_of(repacked(content, {"xl/worksheets/sheet1.xml": kept})).lines[0]
    assert line.cells == ("a", None, "b")
    assert [(found.row, found.column, found.problem.code) for found in line.problems] == [(1, "B", "cell_formula")]


def test_text_that_only_looks_like_a_formula_is_text() -> None:
    def as_text(sheet: Worksheet) -> None:
        sheet["A1"].value = "=SUM(A2)"
        sheet["A1"].data_type = "s"

    assert sheet_of(book_of([["x"]], as_text)).lines[0].cells == ("=SUM(A2)",)


def test_an_error_of_the_spreadsheet_is_named() -> None:
    def broken(sheet: Worksheet) -> None:
        sheet["A1"].value = "#REF!"

    [found] = sheet_of(book_of([["x", "y"]], broken)).lines[0].problems
    assert found.problem.code == "cell_error"
    assert "#REF!" in found.problem.message


def test_merged_cells_spoil_every_row_they_touch() -> None:
    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells("B2:B3")

    lines = sheet_of(book_of([["a", "b"], ["c", "d"], ["e", None], ["f", "g"]], merged)).lines
    assert [[(found.column, found.problem.code) for found in line.problems] for line in lines] == [
        [],
        [("B", "cell_merged")],
        [("B", "cell_merged")],
        [],
    ]
    assert "B2:B3" in lines[1].problems[0].problem.message


def test_a_range_merged_across_is_a_problem_of_each_column() -> None:
    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:C2")

    line = sheet_of(book_of([["a", "b", "c"], ["d", None, None]], merged)).lines[1]
    assert [found.column for found in line.problems] == ["A", "B", "C"]


def test_a_sheet_that_is_merged_all_over_is_refused() -> None:
    rows = [["x"] * 200] + [["y"]] * 8999
    content = book_of(rows)
    wide = part(content, SHEET).replace(
        b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:GR9000"/></mergeCells>'
    )
    with pytest.raises(Refused) as refused:
        read_workbook(repacked(content, {SHEET: wide}))
    assert [problem.code for problem in refused.value.problems] == ["workbook_too_much_merged"]


def test_hidden_rows_and_columns_are_read_like_others() -> None:
    def hidden(sheet: Worksheet) -> None:
        sheet.row_dimensions[1].hidden = True
        sheet.column_dimensions["B"].hidden = True

    sheet = sheet_of(book_of([["name", "age"], ["ຄຳ", 3]], hidden))
    assert sheet.lines[1].cells == ("ຄຳ", 3)
    assert sheet.hidden_rows == {1}


def test_empty_lines_are_left_out_and_numbers_kept() -> None:
    sheet = sheet_of(book_of([["a"], [], [None, "\u200b "], ["b"]]))
    assert [line.number for line in sheet.lines] == [1, 4]


def test_the_same_file_has_the_same_digest() -> None:
    content = book_of([["a"]])
    assert read_workbook(content).digest == read_workbook(content).digest != read_workbook(book_of([["b"]])).digest


def test_letters() -> None:
    assert [letters(0), letters(25), letters(26)] == ["A", "Z", "AA"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "TRUE"),
        (False, "FALSE"),
        (20, "20"),
        (2055512345.0, "2055512345"),
        (1.5, "1.5"),
        (date(2021, 3, 22), "2021-03-22"),
        (at("2021-03-22"), "2021-03-22"),
        (at("2021-03-22T08:30"), "2021-03-22T08:30:00"),
        ("  Female\u00a0", "Female"),
        ("ເເຂວງ", "ແຂວງ"),
        ("one_x000D_\r\ntwo", "one\ntwo"),
    ],
)
def test_text_of_a_cell(value: cells.Value, text: str) -> None:
    assert cells.as_text(value) == text


@pytest.mark.parametrize(
    "value",
    [at("2021-03-22"), date(2021, 3, 22), "2021-03-22", "22/3/2021", "22.03.2021", "22 ມີນາ 2021", "໒໒/໓/໒໐໒໑"],
)
def test_a_day_in_the_ways_people_write_it(value: cells.Value) -> None:
    assert cells.as_date(value) == (date(2021, 3, 22), None)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("22/3/2564", "cell_buddhist_year"),
        (at("2564-03-22"), "cell_buddhist_year"),
        ("22/3/21", "cell_short_year"),
        ("soon", "cell_not_a_date"),
        (44277, "cell_not_a_date"),
        (True, "cell_not_a_date"),
        ("31/2/2021", "cell_no_such_day"),
        ("1/1/1800", "cell_year_out_of_range"),
        (at("2400-01-01"), "cell_year_out_of_range"),
    ],
)
def test_a_day_is_never_guessed(value: cells.Value, code: str) -> None:
    day, problem = cells.as_date(value)
    assert day is None
    assert problem is not None
    assert problem.code == code
    assert problem.message


def test_the_buddhist_year_says_what_may_be_meant() -> None:
    _day, problem = cells.as_date("22/3/2564")
    assert problem is not None
    assert "2021" in problem.message


@pytest.mark.parametrize(
    ("value", "answer"),
    [(True, True), ("Yes", True), ("TRUE", True), ("ແມ່ນ", True), (1, True), ("no", False), ("ບໍ່", False), (None, None)],
)
def test_yes_and_no(value: cells.Value, answer: bool | None) -> None:
    assert cells.as_bool(value) == (answer, None)


def test_neither_yes_nor_no() -> None:
    assert cells.as_bool("perhaps")[1] is not None


@pytest.mark.parametrize(("value", "number"), [(3, 3), (3.0, 3), ("໓", 3), ("", None)])
def test_whole_numbers(value: cells.Value, number: int | None) -> None:
    assert cells.as_number(value) == (number, None)


@pytest.mark.parametrize("value", [-1, 2.5, "many", True, "9" * 12])
def test_what_is_no_whole_number(value: cells.Value) -> None:
    number, problem = cells.as_number(value)
    assert number is None
    assert problem is not None


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.dates()))
def test_any_value_is_text_that_stays_the_same(value: cells.Value) -> None:
    text = cells.as_text(value)
    assert cells.as_text(text) == text
