"""The way of a file through the pages."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import DISTRICT, caseworker, member
from pokpong.areas.protection.tests.walking import as_, call_id_in, error_codes, text_of
from pokpong.doors.exchange import running
from pokpong.doors.exchange.htcds.tables import TEMPLATE
from pokpong.doors.exchange.models import Import, SavedMapping
from pokpong.doors.exchange.tests.books import book_of, template_of
from pokpong.doors.exchange.tests.factories import ROW, brought_in, checked, one_row
from pokpong.foundation.agenda import jobs
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.tests.factories import keeper

pytestmark = pytest.mark.django_db


def sent(client: Client, content: bytes, **more: Any) -> Any:
    """The upload page with this file."""
    file = SimpleUploadedFile("ລາຍຊື່.xlsx", content)
    answers = {"target": "cases", "call_id": str(new_id()), "file": file, **more}
    return client.post(reverse("exchange:upload"), answers)


def form_values(answer: Any) -> dict[str, Any]:
    """What the form of a page would send unchanged."""
    form = answer.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {"call_id": call_id_in(text_of(answer))}


def test_from_the_empty_list_to_an_opened_case() -> None:
    worker = caseworker()
    client = as_(worker)
    assert client.get(reverse("exchange:files")).context["imports"].total == 0
    columns = client.get(sent(client, one_row()).url)
    row = Import.objects.get()
    assert columns.status_code == 200
    answer: Any = client.post(reverse("exchange:columns", args=[row.pk]), {**form_values(columns), "save_as": "ສູນ ກ"})
    assert answer.url == reverse("exchange:file", args=[row.pk])
    page = text_of(client.get(answer.url))
    assert reverse("exchange:start", args=[row.pk]) in page
    assert not Case.objects.exists()
    client.post(reverse("exchange:start", args=[row.pk]))
    assert Case.objects.count() == 1
    assert SavedMapping.objects.get().name == "ສູນ ກ"
    assert "ລາຍຊື່.xlsx" in text_of(client.get(reverse("exchange:files")))


def test_what_cannot_be_read_is_said_beside_the_file() -> None:
    client = as_(caseworker())
    assert error_codes(sent(client, b"no workbook")) == {"workbook_not_one"}
    assert error_codes(sent(client, b"")) == {"workbook_empty"}
    assert not Import.objects.exists()


def test_the_sheet_and_the_row_of_the_headings_can_be_tried() -> None:
    client = as_(caseworker())
    url = sent(
        client, book_of([["First Name", "x", "y"], ["Second Name", "Status", "Birthdate"], ["ດີ", "Active", "2"]])
    ).url
    asked = {"sheet": "Sheet", "head": "2"}
    shown = client.get(url, asked).context["form"]
    assert [shown[f"column_{at}"].value() for at in range(3)] == ["prs_SecondName", "cas_Status", "prs_Birthdate"]


def test_two_columns_for_one_field_are_refused_on_the_page() -> None:
    client = as_(caseworker())
    url = sent(client, one_row()).url
    values = {**form_values(client.get(url)), "column_2": "prs_FirstName"}
    assert error_codes(client.post(url, values)) == {"mapping_field_twice"}


def test_long_files_wait_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    later: list[Any] = []
    monkeypatch.setattr(jobs, "do_later", lambda name, row: later.append((name, row)))
    client = as_(caseworker())
    url = sent(client, template_of([{**ROW, "D": f"ຄຳ{n}"} for n in range(running.AT_ONCE + 1)])).url
    answer: Any = client.post(url, form_values(client.get(url)))
    row = Import.objects.get()
    assert later == [(running.JOB, row.pk)]
    page = text_of(client.get(answer.url))
    assert "<progress" in page
    assert "hx-trigger" in page
    running.run(row.pk)
    assert "<progress" not in text_of(client.get(answer.url))


def test_rejected_rows_are_shown_in_pages_and_come_back_as_a_workbook() -> None:
    worker = caseworker()
    row = checked(worker, template_of([{**ROW, "H": "?", "D": f"ຄຳ{n}"} for n in range(30)]))
    client = as_(worker)
    page = client.get(reverse("exchange:file", args=[row.pk]))
    assert page.context["rejected"].page_count == 2
    answer = client.get(reverse("exchange:rejected", args=[row.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="rejected-rows.xlsx"'
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet["D3"].value == "ຄຳ0"
    assert sheet.max_row == 32
    nothing = checked(worker, one_row())
    assert client.get(reverse("exchange:rejected", args=[nothing.pk])).status_code == 404


def test_a_row_that_asks_is_answered_on_its_page() -> None:
    worker = caseworker()
    known = a_person(worker, name="ຄຳ ໄຊຍະວົງ", age=25)
    case = a_case(worker, person=known)
    row = brought_in(worker, one_row())
    client = as_(worker)
    url = reverse("exchange:row", args=[row.pk, 3])
    assert url in text_of(client.get(reverse("exchange:file", args=[row.pk])))
    page = client.get(url)
    assert case.number in text_of(page)
    assert Reading.objects.filter(actor=worker.pk, kind="person", place="exchange:row").get().shown == [str(known.pk)]
    answer: Any = client.post(url, {"call_id": call_id_in(text_of(page)), "person": str(known.pk)})
    assert answer.url == reverse("exchange:file", args=[row.pk])
    assert client.get(url).status_code == 404
    assert Case.objects.count() == 1


def test_nobody_sees_the_file_of_another() -> None:
    row = checked(caseworker(), one_row())
    other = as_(caseworker(name="other"))
    for name in ("file", "columns", "rejected"):
        assert other.get(reverse(f"exchange:{name}", args=[row.pk])).status_code == 404
    for name in ("start", "drop"):
        assert other.post(reverse(f"exchange:{name}", args=[row.pk])).status_code == 404
    assert other.get(reverse("exchange:row", args=[row.pk, 3])).status_code == 404


def test_who_comes_here_at_all() -> None:
    bob, worker = as_(member()), as_(caseworker())
    assert bob.get(reverse("exchange:files")).status_code == 403
    assert bob.get(reverse("exchange:upload")).status_code == 403
    assert worker.get(reverse("exchange:take_out")).status_code == 403
    assert worker.get(reverse("exchange:files")).status_code == 200


def test_the_published_templates_can_be_taken() -> None:
    worker = as_(caseworker())
    assert worker.get(reverse("exchange:template")).content == TEMPLATE.read_bytes()
    with_lists = load_workbook(io.BytesIO(worker.get(reverse("exchange:template_with_lists")).content))
    assert "validation" in with_lists.sheetnames


def test_a_file_is_put_aside_and_a_mapping_taken_away() -> None:
    worker = caseworker()
    client, row = as_(worker), checked(worker, one_row())
    client.post(reverse("exchange:drop", args=[row.pk]))
    assert Import.objects.get().state == "dropped"
    assert client.get(reverse("exchange:file", args=[row.pk])).status_code == 200
    url = sent(client, one_row()).url
    client.post(url, {**form_values(client.get(url)), "save_as": "ກ"})
    kept = SavedMapping.objects.get()
    client.post(reverse("exchange:drop_mapping", args=[kept.pk]))
    assert SavedMapping.objects.get().ended_at is not None


def test_a_list_of_organisations_goes_the_same_way() -> None:
    boss = keeper()
    client = as_(boss)
    content = book_of([["ຊື່ອົງການ", "ປະເພດ", "ເມືອງ"], ["ສູນ ກ", "ໂຮງຮຽນ", "ປາກເຊ"], ["ສູນ ຂ", "?", "ປາກເຊ"]])
    url = sent(client, content, target="organisations").url
    client.post(url, form_values(client.get(url)))
    row = Import.objects.get()
    assert (row.opened, row.rejected) == (1, 1)
    client.post(reverse("exchange:start", args=[row.pk]))
    made = Organisation.objects.get()
    assert (made.names, made.kind, made.place_path) == ({"lo": "ສູນ ກ"}, "school", DISTRICT)
