import io
import subprocess
import sys
import time
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from pokpong.foundation.kernel.problems import Refused
from pokpong.foundation.lao.text import canon
from pokpong.foundation.papers import pdf as papers_pdf
from pokpong.foundation.papers.parts import PaperTable, Section
from pokpong.foundation.papers.pdf import PdfUnavailable, breathing, pdf_of
from pokpong.foundation.papers.tests import pdf_reading, samples
from pokpong.foundation.papers.tests.pdf_reading import (
    PLAIN,
    assert_breaks_between_words,
    assert_no_overflow,
    assert_only_our_fonts,
    assert_reads_like,
    assert_reads_whole,
)
from pokpong.foundation.papers.words import Said

WORDS = "ໂຮງຮຽນຢູ່ບ້ານ"


@pytest.fixture(scope="module")
def long_pdf() -> bytes:
    return pdf_of(samples.long_paper())


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("official", [False, True])
def test_a_pdf_says_what_its_paper_says(both: bool, official: bool) -> None:
    paper = samples.a_paper(both=both, official=official)
    pdf = pdf_of(paper)
    assert_reads_whole(pdf, paper)
    assert_no_overflow(pdf, margins=pdf_reading.OFFICIAL if official else PLAIN)
    assert_only_our_fonts(pdf)


def test_the_same_paper_is_the_same_file_whenever_it_is_drawn() -> None:
    paper = samples.a_paper()
    first = pdf_of(paper)
    time.sleep(1.1)  # a font notes the second in which it was saved
    assert pdf_of(paper) == first
    assert pdf_of(samples.a_paper(subject=Said("ອື່ນ"))) != first


def test_the_file_is_dated_as_its_paper_and_by_no_clock() -> None:
    for day, noted in ((date(2021, 3, 22), "D:20210322"), (None, None)):
        metadata = PdfReader(io.BytesIO(pdf_of(samples.a_paper(date=day, sections=())))).metadata
        assert metadata is not None
        assert metadata.get("/CreationDate") == noted
        assert "/ModDate" not in metadata


def test_a_paper_of_several_pages(long_pdf: bytes) -> None:
    pages = PdfReader(io.BytesIO(long_pdf)).pages
    assert len(pages) >= 3
    assert {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pages} == {(595, 842)}
    assert_reads_whole(long_pdf, samples.long_paper())
    assert_no_overflow(long_pdf)


def test_every_page_bears_its_number_and_that_of_the_paper(long_pdf: bytes) -> None:
    count = len(PdfReader(io.BytesIO(long_pdf)).pages)
    for page in range(count):
        low = [glyph for glyph in pdf_reading.glyphs(long_pdf) if glyph.page == page and glyph.baseline < 56]
        assert "".join(glyph.text for glyph in low) == f"1114/ຮສສ{page + 1} / {count}"


def test_the_head_of_a_table_stands_on_each_of_its_pages(long_pdf: bytes) -> None:
    head = pdf_reading.squashed("ໝາຍເຫດRemark")
    text = pdf_reading.read(long_pdf)
    tables = 2
    assert text.count(head) > tables


def test_no_row_of_a_table_is_split(long_pdf: bytes) -> None:
    pages = [(character, glyph.page) for glyph in pdf_reading.glyphs(long_pdf) for character in glyph.text]
    text = "".join(character for character, _page in pages)
    for number in (4, 8, 13):
        start = text.index(f"({number})", text.rindex("(1)"))
        end = text.index("ນໍ້າດື່ມ", start)
        assert len({page for _character, page in pages[start:end]}) == 1


def test_no_row_of_labels_is_split() -> None:
    rows = [
        (Said(f"({number}) ຜູ້ກ່ຽວມາຮັບການຊ່ວຍເຫຼືອໄດ້ແນວໃດ?", "How?"), Said(samples.LAO, samples.ENGLISH))
        for number in range(12)
    ]
    pdf = pdf_of(samples.a_paper(sections=(Section(Said("ຂໍ້ມູນ"), rows=rows),)))
    pages = [(character, glyph.page) for glyph in pdf_reading.glyphs(pdf) for character in glyph.text]
    text = "".join(character for character, _page in pages)
    starts = [text.index(f"({number})") for number in range(12)]
    assert len({page for _character, page in pages}) >= 3
    for start, end in pairwise([*starts, text.index("ຫົວໜ້າກົມ")]):
        assert len({page for _character, page in pages[start:end] if _character.strip()}) == 1


@pytest.mark.parametrize(
    "heads",
    [
        ("ຄວາມຕ້ອງການ", "ຮີບດ່ວນປານໃດ?", "ສະຖານະ", "ໝາຍເຫດ"),
        ("ວຽກໃນແຜນ", "ໃຜເປັນຜູ້ເຮັດ?", "ຮອດວັນທີ", "ສະຖານະ"),
        ("ປະເພດການຊ່ວຍເຫຼືອ", "ວັນທີ", "ຈຳນວນ", "ຄ່າໃຊ້ຈ່າຍ", "ໝາຍເຫດ"),
    ],
)
def test_a_bold_head_breaks_between_words_only(heads: tuple[str, ...]) -> None:
    row: tuple[Said | str, ...] = (
        Said("ສຸຂະພາບ", "Health"),
        "22/03/2021",
        *("20.000 ກີບ",) * (len(heads) - 3),
        samples.LAO,
    )
    table = PaperTable([Said(head, "What is it?") for head in heads], [row, row])
    assert_breaks_between_words(pdf_of(samples.a_paper(sections=(Section(table=table),))), heads)


def test_words_that_no_line_holds_stay_on_the_page() -> None:
    pdf = pdf_of(samples.paper_of_long_words())
    assert_no_overflow(pdf)
    assert_reads_whole(pdf, samples.paper_of_long_words())


def test_a_cell_longer_than_a_page_goes_on_over_it() -> None:
    table = PaperTable((Said("ວັນທີ"), Said("ເລື່ອງ")), [("1", Said(samples.LAO * 14)), ("2", "ຈົບ")])
    paper = samples.a_paper(both=False, sections=(Section(table=table),))
    pdf = pdf_of(paper)
    assert_no_overflow(pdf)
    assert_reads_like(pdf, [samples.LAO, "ຈົບ", "ບ່ອນສົ່ງ:"])


def test_lao_lines_break_between_words(long_pdf: bytes) -> None:
    glyphs = [glyph for glyph in pdf_reading.glyphs(long_pdf) if glyph.baseline > 57]
    ends = [
        (one.text, two.text)
        for one, two in pairwise(glyphs)
        if one.page == two.page and 0 < one.baseline - two.baseline < 40 and two.left < one.left
    ]
    assert len(ends) > 40
    assert not [pair for pair in ends if pair[1] and pair[1] in "ໆຯະາຳິີຶືຸູົຼຽ່້໊໋໌ໍ"]


def test_the_breaks_stand_in_the_drawing_only() -> None:
    html = f'<title>{WORDS}</title><main data-x="{WORDS}"><p>{WORDS}</p></main>'
    drawn = breathing(html)
    assert drawn.startswith(f'<title>{WORDS}</title><main data-x="{WORDS}"><p>')
    assert "\u200b" in drawn
    assert canon(drawn) == canon(html)


@pytest.mark.parametrize(("written", "drawn"), [("ຄຳ", "ຄໍາ"), ("ນ້ຳ", "ນໍ້າ"), ("น้ำ", "นํ้า"), ("ກາ", "ກາ")])
def test_am_is_drawn_as_two_signs(written: str, drawn: str) -> None:
    assert breathing(f"<main>{written}</main>") == f"<main>{drawn}</main>"


def test_nothing_is_broken_before_a_repetition() -> None:
    assert "\u200bໆ" not in breathing(f"<main>{samples.LAO}</main>")


def test_the_qr_code_is_drawn() -> None:
    with_code, without = (pdf_of(samples.a_paper(sections=(), qr=qr)) for qr in ("https://pokpong.example/x", ""))
    squares = [data_of(pdf).count(b" l\n") + data_of(pdf).count(b" h\n") for pdf in (with_code, without)]
    assert squares[0] > squares[1] + 100


def data_of(pdf: bytes) -> bytes:
    contents = [page.get_contents() for page in PdfReader(io.BytesIO(pdf)).pages]
    return b"".join(content.get_data() for content in contents if content is not None)


# --- where there is no PDF -----------------------------------------------------------------------------------


def test_letters_that_our_fonts_lack_are_named() -> None:
    with pytest.raises(PdfUnavailable) as reason:
        pdf_of(samples.a_paper(sections=(), subject=Said("王小明")))
    (problem,) = reason.value.problems
    assert problem.code == "pdf_letters"
    assert set(problem.params["letters"].split()) == {"王", "小", "明"}


@pytest.mark.parametrize("body", ["raise SystemExit(3)", "1 / 0", "import time; time.sleep(30)"])
def test_without_pango_or_in_trouble_the_browser_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, body: str
) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text(body)
    monkeypatch.setattr(papers_pdf, "WORKER", worker)
    monkeypatch.setattr(papers_pdf, "LONGEST", 0.8)
    with pytest.raises(Refused) as reason:
        pdf_of(samples.a_paper())
    assert [problem.code for problem in reason.value.problems] == ["pdf_unavailable"]
    assert "no PDF was drawn" in caplog.text
    assert "ຕົວຢ່າງ" not in caplog.text


def test_who_waits_too_long_for_another_paper_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers_pdf, "LONGEST", 0.05)
    with papers_pdf._drawing, pytest.raises(PdfUnavailable):
        pdf_of(samples.a_paper())


def test_the_worker_is_told_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POKPONG_SECRET_OF_A_TEST", "hidden")
    seen: dict[str, Any] = {}

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        seen.update(options, command=command)
        return subprocess.CompletedProcess(command, 0, b"%PDF", b"")

    monkeypatch.setattr(subprocess, "run", run)
    assert pdf_of(samples.a_paper()) == b"%PDF"
    assert set(seen["env"]) <= {*papers_pdf.KEPT, "FONTCONFIG_FILE"}
    assert seen["command"] == [sys.executable, "-I", str(papers_pdf.WORKER)]
    assert "ຕົວຢ່າງ".encode() in seen["input"]


def test_the_web_process_never_loads_what_draws() -> None:
    """WeasyPrint and its fonts take 50 MB; only the worker may hold them."""
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'pokpong.config.settings.test'; django.setup();"
        "import pokpong.config.urls; print('weasyprint' in sys.modules, 'pokpong.foundation.papers.pdf' in sys.modules)"
    )
    source = Path(papers_pdf.__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=source, timeout=120
    )
    assert done.stdout.split() == ["False", "True"], done.stderr


# --- the checks themselves bite ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def short_pdf() -> bytes:
    return pdf_of(samples.a_paper(sections=()))


def drawn(style: str, text: str = "PKX" * 40) -> bytes:
    return papers_pdf._drawn(f'<html><body><main class="paper"><p style="{style}">{text}</p></main></body></html>')


def test_a_text_that_is_not_there_is_told(short_pdf: bytes) -> None:
    with pytest.raises(AssertionError, match="not read back"):
        assert_reads_like(short_pdf, ["ແຈ້ງການ", "ບໍ່ມີ"])


def test_a_lost_tone_mark_is_told(short_pdf: bytes) -> None:
    assert_reads_like(short_pdf, ["ແຈ້ງການ"])
    with pytest.raises(AssertionError, match="not read back"):
        assert_reads_like(short_pdf, ["ແຈງການ"])


def test_a_torn_word_is_told() -> None:
    torn = papers_pdf._drawn(f'<main class="paper"><p style="width: 8mm">{WORDS}</p></main>')
    with pytest.raises(AssertionError, match="is torn"):
        assert_breaks_between_words(torn, [WORDS])


def test_texts_in_another_order_are_told(short_pdf: bytes) -> None:
    with pytest.raises(AssertionError, match="not read back"):
        assert_reads_like(short_pdf, ["ບ່ອນສົ່ງ:", "ແຈ້ງການ"])


def test_more_than_the_paper_says_is_told(short_pdf: bytes) -> None:
    with pytest.raises(AssertionError, match="what the paper does not"):
        assert_reads_whole(short_pdf, samples.a_paper(sections=(), bases=()))


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("white-space: nowrap; overflow-wrap: normal", "right of the content"),
        ("margin-left: -12mm", "left of the content"),
        ("margin-top: -18mm", "above the content"),
        ("position: relative; top: 250mm", "into the foot"),
    ],
)
def test_what_leaves_the_page_is_told(style: str, words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        assert_no_overflow(drawn(style))


def test_what_stays_on_the_page_is_not_told() -> None:
    assert_no_overflow(drawn("margin: 0"))


def test_a_foreign_font_is_told(short_pdf: bytes) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(short_pdf))
    fonts = pdf_reading._fonts_of(writer.pages[0])
    next(iter(fonts.values()))[NameObject("/BaseFont")] = NameObject("/ABCDEF+DejaVu-Sans")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(AssertionError, match="not ours: /ABCDEF\\+DejaVu"):
        assert_only_our_fonts(out.getvalue())


def test_a_font_left_out_of_the_file_is_told(short_pdf: bytes) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(short_pdf))
    font = next(iter(pdf_reading._fonts_of(writer.pages[0]).values()))
    del font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()["/FontFile2"]
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(AssertionError, match="not in the file"):
        assert_only_our_fonts(out.getvalue())


def test_a_file_without_text_is_told() -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(AssertionError, match="no font"):
        assert_only_our_fonts(out.getvalue())
