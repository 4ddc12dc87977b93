import re
from datetime import date
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.kernel import problems
from pokpong.foundation.papers import pdf
from pokpong.foundation.papers.paper import (
    Paper,
    PaperLink,
    PaperTable,
    Section,
    Signature,
    file_name,
    render_paper,
)
from pokpong.foundation.papers.tests import samples
from pokpong.foundation.papers.words import Languages, Said

BOTH = Languages("lo", "en")


def page_of(paper: Any) -> Any:
    response = render_paper(paper, RequestFactory().get("/"))
    return response.content.decode()


def visible(html: Any) -> Any:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def full_paper() -> Any:
    return Paper(
        kind=Said("ແຈ້ງການ", "Notice"),
        languages=BOTH,
        subject=Said("ກ່ຽວກັບ ການຢ້ຽມຢາມ", "About a visit"),
        issuers=(Said("ກະຊວງຕົວຢ່າງ", "Example Ministry"), Said("ກົມຕົວຢ່າງ", "Example Department")),
        number="1114/ຮສສ",
        place=Said("ປາກເຊ", "Pakse"),
        date=date(2021, 3, 22),
        bases=(Said("ອີງຕາມ ກົດໝາຍ;", "According to the law;"),),
        sections=(Section(Said("ຫົວຂໍ້", "Heading"), (Said("ເນື້ອໃນ", "Text"),), (Said("ຂໍ້ໜຶ່ງ", "One"),), numbered=True),),
        signatures=(Signature(Said("ຫົວໜ້າກົມ", "Head of the department"), "ທ້າວ ຕົວຢ່າງ"),),
        distribution=(Said("ຫ້ອງວ່າການ", "Office"),),
        qr="https://pokpong.example/x",
    )


def test_every_part_stands_in_the_order_of_a_lao_paper(db: Any) -> None:
    text = visible(page_of(full_paper()))
    order = [
        "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ",
        "ສັນຕິພາບ ເອກະລາດ",
        "ກະຊວງຕົວຢ່າງ",
        "1114/ຮສສ",
        "ປາກເຊ, ວັນທີ 22 ມີນາ 2021",
        "ແຈ້ງການ",
        "ກ່ຽວກັບ",
        "ອີງຕາມ",
        "ເນື້ອໃນ",
        "ຂໍ້ໜຶ່ງ",
        "ຫົວໜ້າກົມ",
        "ທ້າວ ຕົວຢ່າງ",
        "ບ່ອນສົ່ງ:",
        "ຫ້ອງວ່າການ",
    ]
    body = text[text.index(order[0]) :]
    places = [body.index(part) for part in order]
    assert places == sorted(places)


def test_the_second_language_is_marked_and_smaller(db: Any) -> None:
    html = page_of(full_paper())
    assert '<span class="paper-second" lang="en">Notice</span>' in html
    assert '<main class="paper" lang="lo">' in html
    assert "paper-plain" not in html


def test_one_language_leaves_the_other_out(db: Any) -> None:
    paper = Paper(kind=Languages("en").name({"lo": "ແຈ້ງການ", "en": "Notice"}), languages=Languages("en"))
    html = page_of(paper)
    assert "Lao People&#x27;s Democratic Republic" in html
    assert "paper-second" not in html


def test_empty_parts_leave_no_gap(db: Any) -> None:
    html = page_of(Paper(kind=Said("ໃບ"), official=False))
    for part in ("paper-state", "paper-row", "paper-dated", "paper-bases", "paper-signature", "paper-foot"):
        assert f'class="{part}"' not in html


def test_the_page_breaks_no_strict_policy(db: Any) -> None:
    html = page_of(full_paper())
    assert not re.search(r"\sstyle=|<style|<script(?![^>]* src=)|\son\w+=", html)


def test_what_is_typed_is_escaped(db: Any) -> None:
    assert "<b>" not in page_of(Paper(kind=Said("<b>x</b>")))


def test_a_paper_is_not_kept_by_the_browser(db: Any) -> None:
    response = render_paper(Paper(kind=Said("ໃບ")), RequestFactory().get("/"))
    assert response.headers["Cache-Control"] == "no-store"


def test_variants_and_the_way_back_are_offered(db: Any) -> None:
    paper = Paper(kind=Said("ໃບ"), back_url="/people/", variants=(PaperLink("English", "?language=en", current=True),))
    html = page_of(paper)
    assert 'href="/people/"' in html
    assert 'href="?language=en" aria-current="true"' in html


def test_the_motto_can_be_spelt_otherwise(settings: Any) -> None:
    settings.POKPONG_PAPER_MOTTO = {"lo": "ສັນຕິພາບ ເອກະລາດ"}
    assert Paper(kind=Said("ໃບ")).motto.first == "ສັນຕິພາບ ເອກະລາດ"


def test_words_are_said_in_both_languages() -> None:
    said = BOTH.say(_("Number:"))
    assert said == Said("ເລກທີ:", "Number:")
    assert Languages("en").say("%(n)s rows", n=3) == Said("3 rows")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"lo": "ລາວ", "en": "Lao"}, Said("ລາວ", "Lao")),
        ({"en": "Lao"}, Said("Lao")),
        ({"lo": "ລາວ", "en": ""}, Said("ລາວ")),
        ({}, Said("")),
    ],
)
def test_names_of_data(words: Any, expected: Any) -> None:
    assert BOTH.name(words) == expected


# --- labels with values, tables, paragraphs --------------------------------------------------------------------


def test_labels_stand_beside_their_values(db: Any) -> None:
    rows = ((Said("ຊື່", "Name"), Said("ນາງ ຄຳ")), (Said("ເລື່ອງ"), Said("ໜຶ່ງ\n\nສອງ")))
    html = page_of(Paper(kind=Said("ໃບ"), languages=BOTH, sections=(Section(rows=rows),)))
    text = visible(html)
    assert text.index("ຊື່") < text.index("Name") < text.index("ນາງ ຄຳ") < text.index("ເລື່ອງ")
    assert html.count('<th scope="row">') == 2
    assert re.search(r"<p><span[^>]*>ໜຶ່ງ</span></p><p><span[^>]*>ສອງ</span></p></td>", html)


def test_a_table_has_a_head_and_its_rows(db: Any) -> None:
    table = PaperTable((Said("ວັນທີ", "Date"), Said("ຈຳນວນ")), [("1", Said("ສອງ", "Two")), ("3", "")])
    html = page_of(Paper(kind=Said("ໃບ"), languages=BOTH, sections=(Section(table=table),)))
    assert html.count('<th scope="col">') == 2
    assert html.count("<tr>") == 3
    assert '<span class="paper-second" lang="en">Two</span>' in html
    assert sum(int(share) for share in re.findall(r'<col width="(\d+)%">', html)) == 100


@pytest.mark.parametrize("table", [((Said("ກ"),), [("1", "2")]), ((), [])])
def test_a_table_that_is_none_is_refused(table: Any) -> None:
    with pytest.raises(ValueError, match="needs"):
        PaperTable(*table)


@pytest.mark.parametrize(
    ("said", "blocks"),
    [
        (Said("a\n\nb", "c\r\n \r\nd"), [Said("a", "c"), Said("b", "d")]),
        (Said("a\n\n\nb"), [Said("a"), Said("b")]),
        (Said("a\nb", "c"), [Said("a\nb", "c")]),
        (Said("a\n\nb", "c"), [Said("a"), Said("b"), Said("", "c")]),
        (Said("", "c"), [Said("", "c")]),
        (Said(" \n "), []),
    ],
)
def test_blank_lines_begin_paragraphs(said: Said, blocks: Any) -> None:
    assert said.blocks == blocks


# --- the forms of a paper ------------------------------------------------------------------------------------


def answer(paper: Any, query: str) -> Any:
    return render_paper(paper, RequestFactory().get(f"/{query}"))


def test_the_page_offers_to_print_and_both_files(db: Any) -> None:
    html = answer(full_paper(), "?language=lo-en").content.decode()
    assert "data-pk-print" in html
    assert 'href="?language=lo-en&amp;as=pdf"' in html
    assert 'href="?language=lo-en&amp;as=docx"' in html
    assert 'role="alert"' not in html


@pytest.mark.parametrize(
    ("form", "content_type", "begin"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ],
)
def test_a_file_is_answered(form: str, content_type: str, begin: bytes) -> None:
    response = answer(samples.a_paper(sections=()), f"?as={form}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == content_type
    assert response.headers["Content-Disposition"] == f'attachment; filename="notice-1114-2021-03-22.{form}"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.content.startswith(begin)


def test_an_unknown_form_is_the_page(db: Any) -> None:
    assert answer(full_paper(), "?as=exe").headers["Content-Type"].startswith("text/html")


def test_without_a_pdf_the_page_says_why_and_still_prints(db: Any, monkeypatch: Any) -> None:
    def drawn(html: str) -> bytes:
        raise pdf.PdfUnavailable([pdf.NO_PDF()])

    monkeypatch.setattr(pdf, "_drawn", drawn)
    response = answer(full_paper(), "?as=pdf")
    html = response.content.decode()
    assert response.status_code == 503
    assert 'role="alert"' in html
    assert pdf.NO_PDF().message in html
    assert "data-pk-print" in html
    assert response.headers["Cache-Control"] == "no-store"


def test_the_problems_of_a_pdf_have_codes() -> None:
    assert {"pdf_unavailable", "pdf_letters"} <= set(problems.KINDS)


@pytest.mark.parametrize(
    ("paper", "name"),
    [
        (Paper(kind=Said("ແຈ້ງການ", "Notice"), number="1114/ຮສສ", date=date(2021, 3, 22)), "notice-1114-2021-03-22.pdf"),
        (Paper(kind=Said("ແຜນຊ່ວຍເຫຼືອ"), file_stem="case plan"), "case-plan.pdf"),
        (Paper(kind=Said("ແຈ້ງການ")), "paper.pdf"),
        (Paper(kind=Said("My consent"), subject=Said("Alice")), "my-consent.pdf"),
        (Paper(kind=Said('a"b\r\n/../c')), "a-b-c.pdf"),
    ],
)
def test_the_name_of_a_file_is_plain_and_names_nobody(paper: Paper, name: str) -> None:
    assert file_name(paper, "pdf") == name
