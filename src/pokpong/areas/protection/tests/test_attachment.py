"""Files of a case: added, withdrawn, put back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pokpong.areas.protection.actions.plan import add_attachment, restore_attachment, withdraw_attachment
from pokpong.areas.protection.models import Attachment
from pokpong.areas.protection.rules import plan as rules
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.checks import assert_left_its_traces, everything_stored
from pokpong.areas.protection.tests.factories import caseworker, picture
from pokpong.areas.protection.tests.factories_plan import WORDS, a_file
from pokpong.areas.protection.tests.refusing import reasons, refuses_closed, refuses_others
from pokpong.areas.protection.tests.walking import as_
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


def test_a_file_is_kept_sealed_under_its_own_words() -> None:
    bob, call_id = caseworker(), new_id()
    case = a_case(bob)
    row = a_file(bob, case, name=WORDS, call_id=call_id)
    assert (row.state, row.media_type, row.added_by, row.name) == ("kept", "image/jpeg", bob.id, WORDS)
    assert_left_its_traces("attachment.add", call_id, row)
    assert WORDS not in str(everything_stored())
    assert a_file(bob, case).name == "ຮູບ.jpg"


def test_what_is_no_file_is_refused() -> None:
    bob = caseworker()
    case = a_case(bob)
    values = {"by": bob, "id": new_id(), "case": case.pk, "file_name": "x"}
    assert reasons(add_attachment, **values, kind="picture", content=b"MZ") == {"file_kind_refused"}
    assert reasons(add_attachment, **values, kind="secret", name="ກ" * 201, content=picture()) == {
        "attachment_kind_unknown",
        "plan_text_too_long",
    }
    assert not Attachment.objects.exists()
    assert [problem.code for problem in rules.wrong_attachment(kind="letter", kept=100)] == ["attachments_too_many"]


def test_who_may_not_add_and_when() -> None:
    bob = caseworker()
    case = a_case(bob)
    fine = {"id": new_id(), "case": case.pk, "kind": "picture", "file_name": "x.jpg", "content": picture()}
    refuses_others(add_attachment, **fine)
    row = a_file(bob, case)
    refuses_others(withdraw_attachment, attachment=row.pk, reason=WORDS)
    refuses_closed(case, add_attachment, by=bob, **fine)


def test_a_withdrawn_file_opens_no_more_until_it_is_put_back() -> None:
    bob = caseworker()
    row, client = a_file(bob, a_case(bob)), as_(bob)
    url = reverse("plan:attachment", args=[row.pk])
    assert client.get(url)["Content-Type"] == "image/jpeg"
    assert reasons(withdraw_attachment, by=bob, attachment=row.pk, reason="") == {"plan_reason_missing"}
    withdraw_attachment(by=bob, attachment=row.pk, reason=WORDS, call_id=new_id())
    assert client.get(url).status_code == 404
    assert reasons(withdraw_attachment, by=bob, attachment=row.pk, reason=WORDS) == {"move_not_allowed"}
    restore_attachment(by=bob, attachment=row.pk, reason=WORDS, call_id=new_id())
    assert client.get(url).status_code == 200
    assert reasons(restore_attachment, by=bob, attachment=row.pk, reason=WORDS) == {"move_not_allowed"}


def test_opening_a_file_names_nobody_and_is_noted() -> None:
    bob = caseworker()
    case = a_case(bob)
    row = a_file(bob, case, kind="letter", content=PDF, name=WORDS)
    answer = as_(bob).get(reverse("plan:attachment", args=[row.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="{case.number}-{row.pk.hex[-6:]}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content == PDF
    assert Reading.objects.filter(actor=bob.pk, kind="file", shown=[str(row.file)]).exists()
    stranger = caseworker(name="stranger")
    assert as_(stranger).get(reverse("plan:attachment", args=[row.pk])).status_code == 404
