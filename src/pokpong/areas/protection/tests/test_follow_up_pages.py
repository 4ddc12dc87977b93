"""The pages of follow-ups."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from pokpong.areas.protection.models import FollowUp
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.factories import caseworker
from pokpong.areas.protection.tests.factories_plan import WORDS, a_follow_up, in_days
from pokpong.areas.protection.tests.filling import day, sent
from pokpong.areas.protection.tests.test_need_pages import on_case, page_of
from pokpong.areas.protection.tests.walking import as_, error_codes, text_of
from pokpong.foundation.audit.models import Reading

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_pattern(settings: Any) -> None:
    """Opening a case plans nothing, so that each test stands on its own days."""
    settings.POKPONG_FOLLOW_UP_PATTERN = []


def test_the_pattern_is_offered_and_some_days_left_out(settings: Any) -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)
    settings.POKPONG_FOLLOW_UP_PATTERN = [7, 30]
    url = on_case("schedule", case)
    assert url in text_of(client.get(page_of(case)))
    assert {in_days(7).isoformat(), in_days(30).isoformat()} <= set(client.get(url).context["form"].initial["days"])
    answer = sent(client, url, days=[in_days(30).isoformat()], kind="call")
    assert answer.url == f"{page_of(case)}#follow_ups"
    assert [(row.due, row.kind) for row in FollowUp.objects.all()] == [(in_days(30), "call")]
    assert client.get(url).context["form"].initial["days"] == [in_days(7).isoformat()]


def test_nothing_left_of_the_pattern_leads_to_a_single_one() -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)
    answer = client.get(on_case("schedule", case))
    assert answer["Location"] == on_case("plan_follow_up", case)
    assert on_case("schedule", case) not in text_of(client.get(page_of(case)))


def test_planned_moved_and_cancelled_on_pages() -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)
    assert error_codes(sent(client, on_case("plan_follow_up", case), kind="visit", **day("due", -1))) == {
        "plan_due_passed"
    }
    sent(client, on_case("plan_follow_up", case), kind="visit", **day("due", 9))
    row = FollowUp.objects.get()
    sent(client, reverse("plan:move_follow_up", args=[row.pk]), kind="call", **day("due", 12))
    row.refresh_from_db()
    assert (row.due, row.kind, row.version) == (in_days(12), "call", 2)
    sent(client, reverse("plan:cancel_follow_up", args=[row.pk]), reason=WORDS)
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert WORDS in text_of(client.get(reverse("plan:follow_up", args=[row.pk])))


def test_done_on_a_page_with_what_the_person_said() -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)
    row = a_follow_up(bob, case)
    url = reverse("plan:do_follow_up", args=[row.pk])
    assert error_codes(sent(client, url, how="visit", reached="no")) == {"follow_up_finding_missing"}
    answer = sent(client, url, how="visit", reached="yes", safe="no", healthy="yes", finding=WORDS)
    assert answer.url == f"{page_of(case)}#follow_ups"
    row.refresh_from_db()
    assert (row.state, row.safe, row.healthy, row.finding) == ("done", "no", "yes", WORDS)
    shown = text_of(client.get(reverse("plan:follow_up", args=[row.pk])))
    assert WORDS in shown
    assert reverse("plan:do_follow_up", args=[row.pk]) not in shown
    assert Reading.objects.filter(kind="follow_up", shown=[str(row.pk)]).exists()


def test_the_page_of_one_to_come_offers_its_steps() -> None:
    bob = caseworker()
    row = a_follow_up(bob, a_case(bob))
    shown = text_of(as_(bob).get(reverse("plan:follow_up", args=[row.pk])))
    for name in ("do_follow_up", "move_follow_up", "cancel_follow_up"):
        assert reverse(f"plan:{name}", args=[row.pk]) in shown
