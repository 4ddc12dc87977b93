"""Who saw a person: the supervisor of the place and the auditor, who sees no content."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from pokpong.areas.protection.models import Case
from pokpong.doors.office.history import short
from pokpong.doors.office.tests.helped import a_full_case
from pokpong.doors.office.tests.pages import DISTRICT, browse_as, browser_of, said
from pokpong.doors.office.watching import readers
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit import log
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.merging import merge_person
from pokpong.registers.people.tests import factories as people

pytestmark = pytest.mark.django_db
RECORD = "/history/person/"


@pytest.fixture
def worker() -> User:
    return make_user("worker", "caseworker", DISTRICT, display_name="ນາງ ຊ່ວຍເຫຼືອ ສົມມຸດ")


@pytest.fixture
def case(worker: User) -> Case:
    return a_full_case(worker)


def looked(who: User, kind: str, *rows: UUID) -> None:
    log.reading(actor=who.pk, kind=kind, place="tests:page", shown=rows)


def page_of(person: UUID) -> str:
    return reverse("office:who_saw", args=[person])


def body(page: str) -> str:
    return page.split("<tbody")[1] if "<tbody" in page else ""


def supervisor(path: str = DISTRICT) -> Any:
    return browse_as("case_supervisor", path)


def test_a_look_at_the_person_the_case_and_a_part_of_it_stand_there(case: Case, worker: User) -> None:
    curious = make_user("curious", "caseworker", DISTRICT, display_name="ທ້າວ ຢາກຮູ້ ສົມມຸດ")
    service = case.service_set.first() if hasattr(case, "service_set") else None
    looked(curious, "person", new_id(), case.person_id)
    looked(curious, "case", case.pk)
    if service is not None:
        looked(curious, "service", service.pk)
    page = body(said(supervisor().get(page_of(case.person_id), {"who": "curious", "looks-per": "100"})))
    assert page.count("ຢາກຮູ້") == (3 if service is not None else 2)
    assert short(case.person_id) in page
    assert short(case.pk) in page


def test_everything_that_hangs_on_the_person_counts(case: Case) -> None:
    records = readers.records_of([case.person_id], Case.objects.filter(pk=case.pk))
    assert {case.pk, case.person_id} <= records
    assert len(records) > 12, "needs, goals, services, referrals and the rest hang on the case"
    assert readers.records_of([case.person_id], Case.objects.none()) < records


def test_deeds_stand_there_too_and_can_be_chosen(case: Case) -> None:
    browser = supervisor()
    done = body(said(browser.get(page_of(case.person_id), {"looks-what": "done", "looks-per": "100"})))
    assert "Registered a person" in done
    assert "Read (" not in done
    looked(make_user("x", "caseworker", DISTRICT), "person", case.person_id)
    read = body(said(browser.get(page_of(case.person_id), {"looks-what": "read"})))
    assert "Registered a person" not in read


def test_looks_at_others_do_not_stand_there(case: Case, worker: User) -> None:
    other = people.register(worker, "ທ້າວ ຄົນອື່ນ ສົມມຸດ")
    looked(make_user("elsewhere", "caseworker", DISTRICT, display_name="ຄົນຢູ່ບ່ອນອື່ນ"), "person", other.pk)
    assert "ຄົນຢູ່ບ່ອນອື່ນ" not in said(supervisor().get(page_of(case.person_id)))


def test_a_merged_record_brings_its_looks_along(worker: User) -> None:
    stays, goes = people.register(worker, "ນາງ ໜຶ່ງ ສົມມຸດ"), people.register(worker, "ນາງ ໜຶ່ງ ສົມມຸດ")
    looked(make_user("before", "caseworker", DISTRICT, display_name="ຜູ້ເບິ່ງກ່ອນ"), "person", goes.pk)
    chief = make_user("chief", "case_supervisor", DISTRICT)
    merge_person(by=chief, person=goes.pk, into=stays.pk, why="ຄົນດຽວກັນ ແນ່ນອນ", call_id=new_id())
    assert "ຜູ້ເບິ່ງກ່ອນ" in said(browser_of(chief).get(page_of(stays.pk)))


def test_who_does_not_supervise_the_place_learns_nothing(case: Case) -> None:
    assert supervisor("LA13/").get(page_of(case.person_id)).status_code == 404
    for role in ("caseworker", "administrator", "auditor", "donor"):
        assert browse_as(role, DISTRICT if role == "caseworker" else "").get(page_of(case.person_id)).status_code == 403


def test_narrowed_by_days(case: Case) -> None:
    old = make_user("old", "caseworker", DISTRICT, display_name="ຜູ້ເບິ່ງດົນແລ້ວ")
    with clock.standing_at(clock.now() - timedelta(days=400)):
        looked(old, "person", case.person_id)
    browser = supervisor()
    assert "ຜູ້ເບິ່ງດົນແລ້ວ" not in said(browser.get(page_of(case.person_id))), "the last twelve months by default"
    day = clock.today() - timedelta(days=410)
    since = {"who": "old", "since_day": day.day, "since_month": day.month, "since_year": day.year}
    assert "ຜູ້ເບິ່ງດົນແລ້ວ" in said(browser.get(page_of(case.person_id), since))


def test_the_page_of_a_person_leads_there_for_who_may(case: Case, worker: User) -> None:
    address = reverse("people:person", args=[case.person_id])
    assert page_of(case.person_id) in said(supervisor().get(address))
    assert page_of(case.person_id) not in said(browser_of(worker).get(address))


# --- the auditor ---------------------------------------------------------------------------------------------------


def test_the_auditor_sees_users_times_and_numbers_and_no_content(case: Case, worker: User) -> None:
    looked(worker, "person", case.person_id)
    page = said(browse_as("auditor").get(RECORD, {"record": short(case.person_id), "looks-per": "100"}))
    assert "ຊ່ວຍເຫຼືອ" in page
    assert short(case.pk) in page
    for secret in (case.number, case.person.number, case.person.name, str(case.person_id), DISTRICT):
        assert secret not in page


@pytest.mark.parametrize(
    ("asked", "told"),
    [({}, "Name a record"), ({"record": "0" * 12}, "No person has this number"), ({"record": "x" * 13}, "error")],
)
def test_what_names_nobody_lists_nothing(case: Case, asked: dict[str, str], told: str) -> None:
    page = said(browse_as("auditor").get(RECORD, asked))
    assert told in page
    assert not body(page)


def test_only_auditors_ask_by_number(case: Case) -> None:
    for role in ("case_supervisor", "caseworker", "administrator"):
        assert browse_as(role).get(RECORD).status_code == 403
