"""One page for a person: everything the reader may see, in time order, and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.screens.services.words import money_words, quantity_of
from pokpong.areas.protection.tests import factories_plan as plan
from pokpong.areas.protection.tests import factories_services as services
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import STORY, a_concern
from pokpong.doors.office.tests.helped import SUMMARY, a_full_case
from pokpong.doors.office.tests.pages import DISTRICT, PROVINCE, VILLAGE, browser_of, said
from pokpong.doors.office.whole.entries import KINDS, Entry
from pokpong.doors.office.whole.page import SOURCES
from pokpong.foundation.access.models import User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.ties import assign_person
from pokpong.registers.people.models import Person

pytestmark = pytest.mark.django_db


def whole(person: Person) -> str:
    return reverse("office:whole_person", args=[person.pk])


def the_worker() -> User:
    return make_user("worker", "caseworker", DISTRICT)


def entries(page: str) -> list[str]:
    """The items of the line of time, as they stand."""
    lists = [part.split("</ol>")[0] for part in page.split('<ol class="pk-timeline">')[1:]]
    return [entry for part in lists for entry in part.split("<li>")[1:]]


def card(page: str, title: str) -> list[str]:
    """The items of one of the two lists."""
    return entries(page.split(f">{title}</h2>")[1].split("</section>")[0]) if f">{title}</h2>" in page else []


@pytest.mark.parametrize("language", ["lo", "en"])
def test_everything_of_a_full_case_stands_in_it(language: str) -> None:
    worker = the_worker()
    case = a_full_case(worker)
    page = said(browser_of(worker, language).get(whole(case.person), {"whole-per": "all"}))
    found = "".join(entries(page))
    assert case.number in found
    assert SUMMARY in found
    assert plan.WORDS in found
    for kind in set(KINDS) - {"concern"}:
        narrow = said(browser_of(worker, language).get(whole(case.person), {"whole-kind": kind}))
        assert entries(narrow), f"nothing of the kind {kind}"
    with translation.override(language):
        assert f"<title>{translation.gettext('Everything in order')}" in page.replace("\n", "")


def days(found: list[str]) -> list[str]:
    return [re.findall(r'datetime="([0-9-]{10})', entry)[0] for entry in found]


def test_what_comes_stands_apart_the_soonest_first_and_what_happened_the_latest_first() -> None:
    worker = the_worker()
    case = a_full_case(worker)
    with clock.standing_at(clock.now() + timedelta(days=4)):
        page = said(browser_of(worker).get(whole(case.person), {"whole-per": "all"}))
        ahead, happened = card(page, "What comes next"), card(page, "Everything in the order of time")
        assert days(ahead) == sorted(days(ahead))
        assert days(happened) == sorted(days(happened), reverse=True)
        assert min(days(ahead)) > clock.today().isoformat() >= max(days(happened))
    assert len(set(days(happened))) > 2
    assert "What comes next" not in said(browser_of(worker).get(whole(case.person), {"whole-kind": "screening"}))


def test_a_service_is_told_as_its_own_page_tells_it() -> None:
    worker = the_worker()
    case = a_case(worker)
    service = services.given(worker, case)
    page = said(browser_of(worker).get(whole(case.person), {"whole-kind": "service"}))
    assert f"{quantity_of(service)} · {money_words(service.money)}" in page
    assert "3.00" not in page


def test_on_one_day_the_order_is_that_of_the_writing() -> None:
    worker = the_worker()
    case = a_case(worker)
    for words in ("ໜຶ່ງ", "ສອງ", "ສາມ"):
        plan.a_note(worker, case, text=words)
    page = said(browser_of(worker).get(whole(case.person), {"whole-kind": "note"}))
    assert page.index("ສາມ") < page.index("ສອງ") < page.index("ໜຶ່ງ")


def test_one_call_that_ties_several_is_told_once() -> None:
    worker = the_worker()
    case = a_full_case(worker)
    page = said(browser_of(worker).get(whole(case.person), {"whole-kind": "record"}))
    assert page.count("Somebody may see this person from now on") < 4


@given(st.lists(st.one_of(st.dates(), st.datetimes(timezones=st.just(UTC))), max_size=30))
def test_days_and_times_have_one_order(moments: list[date]) -> None:
    found = sorted((Entry("note", at, "x") for at in moments), key=lambda entry: entry.moment)
    assert len(found) == len(moments)
    assert all(a.moment <= b.moment for a, b in pairwise(found))


def test_every_entry_leads_to_a_page_that_opens() -> None:
    worker = the_worker()
    case = a_full_case(worker)
    browser = browser_of(worker)
    page = said(browser.get(whole(case.person), {"whole-per": "all"}))
    links = set(re.findall(r'<p class="pk-timeline-what"><a href="([^"#]+)', page))
    assert len(links) > 8
    for link in links:
        assert browser.get(link).status_code == 200, link


def test_each_kind_leaves_out_the_others() -> None:
    worker = the_worker()
    case = a_case(worker)
    plan.a_note(worker, case)
    page = said(browser_of(worker).get(whole(case.person), {"whole-kind": "note"}))
    assert len(entries(page)) == 1
    assert plan.WORDS in page
    nothing = said(browser_of(worker).get(whole(case.person), {"whole-kind": "service"}))
    assert "Nothing of this kind has happened" in nothing


def test_long_records_are_paged_and_all_of_it_can_be_printed() -> None:
    worker = the_worker()
    case = a_case(worker)
    for _more in range(30):
        plan.a_note(worker, case)
    first = said(browser_of(worker).get(whole(case.person)))
    assert len(card(first, "Everything in the order of time")) == 25
    assert "All on one page, for printing" in first
    everything = said(browser_of(worker).get(whole(case.person), {"whole-per": "all"}))
    assert len(entries(everything)) > 30
    assert "Back to shorter pages" in everything
    assert "data-pk-print" in everything


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"caseworker", "case_supervisor"}))
def test_no_other_role_opens_it(role: str) -> None:
    person = a_person(the_worker())
    path = VILLAGE if ROLES[role].levels == (3,) else DISTRICT
    assert browser_of(make_user("other", role, path)).get(whole(person)).status_code == 403


def test_out_of_sight_is_not_there() -> None:
    person = a_person(the_worker())
    assert browser_of(make_user("neighbour", "caseworker", "LA16/LA1602/")).get(whole(person)).status_code == 404
    assert browser_of(make_user("boss", "case_supervisor", "LA13/")).get(whole(person)).status_code == 404


def test_a_case_out_of_sight_is_left_out_and_not_counted() -> None:
    """A colleague who was entrusted the person, but is not in the team of the case."""
    worker, colleague = the_worker(), make_user("colleague", "caseworker", DISTRICT)
    boss = make_user("boss", "case_supervisor", PROVINCE)
    case = a_full_case(worker)
    with_case = said(browser_of(worker).get(whole(case.person)))
    assign_person(by=boss, person=case.person_id, user=colleague.pk, why="ຊ່ວຍລົງຢ້ຽມຢາມ", call_id=new_id())
    page = said(browser_of(colleague).get(whole(case.person), {"whole-per": "all"}))
    assert case.number in with_case
    for secret in (case.number, SUMMARY, plan.WORDS, str(case.pk)):
        assert secret not in page


def test_it_is_noted_who_read_it_and_no_line_names_the_concern() -> None:
    worker = the_worker()
    concern = a_concern(make_user("member", "village_member", VILLAGE), place=VILLAGE)
    case = a_case(worker, origin="concern", concern=concern.pk)
    page = said(browser_of(worker).get(whole(case.person)))
    assert reverse("protection:concern", args=[concern.pk]) in page
    assert concern.number not in page
    assert STORY not in page
    read = Reading.objects.filter(actor=worker.pk, place="office:whole_person")
    assert {row.kind: row.shown for row in read} == {"person": [str(case.person_id)], "case": [str(case.pk)]}


def test_a_concern_out_of_sight_leaves_no_trace() -> None:
    worker = the_worker()
    concern = a_concern(make_user("member", "village_member", VILLAGE), place=VILLAGE)
    case = a_case(worker, origin="concern", concern=concern.pk)
    away = make_user("away", "caseworker", "LA16/LA1602/")
    boss = make_user("boss", "case_supervisor", PROVINCE)
    assign_person(by=boss, person=case.person_id, user=away.pk, why="ຊ່ວຍລົງຢ້ຽມຢາມ", call_id=new_id())
    page = said(browser_of(away).get(whole(case.person)))
    assert str(concern.pk) not in page
    assert "A concern was raised" not in page


def test_it_costs_the_same_for_much_and_little(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    worker = the_worker()
    case = a_full_case(worker)
    browser: Client = browser_of(worker)
    browser.get(whole(case.person))
    with CaptureQueriesContext(connection) as few:
        browser.get(whole(case.person))
    for number in range(6):
        plan.a_note(worker, case)
        plan.a_need(worker, case)
        plan.a_follow_up(worker, case, due=plan.in_days(40 + number))
    with django_assert_num_queries(len(few.captured_queries)):
        browser.get(whole(case.person))


def test_the_page_of_a_person_leads_there() -> None:
    worker = the_worker()
    person = a_person(worker)
    assert whole(person) in said(browser_of(worker).get(reverse("people:person", args=[person.pk])))


def test_titles_and_addresses_carry_no_name() -> None:
    worker = the_worker()
    person = a_person(worker, name="ນາງ ລັບສຸດ ສົມມຸດ")
    page = said(browser_of(worker).get(whole(person)))
    assert "ລັບສຸດ" not in page.split("</title>")[0]
    assert "ລັບສຸດ" in page


def test_every_source_is_asked() -> None:
    assert len(SOURCES) == len(set(SOURCES)) == 20
    assert Case.objects.count() == 0
