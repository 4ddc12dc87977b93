"""Files that are no plain workbook are refused before anything of them is opened."""

from __future__ import annotations

import io
import logging
import zipfile

import pytest

from pokpong.doors.exchange.tests.books import SHEET, book_of, repacked
from pokpong.doors.exchange.workbooks import packages, scanning
from pokpong.doors.exchange.workbooks.reading import read_workbook
from pokpong.foundation.kernel.problems import Refused

PLAIN = book_of([["ຊື່", "ອາຍຸ"], ["ບຸນມີ", 20]])
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def code_of(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_workbook(content)
    assert len(refused.value.problems) == 1
    assert refused.value.problems[0].message
    return refused.value.problems[0].code


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def test_a_plain_workbook_is_read() -> None:
    book = read_workbook(PLAIN)
    assert [line.cells for line in book.sheets[0].lines] == [("ຊື່", "ອາຍຸ"), ("ບຸນມີ", 20)]


def test_what_is_no_workbook() -> None:
    assert code_of(b"") == "workbook_empty"
    assert code_of(b"name;age\nBounmy;20\n") == "workbook_not_one"
    assert code_of(b"%PDF-1.7 " + bytes(100)) == "workbook_not_one"
    assert code_of(zipped(story=b"no workbook at all")) == "workbook_not_one"
    assert code_of(repacked(PLAIN, {"[Content_Types].xml": None})) == "workbook_not_one"
    assert code_of(PLAIN[:-30]) == "workbook_not_one"


def test_other_formats_are_named() -> None:
    assert code_of(COMPOUND) == "workbook_old_format"
    assert code_of(COMPOUND + "EncryptedPackage".encode("utf-16-le")) == "workbook_encrypted"
    opendocument = zipped(**{"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"})
    assert code_of(opendocument) == "workbook_open_document"


def test_a_protected_zip() -> None:
    flagged = bytearray(zipped(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"}))
    at = flagged.index(b"PK\x01\x02")
    flagged[at + 8] |= 1
    assert code_of(bytes(flagged)) == "workbook_encrypted"


def test_a_workbook_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_BYTES", 1000)
    assert code_of(PLAIN) == "workbook_too_large"


def test_a_zip_bomb(caplog: pytest.LogCaptureFixture) -> None:
    sheet = part(PLAIN, SHEET).replace(b"</sheetData>", b" " * (40 * 1024 * 1024) + b"</sheetData>")
    assert len(bomb := repacked(PLAIN, {SHEET: sheet})) < 100_000
    with caplog.at_level(logging.WARNING):
        assert code_of(bomb) == "workbook_bomb"
    assert "was refused: workbook_bomb" in caplog.text


def test_too_much_in_all_is_a_bomb_although_it_shrinks_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_UNPACKED", 2000)
    assert code_of(PLAIN) == "workbook_bomb"


def test_thousands_of_parts_are_a_bomb() -> None:
    assert code_of(repacked(PLAIN, {f"xl/media/{n}": b"" for n in range(2001)})) == "workbook_bomb"


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1/">]>',
    ],
)
@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml"])
def test_declarations_that_expand_are_refused(name: str, declaration: bytes) -> None:
    body = part(PLAIN, name)
    start = body.index(b"?>") + 2 if body.startswith(b"<?xml") else 0
    assert code_of(repacked(PLAIN, {name: body[:start] + declaration + body[start:]})) == "workbook_bomb"


def test_elements_nested_without_end() -> None:
    deep = b"<a>" * (scanning.DEEPEST + 1) + b"</a>" * (scanning.DEEPEST + 1)
    assert code_of(repacked(PLAIN, {"xl/deep.xml": deep})) == "workbook_damaged"


@pytest.mark.parametrize(
    "name",
    ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/activeX/activeX1.xml", "xl/embeddings/oleObject1.bin"],
)
def test_macros_and_embedded_programs(name: str) -> None:
    assert code_of(repacked(PLAIN, {name: b"<a/>"})) == "workbook_macros"


def test_a_workbook_that_says_it_has_macros() -> None:
    types = part(PLAIN, "[Content_Types].xml").replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    assert code_of(repacked(PLAIN, {"[Content_Types].xml": types})) == "workbook_macros"


@pytest.mark.parametrize("name", ["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/queryTables/q1.xml"])
def test_values_of_other_files(name: str) -> None:
    assert code_of(repacked(PLAIN, {name: b"<a/>"})) == "workbook_external_links"


def test_damaged_parts() -> None:
    assert code_of(repacked(PLAIN, {SHEET: b"<worksheet><sheetData>"})) == "workbook_damaged"
    assert code_of(repacked(PLAIN, {"xl/workbook.xml": b"<workbook/>"})) in {"workbook_damaged", "workbook_no_rows"}
    wrong_cell = part(PLAIN, SHEET).replace(b"<v>20</v>", b"<v>twenty</v>")
    assert code_of(repacked(PLAIN, {SHEET: wrong_cell})) == "workbook_damaged"


def test_an_empty_workbook() -> None:
    assert code_of(book_of([])) == "workbook_no_rows"


def test_ten_thousand_rows_are_read_and_more_are_refused() -> None:
    rows = [["name"]] + [["x"]] * scanning.MOST_ROWS
    assert len(read_workbook(book_of(rows)).sheets[0].lines) == scanning.MOST_ROWS + 1
    assert code_of(book_of(rows + [["x"]] * scanning.MOST_HEAD_ROWS)) == "workbook_too_many_rows"


def test_far_away_cells_are_refused_before_anything_is_filled_up() -> None:
    far_row = part(PLAIN, SHEET).replace(
        b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    )
    assert code_of(repacked(PLAIN, {SHEET: far_row})) == "workbook_too_many_rows"
    far_column = part(PLAIN, SHEET).replace(b"</sheetData>", b'<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>')
    assert code_of(repacked(PLAIN, {SHEET: far_column})) == "workbook_too_many_columns"
