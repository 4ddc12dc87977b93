"""Text files of values: read like a sheet, and refused like one."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pokpong.doors.exchange.tests.books import book_of
from pokpong.doors.exchange.workbooks.commas import read_book
from pokpong.foundation.kernel.problems import Refused

LETTERS = some.text(alphabet="ກຂຄງຈາເ໑໒abc012 ,;\"'\n-", max_size=12)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_read_whatever_parts_it_and_however_it_is_written(separator: str, encoding: str) -> None:
    text = separator.join(("ເມືອງ", "ປີ")) + "\r\n\r\n" + separator.join(("ປາກເຊ", "໒໐໒໕")) + "\r\n"
    [sheet] = read_book(text.encode(encoding)).sheets
    assert [(line.number, line.cells) for line in sheet.lines] == [(1, ("ເມືອງ", "ປີ")), (3, ("ປາກເຊ", "໒໐໒໕"))]


def test_a_workbook_is_still_read() -> None:
    [sheet] = read_book(book_of([["a", "b"], ["1", "2"]])).sheets
    assert sheet.lines[1].cells == ("1", "2")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "workbook_empty"),
        (b"no separator at all", "workbook_not_one"),
        (b"<html>a,b</html>", "workbook_not_one"),
        (b"%PDF-1.7 a,b", "workbook_not_one"),
        (b"a,b\x00c\n", "workbook_not_one"),
        (b"a,b\n\xff\xfe\n", "workbook_not_one"),
        (b'a,b\n"never closed,1\n', "workbook_damaged"),
        (b"a,b\n" + b"1,2\n" * 10_001, "workbook_too_many_rows"),
        (b",".join([b"a"] * 201), "workbook_too_many_columns"),
        (b"a,b\n" + b"x" * 200_000 + b",1\n", "workbook_damaged"),
        (b"a,b\n" + b"1,2" * 4_000_000, "workbook_too_large"),
        (b"\n,,,\n ,\n", "workbook_no_rows"),
    ],
)
def test_what_is_hostile_or_broken_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_book(content)
    assert codes(refused) == {code}


@pytest.mark.parametrize("cell", ["=1+1", " =HYPERLINK(1)", "@SUM(A1)"])
def test_what_a_spreadsheet_would_compute_is_a_problem_of_its_cell(cell: str) -> None:
    [sheet] = read_book(f"a,b\n1,{cell}\n".encode()).sheets
    [problem] = sheet.lines[1].problems
    assert (problem.row, problem.column, problem.problem.code) == (2, "B", "cell_formula")
    assert sheet.lines[1].cells == ("1", None)


def test_a_cell_that_is_too_long_is_a_problem_of_its_own() -> None:
    [sheet] = read_book(b"a,b\n1," + b"x" * 32_001).sheets
    assert [found.problem.code for found in sheet.lines[1].problems] == ["cell_too_long"]


@given(some.lists(some.lists(LETTERS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_python_writes_reads_back(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["head", "head"], *rows])
    [sheet] = read_book(out.getvalue().encode()).sheets
    filled = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    assert [line.cells for line in sheet.lines[1:]] == filled
