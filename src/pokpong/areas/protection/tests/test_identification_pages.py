"""The pages of identifications: for those who help, and for the body that decides."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pokpong.areas.protection.models import Case, Identification, IdentificationAnswer
from pokpong.areas.protection.screens.identification.section import sections
from pokpong.areas.protection.tests.cases import NAME, a_case, a_person
from pokpong.areas.protection.tests.factories import caseworker, member, picture
from pokpong.areas.protection.tests.factories_screening import (
    FIELDS,
    WHY,
    a_body,
    agreed_to,
    investigator,
    presumed,
    requested,
)
from pokpong.areas.protection.tests.walking import as_, error_codes, queries_of, text_of
from pokpong.foundation.access.models import User
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.actions.consents import withdraw_consent
from pokpong.registers.people.tests.factories import contact_for

pytestmark = pytest.mark.django_db
LETTER = {"answer": "formal", "number": "118/ປກສ", "on_day": "1", "on_month": "3", "on_year": "2026", "reason": ""}


@pytest.fixture
def body() -> Organisation:
    return a_body()


@pytest.fixture
def vilay(body: Organisation) -> User:
    return investigator(body)


def url(name: str, row: Any, *more: Any) -> str:
    return reverse(name, args=[row.pk, *more])


def where(answer: Any) -> str:
    """Where a page sends its reader."""
    return str(answer.headers["Location"])


def sent(**typed: Any) -> dict[str, Any]:
    return {"call_id": new_id(), **typed}


def test_presumed_asked_answered(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    agreed_to(bob, case, body)
    helper, police = as_(bob), as_(vilay)
    assert where(helper.post(url("identification:presume", case), sent(why=WHY))).endswith("#identification")
    row = Identification.objects.get(case=case)
    shown = helper.get(url("identification:request", row))
    assert shown.context["form"]["body"].value() == str(body.pk)
    asked = sent(body=str(body.pk), fields_shown=FIELDS, message="ຂໍຢືນຢັນ")
    assert where(helper.post(url("identification:request", row), asked)) == url("identification:page", row)
    assert url("body:request", row) in text_of(police.get(reverse("body:queue")))
    page = text_of(police.get(url("body:request", row)))
    assert NAME in page
    assert "ຂໍຢືນຢັນ" in page
    answered = sent(**LETTER, file=_file())
    assert where(police.post(url("body:answer", row), answered)) == url("body:request", row)
    page = text_of(helper.get(url("identification:page", row)))
    assert "118/ປກສ" in page
    kept = IdentificationAnswer.objects.get()
    for client, name in ((helper, "identification:letter"), (police, "body:letter")):
        letter = client.get(url(name, row, kept.pk))
        assert letter.headers["Content-Type"] == "image/jpeg"
        assert letter.headers["Content-Disposition"] == 'inline; filename="letter.jpg"'
    assert helper.get(url("identification:letter", row, new_id())).status_code == 404


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.jpg", picture())


def test_the_body_sees_the_consented_parts_and_nothing_else(bob: User, body: Organisation, vilay: User) -> None:
    person = a_person(bob, documents=[{"kind": "passport", "number": "PA777123"}])
    case = a_case(bob, person=person, summary="ບົດສະຫຼຸບລັບ")
    contact_for(bob, person.pk, value="020 7777 1234")
    row = requested(bob, case, body)
    pages = [text_of(as_(vilay).get(page)) for page in (reverse("body:queue"), url("body:request", row))]
    assert NAME in pages[1]
    for page in pages:
        for hidden in ("PA777123", "020 7777 1234", "ບົດສະຫຼຸບລັບ", case.number, str(case.pk), WHY, "Bob", str(person.pk)):
            assert hidden not in page
    assert NAME not in pages[0]


def test_contacts_when_agreed_but_never_unsafe_ones(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    contact_for(bob, case.person_id, value="020 1111 1111")
    contact_for(bob, case.person_id, value="020 2222 2222", safety="unsafe")
    agreed_to(bob, case, body, fields=["names", "contacts"])
    row = presumed(bob, case)
    asked = sent(body=str(body.pk), fields_shown=["names", "contacts"], message="")
    as_(bob).post(url("identification:request", row), asked)
    page = text_of(as_(vilay).get(url("body:request", row)))
    assert "020 1111 1111" in page
    assert "020 2222 2222" not in page


def test_a_withdrawn_consent_takes_the_pages_away_at_once(
    bob: User, case: Case, body: Organisation, vilay: User
) -> None:
    row = requested(bob, case, body)
    client = as_(vilay)
    assert client.get(url("body:request", row)).status_code == 200
    assert row.consent_id is not None
    withdraw_consent(by=bob, id=new_id(), consent=row.consent_id, call_id=new_id())
    assert client.get(url("body:request", row)).status_code == 404
    assert client.get(url("body:answer", row)).status_code == 404
    assert str(row.pk) not in text_of(client.get(reverse("body:queue")))


def test_a_request_without_consent_says_so_beside_the_parts(bob: User, case: Case, body: Organisation) -> None:
    row = presumed(bob, case)
    shown = as_(bob).get(url("identification:request", row))
    assert url("people:consent_give", case.person) in text_of(shown)
    asked = sent(body=str(body.pk), fields_shown=FIELDS, message="")
    answer = as_(bob).post(url("identification:request", row), asked)
    assert error_codes(answer) == {"identification_consent_missing"}
    assert "fields_shown" in answer.context["form"].errors


def test_an_answer_without_its_letter_names_all_reasons(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    row = requested(bob, case, body)
    answer = as_(vilay).post(url("body:answer", row), sent(answer="formal", number="", reason=""))
    assert error_codes(answer) == {"identification_letter_missing", "identification_letter_day_missing"}


def test_a_letter_on_paper_is_written_down(bob: User, case: Case, body: Organisation) -> None:
    row = presumed(bob, case)
    client = as_(bob)
    assert client.get(url("identification:record", row)).status_code == 200
    client.post(url("identification:record", row), sent(**LETTER, body=str(body.pk)))
    row.refresh_from_db()
    assert row.state == "formal"


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("set_aside", "presumed", "set_aside"),
        ("take_back", "requested", "presumed"),
        ("appeal", "declined", "appealed"),
    ],
)
def test_steps_with_a_reason(
    bob: User, case: Case, body: Organisation, vilay: User, name: str, before: str, after: str
) -> None:
    row = presumed(bob, case) if before == "presumed" else requested(bob, case, body)
    if before == "declined":
        as_(vilay).post(url("body:answer", row), sent(answer="declined", number="", reason=WHY))
    client = as_(bob)
    labels = [step["url"] for step in client.get(url("identification:page", row)).context["steps"]]
    assert url(f"identification:{name}", row) in labels
    assert client.get(url(f"identification:{name}", row)).status_code == 200
    assert error_codes(client.post(url(f"identification:{name}", row), sent(why=" "))) == {"required"}
    client.post(url(f"identification:{name}", row), sent(why=WHY))
    row.refresh_from_db()
    assert row.state == after


HELPERS = ["page", "request", "record", "appeal", "take_back", "set_aside"]


@pytest.mark.parametrize("name", HELPERS)
def test_the_helpers_pages_are_not_the_bodys(bob: User, case: Case, body: Organisation, vilay: User, name: str) -> None:
    row = requested(bob, case, body)
    address = url(f"identification:{name}", row)
    assert as_(vilay).get(address).status_code == 403
    assert as_(member()).get(address).status_code == 403
    assert as_(caseworker(name="stranger")).get(address).status_code == 404


@pytest.mark.parametrize("name", ["request", "answer"])
def test_the_bodys_pages_are_not_the_helpers(bob: User, case: Case, body: Organisation, name: str) -> None:
    row = requested(bob, case, body)
    other = investigator(a_body("ministry", "ກະຊວງ ຕົວຢ່າງ"), "khamla")
    assert as_(bob).get(url(f"body:{name}", row)).status_code == 403
    assert as_(other).get(url(f"body:{name}", row)).status_code == 404


def test_reading_leaves_events_of_request_and_person(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    row = requested(bob, case, body)
    as_(vilay).get(url("body:request", row))
    kinds = set(Reading.objects.filter(actor=vilay.pk).values_list("kind", flat=True))
    assert {"identification", "person"} <= kinds


def test_the_queue_costs_the_same_for_few_and_many(bob: User, body: Organisation, vilay: User) -> None:
    client = as_(vilay)
    requested(bob, a_case(bob), body)
    few = queries_of(client, reverse("body:queue"))
    for number in range(3):
        requested(bob, a_case(bob, person=a_person(bob, name=f"ນາງ ຄົນທີ {number}")), body)
    assert queries_of(client, reverse("body:queue")) == few


def test_the_empty_queue_says_so(vilay: User) -> None:
    assert "pk-empty" in text_of(as_(vilay).get(reverse("body:queue")))


def test_the_section(bob: User, case: Case, rf: Any) -> None:
    request = rf.get("/")
    request.user = bob
    empty = sections(request, case, at_work=True)[0]
    assert empty.context["presume_url"]
    presumed(bob, case)
    full = sections(request, case, at_work=True)[0]
    assert (len(full.context["rows"]), full.context["presume_url"]) == (1, "")
    assert not sections(request, a_case(bob, person=a_person(bob)), at_work=False)[0].context["presume_url"]
