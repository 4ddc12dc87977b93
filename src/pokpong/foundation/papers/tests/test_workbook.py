import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pokpong.foundation.papers import workbook
from pokpong.foundation.papers.workbook import FONT, Sheet, sheet_name, xlsx_of

# What XML cannot hold is written by Excel as _x0000_ and not read back by every program.
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40)


def read(sheets: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx_of(sheets)))


def first(rows: Any, **more: Any) -> Any:
    return read([Sheet("ຂໍ້ມູນ", ("ກ", "ຂ"), rows, **more)]).worksheets[0]


def as_day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def test_every_kind_of_cell_is_read_back() -> None:
    page = first([("ທ້າວ ຄຳ", 5), (date(2026, 3, 22), None), (Decimal("1.25"), "0205551234")])
    assert page.title == "ຂໍ້ມູນ"
    assert [[as_day(cell.value) for cell in row] for row in page.iter_rows()] == [
        ["ກ", "ຂ"],
        ["ທ້າວ ຄຳ", 5],
        [date(2026, 3, 22), None],
        [1.25, "0205551234"],
    ]
    assert page["A3"].number_format == "dd/mm/yyyy"
    assert page["B4"].number_format == "@"
    assert {cell.font.name for row in page.iter_rows() for cell in row} == {FONT}


@pytest.mark.parametrize(
    "text", ["=1+1", "+856 20 5555", "-5", "@SUM(A1)", "\tx", "=HYPERLINK(1)", "https://x.example", "{=1}"]
)
def test_no_text_becomes_a_formula_or_an_address(text: str) -> None:
    cell = first([(text, "")])["A2"]
    assert cell.value == text
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert bool(cell.quotePrefix) == text.startswith(workbook.RISKY)


def test_a_harmless_text_carries_no_quote() -> None:
    assert not first([("ບ້ານ", "")])["A2"].quotePrefix


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_texts_come_back_as_they_were(rows: Any) -> None:
    page = first(rows)
    found = [[cell.value or "" for cell in row] for row in page.iter_rows(min_row=2, max_row=len(rows) + 1, max_col=2)]
    assert found[: len(rows)] == [list(row) for row in rows]


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (2**53, str(2**53)),
        (123456789012345, 123456789012345),
        (1234567890123456789, "1234567890123456789"),
        (Decimal("0.1234567890123456789"), "0.1234567890123456789"),
        (Decimal("NaN"), "NaN"),
        (Decimal("-2.5"), -2.5),
        (-3, -3),
    ],
)
def test_no_digit_of_a_number_is_lost(number: Any, written: Any) -> None:
    assert first([(number, None)])["A2"].value == written


def test_a_day_before_the_calendar_of_excel_is_text() -> None:
    assert first([(date(1899, 5, 1), None)])["A2"].value == "1899-05-01"


def test_a_moment_is_text() -> None:
    assert first([(datetime(2026, 1, 2, 3, 4, tzinfo=UTC), None)])["A2"].value == "2026-01-02 03:04+00:00"


def test_the_head_stays_in_sight_and_is_bold() -> None:
    page = first([("x", "y")])
    assert page.freeze_panes == "A2"
    assert page["A1"].font.b
    assert page.auto_filter.ref == "A1:B2"


def test_codes_stand_hidden_above_the_head() -> None:
    page = first([("x", "y")], codes=("name", "count"))
    assert [cell.value for cell in page[1]] == ["name", "count"]
    assert page.row_dimensions[1].hidden
    assert page["A2"].value == "ກ"
    assert page.freeze_panes == "A3"


def test_a_note_hangs_on_its_cell() -> None:
    page = first([("x", "y"), ("z", "w")], notes={(1, 0): "ບໍ່ຮູ້ຈັກ"}, codes=("a", "b"))
    assert page["A4"].comment.text.strip() == "ບໍ່ຮູ້ຈັກ"
    assert page["A3"].comment is None


def test_columns_are_as_wide_as_their_texts_within_bounds() -> None:
    page = first([("ກ", "ຍາວ" * 100)])
    assert page.column_dimensions["A"].width == pytest.approx(8.7, abs=0.8)
    assert page.column_dimensions["B"].width == pytest.approx(60.7, abs=0.8)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("a/b", "a b"), ("'x'", "x"), ("[]", "1"), ("ຂໍ້ມູນ", "ຂໍ້ມູນ"), ("x" * 40, "x" * 31)],
)
def test_names_of_sheets(words: str, expected: str) -> None:
    assert sheet_name(words) == expected


def test_the_file_names_nobody() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_of([Sheet("x", ("a",), [("b",)])]))) as parts:
        core = parts.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in core or "<cp:lastModifiedBy/>" in core


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ([], "needs a sheet"),
        ([Sheet("x", (), []), Sheet("X", (), [])], "same name"),
        ([Sheet("x", ("a",), [("y" * 32_768,)])], "at most 32767"),
        ([Sheet("x", ("a",), [], notes={(0, 0): "n"})], "no cell"),
        ([Sheet("x", ("a",), [("b",)], notes={(0, 1): "n"})], "no cell"),
    ],
)
def test_what_a_workbook_cannot_hold_is_refused(sheets: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        xlsx_of(sheets)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    assert xlsx_of([Sheet("x", ("a",), [("b",)] * 2)])
    with pytest.raises(ValueError, match="at most 3 rows"):
        xlsx_of([Sheet("x", ("a",), [("b",)] * 3)])


def test_two_sheets_stand_in_their_order() -> None:
    assert read([Sheet("x", ("a",), []), Sheet("y", ("b",), [])]).sheetnames == ["x", "y"]
