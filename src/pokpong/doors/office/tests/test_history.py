"""The auditor's history: who, what, when; never what a record says; narrowed by day, person and kind."""

from __future__ import annotations

import datetime as dt
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pokpong.areas.protection.tests.factories import STORY, a_concern, told
from pokpong.doors.office.history import numbers, short
from pokpong.doors.office.tests.pages import DISTRICT, VILLAGE, browse_as, browser_of, said
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit import log
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db
HISTORY, READINGS = "/history/", "/history/read/"


@pytest.fixture
def auditor() -> Client:
    return browse_as("auditor")


@pytest.fixture
def member() -> User:
    return make_user("member", "village_member", VILLAGE, display_name="ນາງ ແຈ້ງເຫດ ສົມມຸດ")


def body(page: str) -> str:
    """The rows of the list."""
    return page.split("<tbody")[1] if "<tbody" in page else ""


def on(day: dt.date, prefix: str) -> dict[str, str]:
    return {f"{prefix}_day": str(day.day), f"{prefix}_month": str(day.month), f"{prefix}_year": str(day.year)}


@pytest.mark.parametrize("path", [HISTORY, READINGS])
@pytest.mark.parametrize("role", ["caseworker", "case_supervisor", "administrator", "donor"])
def test_only_who_audits_sees_it(role: str, path: str) -> None:
    assert browse_as(role).get(path).status_code == 403


def test_what_was_done_stands_there_without_content(auditor: Client, member: User) -> None:
    concern = a_concern(member, told=told(names="ນາງ ຄຳແພງ ສົມມຸດ"))
    page = said(auditor.get(HISTORY))
    assert "Raised a concern" in page
    assert "ນາງ ແຈ້ງເຫດ ສົມມຸດ" in page
    assert short(concern.pk) in page
    for secret in (STORY, "ຄຳແພງ", VILLAGE, concern.number):
        assert secret not in page


def test_an_anonymous_report_names_nobody(auditor: Client, member: User) -> None:
    a_concern(member, anonymous=True, receipt="X" * 64)
    row = body(said(auditor.get(HISTORY))).split("Raised a concern")[0]
    assert "not named" in row
    assert "ແຈ້ງເຫດ ສົມມຸດ" not in row


def test_programs_are_named_for_what_they_are(auditor: Client, member: User) -> None:
    a_concern(member)
    assert "the clock" in said(auditor.get(HISTORY))


def test_what_was_read_stands_there_without_content(auditor: Client, member: User) -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    concern = a_concern(member)
    browser_of(worker).get(reverse("protection:concern", args=[concern.pk]))
    page = said(auditor.get(READINGS))
    assert "Worker" in page
    assert short(concern.pk) in page
    assert STORY not in page


def test_an_empty_choice_says_so(auditor: Client) -> None:
    page = said(auditor.get(HISTORY, {"who": "nobody-of-this-name"}))
    assert "Nothing was noted for this choice" in page


def test_narrowed_by_person_and_kind(auditor: Client, member: User) -> None:
    a_concern(member)
    by_member = body(said(auditor.get(HISTORY, {"who": "ແຈ້ງເຫດ"})))
    assert "Raised a concern" in by_member
    assert "Asked for something to be done" not in by_member
    tasks = body(said(auditor.get(HISTORY, {"kind": "task"})))
    assert "Asked for something to be done" in tasks
    assert "Raised a concern" not in tasks
    assert "Raised a concern" in body(said(auditor.get(HISTORY, {"who": "MEMBER"})))


def test_narrowed_by_whole_days_of_the_programme(auditor: Client, member: User) -> None:
    evening = dt.datetime(2026, 3, 22, 23, 30, tzinfo=timezone.get_default_timezone())
    with clock.standing_at(evening), writing.opened("tests"):
        log.event("concern.raise", subject=member, call="x", actor=member.pk, actor_kind="user")
    for since, until, there in (
        (dt.date(2026, 3, 22), dt.date(2026, 3, 22), True),
        (dt.date(2026, 3, 23), dt.date(2026, 3, 24), False),
        (dt.date(2026, 3, 20), dt.date(2026, 3, 21), False),
    ):
        page = said(auditor.get(HISTORY, {**on(since, "since"), **on(until, "until")}))
        assert ("Raised a concern" in body(page)) == there


@pytest.mark.parametrize(
    "wrong",
    [
        {"since_day": "31", "since_month": "2", "since_year": "2026"},
        {**on(dt.date(2026, 3, 22), "since"), **on(dt.date(2026, 3, 1), "until")},
        {"who": "x" * 61},
        {"kind": "nothing-of-this-kind"},
    ],
)
def test_what_cannot_be_understood_lists_nothing_and_says_why(auditor: Client, wrong: dict[str, str]) -> None:
    page = said(auditor.get(HISTORY, wrong))
    assert "data-pk-error-summary" in page
    assert not body(page)


def test_newest_first_and_in_pages(auditor: Client, member: User) -> None:
    first = a_concern(member)
    with clock.standing_at(clock.now() + timedelta(minutes=5)):
        for _more in range(26):
            a_concern(member)
        page = said(auditor.get(HISTORY, {"kind": "concern"}))
        assert short(first.pk) not in body(page)
        last = said(auditor.get(HISTORY, {"kind": "concern", "deeds-page": "2"}))
    assert short(first.pk) in body(last)
    assert "kind=concern" in page, "the choice is lost on the next page"


def test_a_longer_list_costs_no_more_queries(
    auditor: Client, member: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_concern(member)
    auditor.get(HISTORY)
    with CaptureQueriesContext(connection) as few:
        auditor.get(HISTORY)
    for _more in range(5):
        a_concern(member)
    with django_assert_num_queries(len(few.captured_queries)):
        auditor.get(HISTORY)


def test_reading_the_history_does_not_change_it(auditor: Client, member: User) -> None:
    a_concern(member)
    before = Event.objects.count()
    auditor.get(HISTORY)
    assert Event.objects.count() == before


def test_many_records_of_one_look_are_shortened() -> None:
    ids = [str(new_id()) for _one in range(5)]
    assert numbers(ids) == f"{short(ids[0])}, {short(ids[1])}, {short(ids[2])} + 2"
    assert numbers(ids[:1]) == short(ids[0])
    assert numbers([]) == ""
