import re
from datetime import date
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.papers.paper import Paper, PaperLink, Section, Signature, render_paper
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
