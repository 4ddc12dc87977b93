"""An export on its way through the pages: asked for, released or refused, taken, and known again."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import DISTRICT, NEIGHBOUR, caseworker, supervisor
from pokpong.areas.protection.tests.walking import as_, call_id_in, error_codes, text_of
from pokpong.doors.exchange.actions.asking import lapse_exports
from pokpong.doors.exchange.models import Export, ExportRequest
from pokpong.doors.exchange.tests.books import book_of
from pokpong.doors.exchange.tests.releasing import PURPOSE, asked, exported, printed, released, second_person
from pokpong.doors.exchange.tests.test_round_trip import consenting
from pokpong.doors.office import task_words
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import give
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def asks(client: Client, **answers: Any) -> Any:
    return client.post(reverse("exchange:take_out"), {"call_id": str(new_id()), "purpose": PURPOSE, **answers})


def url(name: str, row: ExportRequest) -> str:
    return reverse(f"exchange:{name}", args=[row.pk])


def kinds(user: User) -> set[str]:
    """Of the tasks that wait for this user."""
    return {task.kind for task in waiting_for(user)}


def test_one_asks_another_releases_and_the_file_names_both() -> None:
    boss, second = supervisor(), second_person()
    person = a_person(boss)
    a_case(boss, person=person)
    consenting(boss, person)
    mine, theirs = as_(boss), as_(second)
    answer: Any = asks(mine)
    row = ExportRequest.objects.get()
    assert answer.url == url("export", row)
    assert reverse("exchange:copy", args=[row.pk]) not in text_of(mine.get(answer.url))
    assert url("release", row) not in text_of(mine.get(answer.url))
    [task] = [task for task in waiting_for(second) if task.kind == "export.release"]
    assert task_words.url_of(task) == url("export", row)
    assert row.number in task_words.words_of(task, task_words.subjects_of(second, [task])[task.pk])
    page = text_of(theirs.get(url("export", row)))
    assert PURPOSE in page
    assert boss.display_name in page
    assert theirs.post(url("release", row)).headers["Location"] == url("export", row)
    assert "export.release" not in kinds(second)
    assert "export.take" in kinds(boss)
    assert url("copy", row) in text_of(mine.get(url("export", row)))
    file: Any = mine.post(url("copy", row))
    assert file["Content-Disposition"] == f'attachment; filename="htcds-cases-{row.number}.xlsx"'
    assert "no-store" in file["Cache-Control"]
    book = load_workbook(io.BytesIO(file.content))
    assert book.worksheets[0]["D3"].value
    assert second.display_name in printed(book.worksheets[0])[1]
    assert "export.take" not in kinds(boss)
    assert Export.objects.get().request == row
    assert row.number in text_of(mine.get(reverse("exchange:files")))
    assert row.number in text_of(theirs.get(reverse("exchange:files")))


def test_the_empty_list_says_so_and_the_form_says_what_is_missing() -> None:
    boss = supervisor()
    client = as_(boss)
    assert client.get(reverse("exchange:files")).context["exports"].total == 0
    assert error_codes(asks(client)) == {"export_nobody_releases"}
    second_person()
    assert error_codes(asks(client, purpose="")) == {"required"}
    give(boss, "case_supervisor", "LA01/")
    assert error_codes(asks(as_(User.objects.get(pk=boss.pk)))) == {"required"}
    assert not ExportRequest.objects.exists()


def test_it_is_refused_with_a_reason_that_the_asker_reads() -> None:
    boss = supervisor()
    row = asked(boss)
    theirs = as_(second_person())
    page = theirs.get(url("refuse", row))
    assert error_codes(theirs.post(url("refuse", row), {"call_id": call_id_in(text_of(page)), "why": " "}))
    theirs.post(url("refuse", row), {"call_id": str(new_id()), "why": "ຕົວເລກກໍພຽງພໍ"})
    mine = as_(boss)
    assert "ຕົວເລກກໍພຽງພໍ" in text_of(mine.get(url("export", row)))
    assert kinds(boss) == {"export.read_refusal"}
    assert mine.post(url("copy", row)).status_code == 302
    assert not Export.objects.exists()


def test_a_press_that_comes_too_late_is_told_why() -> None:
    boss = supervisor()
    row = released(boss)
    theirs = as_(second_person())
    answer = theirs.post(url("release", row), follow=True)
    assert answer.status_code == 200
    assert ExportRequest.objects.get().state == "released"
    mine = as_(boss)
    assert mine.post(url("copy", row), follow=True).status_code == 200  # nobody consents: said, and nothing taken
    assert not Export.objects.exists()
    mine.post(url("take_back", row))
    assert ExportRequest.objects.get().state == "taken_back"
    assert lapse_exports() == 0


def test_who_comes_to_these_pages() -> None:
    row = released(supervisor(DISTRICT), DISTRICT)
    stranger, worker = as_(supervisor(NEIGHBOUR, name="stranger")), as_(caseworker())
    assert stranger.get(url("export", row)).status_code == 404
    assert worker.get(url("export", row)).status_code == 403
    assert worker.get(reverse("exchange:whose")).status_code == 403
    for name in ("release", "take_back", "copy", "refuse"):
        assert stranger.post(url(name, row)).status_code == 404
        assert worker.post(url(name, row)).status_code == 403
    second = as_(second_person())
    assert second.post(url("copy", row)).status_code == 404
    assert second.post(url("take_back", row)).status_code == 404


def found_workbook(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("x.xlsx", content)
    return client.post(reverse("exchange:whose"), {"file": file})


def test_a_found_copy_leads_to_its_export() -> None:
    boss = supervisor()
    person = a_person(boss)
    a_case(boss, person=person)
    consenting(boss, person)
    content = exported(boss)
    client = as_(second_person())
    assert client.get(reverse("exchange:whose")).status_code == 200
    assert found_workbook(client, content).url == url("export", ExportRequest.objects.get())
    assert error_codes(found_workbook(client, book_of([["x"]]))) == {"export_no_mark"}
    assert error_codes(found_workbook(client, b"no workbook")) == {"workbook_not_one"}
    assert error_codes(found_workbook(as_(supervisor("LA01/", name="far")), content)) == {"export_no_mark"}
