"""The workbook of rejected rows: corrected, it can be sent again."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from pokpong.doors.exchange.htcds.columns import find_header
from pokpong.doors.exchange.htcds.rows import read_row
from pokpong.doors.exchange.mapping.rejects import error_workbook
from pokpong.doors.exchange.tests.books import book_of, saved, template_of
from pokpong.doors.exchange.workbooks import problems
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import read_workbook

ROWS = [
    {"D": "ຄຳ", "G": "2/3/2001", "H": "Feminine"},
    {"D": "ດາວ", "G": "2/3/2564", "H": "Famine", "X": "=A1"},
    {"D": "ແກ້ວ", "H": "Masculine"},
    {"D": "ສີ", "G": "then"},
]


def rejected_of(content: bytes) -> bytes:
    sheet, header = find_header(read_workbook(content))
    lines = [line for line in sheet.lines if line.number >= header.first_row and not header.is_blank(line)]
    wrong = [problem for line in lines for problem in read_row(header, line)[1]]
    return error_workbook(sheet, header.first_row - 1, wrong, "Reasons")


def test_only_rejected_rows_with_their_reasons_in_the_same_layout() -> None:
    sheet = load_workbook(io.BytesIO(rejected_of(template_of(ROWS)))).worksheets[0]
    assert sheet.row_dimensions[1].hidden
    assert [sheet["D1"].value, sheet["D2"].value] == ["prs_FirstName", "First Name"]
    assert [sheet["D3"].value, sheet["D4"].value, sheet["D5"].value] == ["ດາວ", "ສີ", None]
    assert sheet["AN2"].value == "Reasons"
    assert sheet["AN3"].value.splitlines()[0].startswith("X: ")
    assert len(sheet["AN3"].value.splitlines()) == 3
    assert "Buddhist" in sheet["G3"].comment.text
    assert "Feminine" in sheet["H3"].comment.text
    assert sheet["D3"].comment is None


def test_corrected_it_is_read_without_complaint_and_the_reasons_are_no_column() -> None:
    book = load_workbook(io.BytesIO(rejected_of(template_of(ROWS))))
    sheet = book.worksheets[0]
    sheet["G3"], sheet["H3"], sheet["X3"], sheet["G4"] = "2/3/2001", "Feminine", "Forced labour", "1/1/1999"
    corrected, header = find_header(read_workbook(saved(book)))
    read = [read_row(header, line) for line in corrected.lines if line.number >= header.first_row]
    assert [wrong for _record, wrong in read] == [[], []]
    assert [record.first_name for record, _wrong in read] == ["ດາວ", "ສີ"]
    assert read[0][0].exploitation_forms == ("ForcedLabour",)


def test_rejected_again_there_is_still_one_column_of_reasons() -> None:
    twice = rejected_of(rejected_of(template_of(ROWS)))
    sheet = load_workbook(io.BytesIO(twice)).worksheets[0]
    heads = [cell.value for cell in sheet[2]]
    assert heads.count("Reasons") == 1
    assert [sheet["D3"].value, sheet["D4"].value] == ["ດາວ", "ສີ"]


def test_a_reason_without_a_column_and_a_sheet_without_hidden_names() -> None:
    sheet = read_workbook(book_of([["ຊື່", "ອາຍຸ"], ["ຄຳ", 3], ["ດີ", True]])).sheets[0]
    wrong = [CellProblem(3, "", problems.MISSING()), CellProblem(3, "B", problems.NOT_A_NUMBER())]
    found = load_workbook(io.BytesIO(error_workbook(sheet, 1, wrong, "ເຫດຜົນ"))).worksheets[0]
    assert [cell.value for cell in found[2]] == ["ຊື່", "ອາຍຸ", "ເຫດຜົນ"]
    assert [cell.value for cell in found[3]][:2] == ["ດີ", "TRUE"]
    assert found["C3"].value.splitlines()[0] == problems.MISSING().message
