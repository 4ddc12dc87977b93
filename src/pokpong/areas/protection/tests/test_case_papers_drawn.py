"""The papers of a case as PDF and Word, in Lao and in Lao with English, with long texts: read back, nothing lost."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import LazySettings
from docx import Document

from pokpong.areas.protection.queries import papers as queries
from pokpong.areas.protection.screens.papers.closing import Ending, closure_letter, village_letter
from pokpong.areas.protection.screens.papers.information import Sheet, information_sheet
from pokpong.areas.protection.screens.papers.letter import Letter, referral_letter
from pokpong.areas.protection.screens.papers.summary import PARTS, Summary, case_summary
from pokpong.areas.protection.screens.papers.telling import Telling
from pokpong.areas.protection.tests.cases import a_case, a_closed_case, a_person
from pokpong.areas.protection.tests.factories import supervisor
from pokpong.areas.protection.tests.factories_papers import (
    a_full_case,
    a_village_authority,
    numbered,
    officer,
    told_to,
)
from pokpong.areas.protection.tests.referrals import a_contact, a_shelter, sent
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.foundation.lao.text import fold
from pokpong.foundation.papers.paper import Paper
from pokpong.foundation.papers.pdf import pdf_of
from pokpong.foundation.papers.tests.pdf_reading import (
    OFFICIAL,
    PLAIN,
    assert_breaks_between_words,
    assert_no_overflow,
    assert_only_our_fonts,
    assert_reads_whole,
    paper_texts,
)
from pokpong.foundation.papers.tests.samples import ENGLISH, LAO
from pokpong.foundation.papers.word import docx_of
from pokpong.foundation.papers.words import Languages
from pokpong.registers.people.queries.sight import ALL

pytestmark = pytest.mark.django_db
LANGUAGES = (Languages("lo"), Languages("lo", "en"))
HOTLINES = [{"name": {"lo": "ສາຍດ່ວນຕົວຢ່າງ", "en": "Example hotline"}, "number": "1362"}]
Draw = Callable[[User, Telling], Paper]


def the_summary(alice: User, telling: Telling) -> Paper:
    case = a_full_case(alice, services=6)
    return case_summary(Summary(case, ALL, tuple(PARTS), alice.display_name, queries.office_of(alice.pk)), telling)


def the_information(alice: User, telling: Telling) -> Paper:
    sheet = Sheet(a_full_case(alice), ALL, alice.display_name, queries.office_of(alice.pk))
    return information_sheet(sheet, telling)


def the_letter(alice: User, telling: Telling) -> Paper:
    case = a_case(alice)
    a_contact(alice, case.person)
    words = f"{LAO}\n\n{LAO}\n\n{ENGLISH}"
    row = sent(alice, case, a_shelter(), message=words, reason=words, share_reason=True)
    issued = numbered(alice, "referral", row.pk)
    contacts = list(case.person.contacts.all())
    return referral_letter(Letter(row, row.fields, contacts, queries.office_of(alice.pk), issued), telling)


def _ending(alice: User) -> Ending:
    case = a_closed_case(alice, supervisor(), person=a_person(alice, name="ນາງ ຊື່ຍາວຫຼາຍ ຂອງຜູ້ກັບບ້ານ ຕົວຢ່າງ"))
    closure = queries.closure_of(case)
    assert closure is not None
    return Ending(case, closure, ALL, queries.office_of(alice.pk), numbered(alice, "closure", case.pk))


def the_closure(alice: User, telling: Telling) -> Paper:
    return closure_letter(_ending(alice), telling)


def the_village(alice: User, telling: Telling) -> Paper:
    ending = _ending(alice)
    told_to(alice, ending.case, a_village_authority())
    return village_letter(ending, queries.told_villages(ending.case)[0], telling)


PAPERS: tuple[Draw, ...] = (the_summary, the_information, the_letter, the_closure, the_village)


@pytest.fixture(autouse=True)
def same_day() -> Iterator[None]:
    """The pages break at the same places every day."""
    with clock.standing_at(datetime(2026, 11, 20, 3, tzinfo=UTC)):
        yield


@pytest.fixture(autouse=True)
def hotline(settings: LazySettings) -> None:
    settings.POKPONG_HOTLINES = HOTLINES


@pytest.mark.parametrize("languages", LANGUAGES, ids=["lo", "lo-en"])
@pytest.mark.parametrize("draw", PAPERS)
def test_its_pdf_reads_back_overflows_nowhere_and_has_our_fonts(draw: Draw, languages: Languages) -> None:
    paper = draw(officer(), Telling(languages))
    pdf, margins = pdf_of(paper), OFFICIAL if paper.official else PLAIN
    assert_reads_whole(pdf, paper)
    assert_no_overflow(pdf, margins=margins)
    assert_only_our_fonts(pdf)
    assert_breaks_between_words(pdf, bold_words(paper))


def bold_words(paper: Paper) -> list[str]:
    """What stands in bold in the tables of the paper."""
    heads = [cell.first for section in paper.sections if section.table for cell in section.table.head]
    return [*heads, *(label.first for section in paper.sections for label, _value in section.rows)]


@pytest.mark.parametrize("languages", LANGUAGES, ids=["lo", "lo-en"])
@pytest.mark.parametrize("draw", PAPERS)
def test_its_word_document_says_the_same_in_the_same_order(draw: Draw, languages: Languages) -> None:
    paper = draw(officer(), Telling(languages))
    read, place = squeezed("".join(_texts(docx_of(paper)))), 0
    for text in filter(None, map(squeezed, _body(paper))):
        at = read.find(text, place)
        assert at >= 0, f"not in the document: {text[:80]!r}"
        place = at + len(text)


def test_a_second_language_stands_beside_the_first_only_where_it_differs() -> None:
    alice = officer()
    both = the_information(alice, Telling(Languages("lo", "en")))
    assert "My rights" in [section.heading.second for section in both.sections if section.heading]
    assert all(said.first != said.second for section in both.sections for said in section.points)


def test_the_sums_of_two_currencies_stand_apart_on_the_paper() -> None:
    paper = the_summary(officer(), Telling(Languages("en")))
    (sums,) = [section.points for section in paper.sections if section.table and section.points]
    assert [said.first for said in sums if said.first.startswith("Cost of what was given")] == [
        "Cost of what was given: 450,000 kip",
        "Cost of what was given: 60.00 US dollars",
    ]


def squeezed(text: str) -> str:
    return "".join(fold(text).split())


def _body(paper: Paper) -> list[str]:
    """What both forms say alike; the head of the paper is tested where papers are."""
    texts = paper_texts(paper)
    return texts[texts.index(paper.kind.first) :]


def _texts(content: bytes) -> list[str]:
    """Every paragraph of the document, those in tables where they stand."""
    body: Any = Document(io.BytesIO(content)).element.body
    return ["".join(run.text or "" for run in paragraph.iter(f"{W}t")) for paragraph in body.iter(f"{W}p")]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
