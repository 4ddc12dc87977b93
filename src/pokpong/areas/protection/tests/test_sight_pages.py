"""Who finds which page, files, and pages about who sees what."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.telling import LeftOut
from pokpong.areas.protection.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    a_concern,
    caseworker,
    member,
    picture,
    supervisor,
)
from pokpong.areas.protection.tests.walking import (
    PAGES,
    as_,
    call_id_in,
    page,
    text_of,
)
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.persons import register_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_a_concern_is_not_there_for_others(name: str) -> None:
    row = a_concern(member(), anonymous=True)
    boss = supervisor()
    assert as_(boss).get(page(name, row)).status_code == 200
    assert as_(supervisor("LA14/", "elsewhere")).get(page(name, row)).status_code == 404
    assert as_(make_user("eve", "donor")).get(page(name, row)).status_code == 403
    assert Client().get(page(name, row)).status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_nobody_left_out_finds_any_of_its_pages(name: str) -> None:
    worker = supervisor(DISTRICT, "left")
    supervisor()
    row = a_concern(member(), left_out=LeftOut(users=(worker.pk,)))
    assert as_(worker).get(page(name, row)).status_code == 404


def test_files_are_added_seen_and_handed_over_with_a_reading() -> None:
    worker, row = caseworker(), a_concern(member())
    client = as_(worker)
    call_id = call_id_in(text_of(client.get(page("attach", row))))
    bad = client.post(page("attach", row), {"call_id": call_id, "file": SimpleUploadedFile("a.jpg", b"MZ program")})
    assert "file_kind_refused" in text_of(bad)
    client.post(page("attach", row), {"call_id": call_id, "file": SimpleUploadedFile("ຮູບ.jpg", picture())})
    (file,) = Concern.objects.get(pk=row.pk).attached
    shown = client.get(page("file", row, UUID(file["id"])))
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert shown["Content-Disposition"].startswith("inline")
    assert client.get(page("file", row, UUID(file["id"])) + "?download")["Content-Disposition"].startswith("attachment")
    assert Reading.objects.filter(actor=worker.pk, kind="file").count() == 2
    assert client.get(page("file", row, new_id())).status_code == 404
    assert as_(caseworker(NEIGHBOUR, "other")).get(page("file", row, UUID(file["id"]))).status_code == 404


def test_a_file_of_another_concern_is_not_handed_over() -> None:
    worker, bob = caseworker(), member()
    mine, other = a_concern(bob), a_concern(bob, photo=picture(), photo_name="a.jpg")
    assert as_(worker).get(page("file", mine, UUID(other.attached[0]["id"]))).status_code == 404


def test_who_is_registered_because_of_it_stands_on_its_page_for_those_who_may_see() -> None:
    worker, second = caseworker(), caseworker(name="second")
    row = a_concern(member())
    person = register_person(
        by=worker,
        id=new_id(),
        record={"names": [{"text": "ນາງ ຕົວຢ່າງ", "kind": "official"}], "district_path": DISTRICT},
        because_kind="concern",
        because=row.pk,
        call_id=new_id(),
    )
    link = reverse("people:person", args=[person.pk])
    assert link in text_of(as_(worker).get(page("concern", row)))
    others = text_of(as_(second).get(page("concern", row)))
    assert link not in others
    assert f"because={row.pk}" in others


def test_leaving_out_and_the_closed_circle_by_page() -> None:
    worker, second, boss = caseworker(), caseworker(name="second"), supervisor()
    row = a_concern(member())
    client = as_(boss)
    call_id = call_id_in(text_of(client.get(page("recuse", row))))
    nobody = client.post(page("recuse", row), {"call_id": call_id, "reason": "ຍາດພີ່ນ້ອງ"})
    assert "concern_nobody_chosen" in text_of(nobody)
    client.post(page("recuse", row), {"call_id": call_id, "users": [str(worker.pk)], "reason": "ຍາດພີ່ນ້ອງ"})
    assert as_(worker).get(page("concern", row)).status_code == 404
    call_id = call_id_in(text_of(client.get(page("compartment", row))))
    answer = {"call_id": call_id, "members": [str(boss.pk)], "reason": "ຄອບຄົວຖືກນາບຂູ່"}
    client.post(page("compartment", row), answer)
    assert as_(second).get(page("concern", row)).status_code == 404
    assert client.get(page("concern", row)).status_code == 200
    assert Task.objects.filter(subject=row.pk, state="open").count() == 1


def test_who_typed_it_is_shown_once_for_a_reason() -> None:
    bob, boss = member(), supervisor()
    row = a_concern(bob, anonymous=True)
    client = as_(boss)
    asked = client.get(page("unveil", row))
    assert bob.display_name not in text_of(asked)
    assert bob.display_name not in text_of(client.get(page("concern", row)))
    answer = {"call_id": call_id_in(text_of(asked)), "reason": "ຕ້ອງຖາມທັນທີເພື່ອຊ່ວຍຊີວິດ"}
    shown = client.post(page("unveil", row), answer)
    assert bob.display_name in text_of(shown)
    assert Reading.objects.filter(actor=boss.pk, kind="concern.typist").count() == 1
