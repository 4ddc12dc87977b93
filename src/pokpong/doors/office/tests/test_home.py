"""The start page: what waits, decisions apart, buttons by role, counts, and empty states."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from pokpong.areas.protection.tests.factories import a_concern, facts
from pokpong.areas.protection.vocabulary.concerns import URGENCIES
from pokpong.doors.office import doings
from pokpong.doors.office.tests.pages import DISTRICT, PROVINCE, VILLAGE, a_task, browse_as, browser_of, said
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda.ticking import tick
from pokpong.foundation.kernel import clock

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_sign_in(client: object) -> None:
    make_user("somebody", "caseworker", DISTRICT)
    from_home = browser_of(make_user("other", "caseworker", DISTRICT))
    from_home.logout()
    answer = from_home.get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("language", ["lo", "en"])
def test_every_role_has_a_start_page(role: str, language: str) -> None:
    path = VILLAGE if ROLES[role].levels == (3,) else ""
    page = said(browse_as(role, path, language).get("/"))
    assert f'lang="{language}"' in page
    for doing in doings.doings_of(make_user("twin", role, path)):
        assert f'href="{doing.url}"' in page


def test_a_caseworker_finds_concerns_to_decide_by_due_date() -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    concern = a_concern(make_user("member", "village_member", VILLAGE), place=VILLAGE)
    page = said(browser_of(worker).get("/"))
    assert reverse("protection:concern", args=[concern.pk]) in page
    assert "Decide what happens with a concern" in page
    assert "No decision waits for you" in page


@pytest.mark.parametrize("language", ["lo", "en"])
def test_each_line_says_which_concern_and_how_urgent(language: str) -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    member = make_user("member", "village_member", VILLAGE)
    concerns = [a_concern(member, place=VILLAGE, facts=facts(urgency=urgency)) for urgency in URGENCIES]
    page = said(browser_of(worker, language).get("/"))
    lines = page.split('<ul class="pk-tasks">')[1].split("</ul>")[0].split("<li>")[1:]
    assert len(lines) == len(concerns)
    for concern, line in zip(concerns, lines, strict=True):
        assert concern.number in line.split("<a ")[1].split("</a>")[0], "the link itself must tell lines apart"
        with translation.override(language):
            assert f"<span>{URGENCIES[concern.urgency]}</span>" in line
    assert "pk-status-danger" in lines[0]


def test_what_is_late_stands_out() -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    a_concern(make_user("member", "village_member", VILLAGE), place=VILLAGE)
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        tick()
        page = said(browser_of(worker).get("/"))
    assert "pk-count-late" in page
    assert "pk-status-warning" in page


def test_a_neighbour_finds_nothing() -> None:
    concern = a_concern(make_user("member", "village_member", VILLAGE), place=VILLAGE)
    page = said(browse_as("caseworker", "LA16/LA1602/").get("/"))
    assert str(concern.pk) not in page
    assert "No task waits for you" in page


def test_decisions_stand_apart() -> None:
    boss = make_user("boss", "case_supervisor", PROVINCE)
    a_task(boss, "grant.approve")
    page = said(browser_of(boss).get("/"))
    decisions = page.split("What waits for your decision")[1]
    assert "Approve or refuse a role" in decisions


def test_who_holds_no_role_is_told_why() -> None:
    page = said(browser_of(make_user("waiting")).get("/"))
    assert "You hold no role yet" in page


def test_titles_and_addresses_name_nobody() -> None:
    worker = make_user("worker", "caseworker", DISTRICT, display_name="ນາງ ລັບ ສົມມຸດ")
    page = said(browser_of(worker).get("/"))
    assert "ລັບ" not in page.split("</title>")[0]


def test_a_longer_list_costs_no_more_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    boss = make_user("boss", "case_supervisor", PROVINCE)
    browser = browser_of(boss)
    a_task(boss)
    browser.get("/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/")
    for _more in range(8):
        a_task(boss)
    with django_assert_num_queries(len(few.captured_queries)):
        browser.get("/")


def test_a_page_needs_one_session_only() -> None:
    browse_as("auditor").get("/")
    assert Session.objects.count() == 1
