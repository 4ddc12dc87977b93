"""The pages of case conferences."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pokpong.areas.protection.models import Conference, PlannedAction
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.factories import caseworker
from pokpong.areas.protection.tests.factories_plan import WORDS, a_conference, in_days
from pokpong.areas.protection.tests.filling import day, sent
from pokpong.areas.protection.tests.test_conference import agreed, clinic, with_second
from pokpong.areas.protection.tests.test_need_pages import on_case, page_of
from pokpong.areas.protection.tests.walking import as_, error_codes, text_of
from pokpong.foundation.audit.models import Reading

pytestmark = pytest.mark.django_db


def test_a_conference_is_called_with_colleagues_and_others() -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)
    other = with_second(bob, case)
    answer = sent(
        client,
        on_case("plan_conference", case),
        purpose=WORDS,
        users=[str(other.pk)],
        others="ແມ່\n\nລຸງ",
        **day("planned_on", 2),
    )
    assert answer.url == f"{page_of(case)}#conferences"
    row = Conference.objects.get()
    assert [guest.get("words") or guest["user"] for guest in row.guests] == [str(other.pk), "ແມ່", "ລຸງ"]
    shown = text_of(client.get(reverse("plan:conference", args=[row.pk])))
    for words in (WORDS, "ລຸງ", other.display_name):
        assert words in shown
    assert Reading.objects.filter(kind="conference", shown=[str(row.pk)]).exists()


def test_nobody_invited_is_said_on_the_page() -> None:
    bob = caseworker()
    answer = sent(as_(bob), on_case("plan_conference", a_case(bob)), purpose=WORDS, users=[], **day("planned_on", 2))
    assert error_codes(answer) == {"conference_nobody"}


def test_an_organisation_is_invited_with_what_it_may_hear() -> None:
    bob = caseworker()
    case, client, hospital = a_case(bob), as_(bob), clinic()
    row = a_conference(bob, case)
    url = reverse("plan:invite", args=[row.pk])
    typed = {"organisations": str(hospital.pk), "organisations_text": hospital.name, "fields_shared": ["names"]}
    assert error_codes(sent(client, url, **typed)) == {"conference_no_consent"}
    agreed(bob, case, hospital, "names")
    sent(client, url, **typed)
    row.refresh_from_db()
    assert row.guests[-1] == {"organisation": str(hospital.pk), "fields": ["names"]}
    assert hospital.name in text_of(client.get(reverse("plan:conference", args=[row.pk])))
    sent(client, reverse("plan:amend_conference", args=[row.pk]), where="ຫ້ອງການ", others="")
    row.refresh_from_db()
    assert [set(guest) for guest in row.guests] == [{"user", "fields"}, {"organisation", "fields"}]
    sent(client, reverse("plan:remove_guest", args=[row.pk, 2]))
    row.refresh_from_db()
    assert len(row.guests) == 1
    assert client.get(reverse("plan:remove_guest", args=[row.pk, 2])).status_code == 404


def test_minutes_with_agreed_actions() -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)
    row = a_conference(bob, case)
    url = reverse("plan:hold_conference", args=[row.pk])
    half = sent(client, url, minutes=WORDS, agreed_1="ພາໄປໂຮງໝໍ")
    assert set(half.context["form"].errors) == {"owner_1", "due_1"}
    sent(client, url, minutes=WORDS, present=["1"], agreed_2="ພາໄປໂຮງໝໍ", owner_2=str(bob.pk), **day("due_2", 4))
    row.refresh_from_db()
    assert (row.state, row.present, row.minutes) == ("held", [1], WORDS)
    planned = PlannedAction.objects.get(conference=row.pk)
    assert (planned.text, planned.due) == ("ພາໄປໂຮງໝໍ", in_days(4))
    shown = text_of(client.get(reverse("plan:conference", args=[row.pk])))
    assert reverse("plan:action", args=[planned.pk]) in shown
    assert reverse("plan:hold_conference", args=[row.pk]) not in shown


def test_a_conference_is_cancelled_on_its_page() -> None:
    bob = caseworker()
    row = a_conference(bob, a_case(bob))
    sent(as_(bob), reverse("plan:cancel_conference", args=[row.pk]), reason=WORDS)
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert WORDS in text_of(as_(bob).get(reverse("plan:conference", args=[row.pk])))
