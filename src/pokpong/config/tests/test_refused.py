"""What comes from outside with ill intent: refused with a plain reason, logged without what it says, nothing kept."""

from __future__ import annotations

import io
import logging
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from pokpong.doors.exchange.models import Import
from pokpong.doors.exchange.tests.books import book_of
from pokpong.foundation.actions.models import Change
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault.models import SealedFile
from pokpong.registers.people.models import Consent
from pokpong.registers.people.tests import factories as people
from pokpong.registers.people.tests.test_consents import picture, typed

pytestmark = pytest.mark.django_db
BACKEND = "pokpong.foundation.access.sign_in.PokpongBackend"


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.POKPONG_FILES_DIR = tmp_path / "files"
    return tmp_path


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def written() -> tuple[int, ...]:
    """How much stands in what every action writes, and of files."""
    return tuple(model.objects.count() for model in (Event, Change, SealedFile, Consent, Import))


def with_paper(name: str, content: bytes) -> tuple[str, tuple[int, ...]]:
    """What the page of a consent answers to this signed paper, and what was written by then and before it."""
    worker = people.caseworker()
    person = people.register(worker)
    before = written()
    paper = SimpleUploadedFile(name, content, "image/png")
    url = reverse("people:consent_give", args=[person.pk])
    answer = client_of(worker).post(url, typed(evidence=paper), follow=True)
    return answer.content.decode(), before


def test_a_polyglot_picture(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        page, before = with_paper("ສົມສີ.png", picture() + b"<script>alert(1)</script>")
    assert 'data-code="file_two_kinds"' in page
    assert "file_two_kinds" in caplog.text
    assert "ສົມສີ" not in caplog.text
    assert written() == before
    assert not [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["../../x", "..\\..\\x", "/etc/passwd", "../../x.png\x00.pdf"])
def test_a_file_whose_name_climbs_stays_in_its_folder(folder: Path, name: str) -> None:
    """The name is for showing only; what it is stored under is an id."""
    _, before = with_paper(name, picture())
    [kept] = SealedFile.objects.all()
    assert before[2] == 0
    assert not set("/\\\x00") & set(kept.name)
    [stored] = [path for path in folder.rglob("*") if path.is_file()]
    assert stored.name == kept.id.hex
    assert stored.parent.parent == folder / "files"


def test_a_zip_bomb(caplog: pytest.LogCaptureFixture) -> None:
    plain, out = book_of([["ຊື່"], ["ບຸນມີ"]]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        for part in book.namelist():
            bomb.writestr(part, book.read(part))
        bomb.writestr("xl/media/bomb.bin", bytes(40 * 1024**2))
    before = written()
    file = SimpleUploadedFile("ລາຍຊື່.xlsx", out.getvalue())
    with caplog.at_level(logging.WARNING):
        answer = client_of(people.caseworker()).post(
            reverse("exchange:upload"), {"target": "cases", "call_id": str(new_id()), "file": file}
        )
    assert 'data-code="workbook_bomb"' in answer.content.decode()
    assert "workbook_bomb" in caplog.text
    assert "ລາຍຊື່" not in caplog.text
    assert written() == before


def test_two_gigabytes(caplog: pytest.LogCaptureFixture) -> None:
    client = client_of(people.caseworker())
    before = written()
    with caplog.at_level(logging.WARNING):
        answer = client.post(reverse("exchange:upload"), {"target": "cases"}, CONTENT_LENGTH=str(2 * 1024**3))
    assert answer.status_code == 413
    assert "12 MB" in answer.content.decode()
    assert "2048 MB was refused" in caplog.text
    assert written() == before


def test_ciphertext_copied_between_rows(caplog: pytest.LogCaptureFixture) -> None:
    """Who can write to the data base shows nobody another person's name under a record they may read."""
    column = "names"
    worker, elsewhere = people.caseworker(), people.caseworker("bob", "LA14/")
    mine, other = people.register(worker), people.register(elsewhere, "ນາງ ລັບ ຂອງຄົນອື່ນ")
    put(column, mine.pk, stands_in(column, other.pk))
    before = written()
    with caplog.at_level(logging.ERROR):
        answer = client_of(worker).get(reverse("people:person", args=[mine.pk]))
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "ບັນທຶກເສຍຫາຍ" in page or "Damaged record" in page
    assert str(mine.pk) in caplog.text
    assert column in caplog.text
    assert "ຂອງຄົນອື່ນ" not in page + caplog.text
    assert written() == before


def stands_in(column: str, person: UUID) -> bytes:
    """The sealed bytes."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM people_person WHERE id = %s', [as_stored(person)])
        return bytes(cursor.fetchone()[0])


def put(column: str, person: UUID, sealed: bytes) -> None:
    with connection.cursor() as cursor:
        sql = f'UPDATE people_person SET "{column}" = %s WHERE id = %s'
        cursor.execute(sql, [sealed, as_stored(person)])


def as_stored(row: UUID) -> str:
    return row.hex if connection.vendor == "sqlite" else str(row)
