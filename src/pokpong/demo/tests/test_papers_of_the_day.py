"""The papers of the day, as pictured in docs/pictures: what is read back is what was written, in whole words."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from pokpong.areas.capacity.models import Certificate, Training
from pokpong.areas.capacity.queries.trainings import enrolments_of, sessions_of
from pokpong.areas.capacity.screens.papers import certificate_of, sheet
from pokpong.areas.partnership.models import Document
from pokpong.areas.partnership.screens.document_paper import paper_of
from pokpong.demo.day import meetings, trainings, visit
from pokpong.demo.day.reports import PAPERS, paper
from pokpong.foundation.papers.parts import Paper
from pokpong.foundation.papers.pdf import pdf_of
from pokpong.foundation.papers.tests.pdf_reading import (
    assert_breaks_between_words,
    assert_no_overflow,
    assert_only_our_fonts,
    assert_reads_whole,
    margins_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


def of_document(kind: str, language: str) -> Paper:
    record = visit.VISIT if kind in ("report", "press") else meetings.HELD
    return paper_of(Document.objects.get(pk=paper(kind, record)), language, "/", "/")


def of_training(kind: str) -> Paper:
    if kind == "certificate":
        return certificate_of(Certificate.objects.order_by("number")[0], RequestFactory().get("/"))
    row = Training.objects.get(pk=trainings.HELD)
    return sheet(row, enrolments_of(row), sessions_of(row))


def is_a_whole_paper(one: Paper) -> None:
    pdf = pdf_of(one)
    assert_reads_whole(pdf, one)
    assert_no_overflow(pdf, margins=margins_of(one))
    assert_only_our_fonts(pdf)
    subject = [one.subject.first] if one.subject else []
    said = [text.first for section in one.sections for text in (*section.paragraphs, *section.points)]
    assert_breaks_between_words(pdf, [*subject, *(line for text in said for line in text.split("\n"))])


def test_every_kind_of_paper_is_there() -> None:
    assert {kind for kind, *_rest in PAPERS} == {"invitation", "minutes", "report", "press"}


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize("kind", ["invitation", "minutes", "report", "press"])
def test_a_document_is_read_back_as_it_was_written(kind: str, language: str) -> None:
    is_a_whole_paper(of_document(kind, language))


@pytest.mark.parametrize("kind", ["sheet", "certificate"])
def test_a_paper_of_the_training_is_read_back_as_it_was_written(kind: str) -> None:
    is_a_whole_paper(of_training(kind))
