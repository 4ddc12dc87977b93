"""The sign-in sheet and the certificate as PDF: what is read back is what was said, in whole Lao words."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.test import RequestFactory
from pypdf import PdfReader

from pokpong.areas.capacity.actions import close_training, finish_training, issue_certificates
from pokpong.areas.capacity.certificate_codes import code_of, grouped
from pokpong.areas.capacity.models import Certificate, Session
from pokpong.areas.capacity.queries.trainings import enrolments_of, sessions_of
from pokpong.areas.capacity.screens.papers import certificate_of, shared_out, sheet
from pokpong.areas.capacity.tests.factories import (
    FIRST,
    a_running,
    a_session,
    an_office,
    enrolled,
    manager,
    present,
    scored,
)
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.papers.paper import file_name
from pokpong.foundation.papers.pdf import pdf_of
from pokpong.foundation.papers.tests.pdf_reading import (
    SHEET,
    assert_breaks_between_words,
    assert_no_overflow,
    assert_only_our_fonts,
    assert_reads_whole,
)

pytestmark = pytest.mark.django_db


def test_the_sign_in_sheet_is_an_official_paper_with_everybody_and_room_for_more() -> None:
    by = manager()
    row = a_running(by, organisation=an_office().pk, venue="ຫ້ອງປະຊຸມໃຫຍ່")
    a_session(by, row, names={"lo": "ການສົ່ງຕໍ່ຜູ້ຖືກເຄາະຮ້າຍ"})
    for name in ("ນາງ ບົວພັນ ສຸວັນນະວົງ", "ທ້າວ ຄຳໝັ້ນ ພົມມະຈັນ"):
        enrolled(by, row, name, institution="ພະແນກແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມແຂວງ", post="ຮອງຫົວໜ້າຂະແໜງ")
    paper = sheet(row, enrolments_of(row), sessions_of(row))
    pdf = pdf_of(paper)
    assert_reads_whole(pdf, paper)
    assert_no_overflow(pdf, margins=SHEET)
    assert_only_our_fonts(pdf)
    assert_breaks_between_words(pdf, ["ພະແນກແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມແຂວງ"])
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2  # a page for each day
    assert [len(part.table.rows) for part in paper.sections if part.table] == [20, 20]
    assert file_name(paper, "pdf") == "attendance-list.pdf"


def test_twenty_people_of_one_day_sign_on_one_page_across() -> None:
    by = manager()
    row = a_running(by, starts=FIRST, ends=FIRST, organisation=an_office().pk)
    for number in range(20):
        office = "ພະແນກແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມແຂວງ" if number % 2 else "ປກສ ເມືອງ"
        enrolled(by, row, f"ນາງ ບົວພັນ ສຸວັນນະວົງ {number}", institution=office, post="ຮອງຫົວໜ້າຂະແໜງ")
    pdf = pdf_of(sheet(row, enrolments_of(row), sessions_of(row)))
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    assert page.mediabox.width > page.mediabox.height
    assert_no_overflow(pdf, margins=SHEET)


def test_each_day_has_its_own_page_with_at_most_four_sessions() -> None:
    def on(*days: int) -> list[Session]:
        return [Session(day=date(2026, 3, day)) for day in days]

    def sizes(*days: int) -> list[int]:
        return list(map(len, shared_out(on(*days))))

    assert [sizes(), sizes(2), sizes(2, 2, 3)] == [[0], [1], [2, 1]]
    assert [sizes(*[2] * number) for number in (4, 5, 7, 9)] == [[4], [2, 3], [3, 4], [3, 3, 3]]
    sessions = on(2, 2, 2, 2, 2, 3, 4, 4)
    assert [session for part in shared_out(sessions) for session in part] == sessions


def test_the_certificate_shows_what_was_signed_and_its_code() -> None:
    by = manager()
    row = a_running(by, organisation=an_office().pk)
    person = enrolled(by, row, "ນາງ ບົວພັນ ສຸວັນນະວົງ")
    present(by, row)
    scored(by, row, person, "ab")
    finish_training(by=by, training=row.pk, call_id=new_id())
    close_training(by=by, training=row.pk, call_id=new_id())
    issue_certificates(by=by, training=row.pk, call_id=new_id())
    certificate = Certificate.objects.get()
    paper = certificate_of(certificate, RequestFactory().get("/"))
    code = grouped(code_of(certificate.pk, certificate.paper()))
    assert paper.qr.endswith(f"/trainings/check/#{code}")
    pdf = pdf_of(paper)
    assert_reads_whole(pdf, paper)
    assert_no_overflow(pdf)
    assert_only_our_fonts(pdf)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    assert "ບົວພັນ" not in file_name(paper, "pdf")
