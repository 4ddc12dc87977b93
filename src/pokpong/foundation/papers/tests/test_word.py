import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from pokpong.foundation.lao.text import fold
from pokpong.foundation.papers.paper import PaperTable, Section, Signature
from pokpong.foundation.papers.tests import samples
from pokpong.foundation.papers.tests.pdf_reading import paper_texts
from pokpong.foundation.papers.word import docx_of
from pokpong.foundation.papers.word_text import FONT
from pokpong.foundation.papers.words import Said


def opened(paper: Any) -> Any:
    return docx.Document(io.BytesIO(docx_of(paper)))


def lines(place: Any) -> list[str]:
    """The paragraphs of a document in order, tables cell by cell; list markers left out."""
    found = []
    for part in place.iter_inner_content():
        if isinstance(part, Paragraph):
            found.append(part.text.split("\t")[-1])
        elif isinstance(part, Table):
            found += [line for row in part.rows for cell in row.cells for line in lines(cell)]
    return [line for line in found if line.strip()]


def runs(document: Any) -> list[Any]:
    """The runs of text; a picture's run is none."""
    return [run for run in document.element.body.iter(qn("w:r")) if run.find(qn("w:t")) is not None]


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("official", [False, True])
def test_a_document_says_what_its_paper_says(both: bool, official: bool) -> None:
    paper = samples.a_paper(both=both, official=official)
    said = [text for text in paper_texts(paper) if text]
    assert list(map(fold, lines(opened(paper)))) == list(map(fold, said))
    assert lines(opened(paper)) == said


def test_several_pages_of_tables_are_read_back() -> None:
    paper = samples.long_paper()
    assert lines(opened(paper)) == [text for text in paper_texts(paper) if text]


def test_every_run_speaks_lao() -> None:
    found = runs(opened(samples.a_paper()))
    assert len(found) > 40
    for run in found:
        properties = run.rPr
        fonts = properties.find(qn("w:rFonts"))
        assert {fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "cs")} == {FONT}
        assert properties.find(qn("w:sz")).get(qn("w:val")) == properties.find(qn("w:szCs")).get(qn("w:val"))
        assert (properties.find(qn("w:b")) is None) == (properties.find(qn("w:bCs")) is None)
        assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "lo-LA"


def test_the_parts_of_a_run_stand_in_the_order_of_the_schema() -> None:
    order = [qn(f"w:{name}") for name in ("rFonts", "b", "bCs", "sz", "szCs", "lang")]
    for run in runs(opened(samples.a_paper())):
        tags = [child.tag for child in run.rPr]
        assert tags == [tag for tag in order if tag in tags]


def test_no_style_and_no_theme_brings_another_font() -> None:
    for fonts in opened(samples.a_paper()).styles.element.iter(qn("w:rFonts")):
        assert set(fonts.attrib.values()) == {FONT}


def size_of(run: Any) -> int:
    return int(run.rPr.find(qn("w:szCs")).get(qn("w:val")))


def test_the_second_language_is_at_most_two_thirds() -> None:
    sizes = {run.text: size_of(run) for run in runs(opened(samples.a_paper(sections=())))}
    assert sizes["Notice"] <= sizes["ແຈ້ງການ"] * 0.667
    assert sizes["Head of the department"] <= sizes["ຫົວໜ້າກົມ"] * 0.667


def test_the_kind_is_the_largest_and_bold() -> None:
    found = {run.text: run for run in runs(opened(samples.a_paper(sections=())))}
    assert size_of(found["ແຈ້ງການ"]) == max(map(size_of, found.values()))
    assert found["ແຈ້ງການ"].rPr.find(qn("w:bCs")) is not None


def paragraphs(document: Any) -> list[Any]:
    return [Paragraph(element, document) for element in document.element.body.iter(qn("w:p"))]


def aligned(text: str) -> str:
    (found,) = (one for one in paragraphs(opened(samples.a_paper(sections=()))) if one.text.split("\t")[-1] == text)
    return str(found.alignment).split(" ")[0]


@pytest.mark.parametrize(
    ("text", "alignment"),
    [
        ("ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ", "CENTER"),
        ("ກະຊວງຕົວຢ່າງ", "LEFT"),
        ("ເລກທີ: 1114/ຮສສ", "RIGHT"),
        ("ປາກເຊ, ວັນທີ 22 ມີນາ 2021", "RIGHT"),
        ("ແຈ້ງການ", "CENTER"),
        ("ອີງຕາມ ກົດໝາຍ ສະບັບເລກທີ 73/ສພຊ;", "LEFT"),
        ("ຫົວໜ້າກົມ", "CENTER"),
        ("ຫ້ອງວ່າການ", "LEFT"),
    ],
)
def test_where_the_parts_stand(text: str, alignment: str) -> None:
    assert aligned(text) == alignment


def test_text_is_left_aligned_and_lines_have_room_for_marks() -> None:
    document = opened(samples.a_paper(both=False))
    (text, *_rest) = [one for one in paragraphs(document) if one.text == samples.LAO]
    assert str(text.alignment).startswith("LEFT")
    size = size_of(text.runs[0]._r) / 2
    assert text.paragraph_format.line_spacing.pt == pytest.approx(1.7 * size, abs=0.1)


@pytest.mark.parametrize(("official", "room"), [(True, 38), (False, 24)])
@pytest.mark.parametrize(
    "signature",
    [
        Signature(Said("ຫົວໜ້າ"), "ທ້າວ ຄ"),
        Signature(Said("ຫົວໜ້າ"), line=Said("ລາຍເຊັນ")),
        Signature(Said("ຫົວໜ້າ")),
    ],
)
def test_there_is_room_for_signature_and_seal(signature: Signature, official: bool, room: int) -> None:
    document = opened(samples.a_paper(sections=(), signatures=(signature,), official=official))
    (table,) = (table for table in document.tables if "ຫົວໜ້າ" in table.cell(0, 0).text)
    assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None  # the first cell is the one at the right
    assert table.cell(0, 0).paragraphs[1].paragraph_format.space_before.mm == pytest.approx(room, abs=0.1)
    assert table.cell(0, 1).text == ""


def test_the_page_is_a4_with_numbers_in_its_foot() -> None:
    page = opened(samples.a_paper()).sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert (round(page.left_margin.mm), round(page.right_margin.mm)) == (30, 20)
    codes = [code.text for code in page.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert page.footer.paragraphs[0].text.startswith("1114/ຮສສ\t")


def test_a_table_repeats_its_head_and_keeps_its_rows_whole() -> None:
    document = opened(samples.a_paper(sections=(Section(table=samples.a_table(3)),)))
    (table,) = (table for table in document.tables if "ວັນທີ" in table.cell(0, 0).text)
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    widths = [column.width for column in table.columns]
    assert sum(widths) == pytest.approx(Mm(160), rel=0.02)
    assert widths[2] > widths[0]


def test_a_row_of_a_long_story_may_go_on_over_the_page() -> None:
    document = opened(samples.a_paper(sections=(Section(rows=[(Said("ກ"), Said(samples.LAO * 20))]),)))
    (table,) = (table for table in document.tables if table.cell(0, 0).text == "ກ")
    assert table.rows[0]._tr.trPr is None


def test_points_are_numbered_or_marked() -> None:
    points = (Said("ໜຶ່ງ"), Said("ສອງ"))
    for numbered, markers in ((True, ["1.", "2."]), (False, ["-", "-"])):
        document = opened(samples.a_paper(bases=(), sections=(Section(points=points, numbered=numbered),)))
        found = [one.text.split("\t") for one in document.paragraphs if one.text.split("\t")[-1] in {"ໜຶ່ງ", "ສອງ"}]
        assert [marker for marker, _text in found] == markers


def test_the_qr_code_is_a_picture_where_there_is_one() -> None:
    assert len(opened(samples.a_paper(sections=())).inline_shapes) == 1
    assert len(opened(samples.a_paper(sections=(), qr="")).inline_shapes) == 0


def test_a_plain_paper_has_neither_state_nor_motto() -> None:
    text = lines(opened(samples.a_paper(sections=(), official=False)))
    assert "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ" not in text


def test_empty_parts_leave_no_gap() -> None:
    nothing: dict[str, Any] = dict.fromkeys(("issuers", "bases", "signatures", "distribution", "sections"), ())
    document = opened(samples.a_paper(**nothing, number="", place=None, date=None, subject=None, qr="", official=False))
    assert [one.text for one in document.paragraphs] == ["ແຈ້ງການ", "Notice"]
    assert document.tables == []


def test_the_file_names_nobody() -> None:
    with zipfile.ZipFile(io.BytesIO(docx_of(samples.a_paper()))) as parts:
        core = parts.read("docProps/core.xml").decode()
    assert "python-docx" not in core
    assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core


# Tabs and line ends become tabs and line ends of Word; what XML cannot hold is left out.
@settings(max_examples=12, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=60))
def test_whatever_is_typed_is_read_back(text: str) -> None:
    document = opened(samples.a_paper(sections=(Section(table=PaperTable((Said("ກ"),), [(text,)])),)))
    (table,) = (table for table in document.tables if table.cell(0, 0).text == "ກ")
    assert table.cell(1, 0).text == text.strip()


def test_what_xml_cannot_hold_is_left_out() -> None:
    document = opened(samples.a_paper(sections=(Section(paragraphs=(Said("a\x00b\x0bc\r\nd"),)),)))
    assert "abc\nd" in [one.text for one in document.paragraphs]
