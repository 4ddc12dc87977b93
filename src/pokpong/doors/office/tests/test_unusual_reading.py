"""Reading that stands out: what is counted, who is asked, and that nobody looks at their own."""

from __future__ import annotations

import datetime as dt
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection.tests.cases import a_case
from pokpong.doors.office.tests.pages import DISTRICT, browse_as, browser_of, said
from pokpong.doors.office.watching import background, weeks
from pokpong.doors.office.watching.actions import WATCH, note_unusual, review_reading
from pokpong.foundation.access.actions.users import deactivate_user
from pokpong.foundation.access.models import Glass, User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.models import Move
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.audit import log
from pokpong.foundation.audit.models import Event, ReadingWeek, UnusualReading
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 3, 2)
LIST = "/history/unusual/"
REMARK = "ຖາມແລ້ວ: ແມ່ນວຽກທີ່ມອບໝາຍໃຫ້ກວດເອກະສານເກົ່າ"


@pytest.fixture
def reader() -> User:
    return make_user("reader", "caseworker", DISTRICT, display_name="ທ້າວ ອ່ານຫຼາຍ ສົມມຸດ")


def local(day: dt.date, hour: int = 10) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), timezone.get_default_timezone())


def read(user: User, day: dt.date, people: int, hour: int = 10, times: int = 1) -> None:
    with clock.standing_at(local(day, hour)):
        for _time in range(times):
            log.reading(actor=user.pk, kind="person", place="tests:page", shown=[new_id() for _one in range(people)])


def found(monday: dt.date = MONDAY) -> dict[str, tuple[int, int]]:
    return {one.kind: (one.count, one.usual) for one in weeks.look_through(monday).unusual}


def an_unusual(reader: User, path: str = DISTRICT) -> UnusualReading:
    return note_unusual(
        by=WATCH,
        id=new_id(),
        week=MONDAY,
        reader=reader.pk,
        kind="many_people",
        count=90,
        usual=10,
        place_path=path,
        call_id=new_id(),
    )


# --- what stands out -----------------------------------------------------------------------------------------------


def test_many_people_and_far_more_than_usual_stand_out(reader: User) -> None:
    for back in range(1, 5):
        read(reader, MONDAY - timedelta(weeks=back), 10)
    read(reader, MONDAY, 61)
    assert found() == {"many_people": (61, 10)}


def test_many_people_who_are_usual_do_not(reader: User) -> None:
    for back in range(1, 5):
        read(reader, MONDAY - timedelta(weeks=back), 40)
    read(reader, MONDAY, 100)
    assert found() == {}


def test_few_people_do_not_however_new_the_user_is(reader: User) -> None:
    read(reader, MONDAY, 60)
    assert found() == {}


@given(count=st.integers(0, 500), usual=st.integers(0, 200), more=st.integers(0, 100))
def test_more_reading_never_stands_out_less(count: int, usual: int, more: int) -> None:
    assert weeks.is_many(count + more, usual) >= weeks.is_many(count, usual)
    assert weeks.is_many(count, usual) >= weeks.is_many(count, usual + more)


def test_the_same_people_again_and_their_cases_count_once(reader: User) -> None:
    case = a_case(reader)
    with clock.standing_at(local(MONDAY)):
        for _time in range(70):
            log.reading(actor=reader.pk, kind="person", place="x", shown=[case.person_id])
            log.reading(actor=reader.pk, kind="case", place="x", shown=[case.pk])
    looked = weeks.reading_of(MONDAY)
    assert weeks.counted(looked) == {(reader.pk, MONDAY): 1}


@pytest.mark.parametrize(("hour", "odd"), [(5, True), (6, False), (19, False), (20, True), (23, True), (0, True)])
def test_odd_hours_are_local_ones(reader: User, hour: int, odd: bool) -> None:
    read(reader, MONDAY + timedelta(days=2), 1, hour, times=10)
    assert ("odd_hours" in found()) == odd


def test_one_look_late_in_the_evening_is_not_unusual(reader: User) -> None:
    read(reader, MONDAY, 1, 22, times=9)
    assert found() == {}


def test_a_week_begins_and_ends_at_local_midnight(reader: User) -> None:
    read(reader, MONDAY - timedelta(days=1), 70, 23)
    read(reader, MONDAY + timedelta(days=7), 70, 0)
    assert found() == {}


def test_reading_before_an_account_ended_stands_out(reader: User) -> None:
    read(reader, MONDAY - timedelta(days=20), 7)
    read(reader, MONDAY - timedelta(days=40), 50)
    with clock.standing_at(local(MONDAY + timedelta(days=1))):
        admin = make_user("admin", "administrator")
        deactivate_user(by=admin, user=reader.pk, reason="ອອກວຽກ", call_id=new_id())
    assert found() == {"before_leaving": (7, 0)}


def test_a_broken_glass_stands_out(reader: User) -> None:
    with writing.opened("tests"):
        Glass(user=reader.pk, kind="case", row=new_id(), reason=REMARK, at=local(MONDAY), ends=local(MONDAY, 14)).save(
            force_insert=True
        )
    assert found() == {"broken_glass": (1, 0)}


# --- the clock -----------------------------------------------------------------------------------------------------


def test_the_clock_lists_a_week_once_and_asks_the_supervisor(reader: User) -> None:
    read(reader, MONDAY, 90)
    with clock.standing_at(local(MONDAY + timedelta(days=7), 1)):
        chief = make_user("chief", "case_supervisor", "LA16/")
        make_user("elsewhere", "case_supervisor", "LA13/")
        background.go_through_weeks()
        background.go_through_weeks()
        row = UnusualReading.objects.get()
        assert (row.week, row.reader, row.place_path, row.state) == (MONDAY, reader.pk, DISTRICT, "open")
        week = ReadingWeek.objects.get(week=MONDAY)
        assert (week.readers, week.unusual) == (1, 1)
        assert [task.kind for task in waiting_for(chief)] == ["reading.review"]
        assert waiting_for(User.objects.get(username="elsewhere")) == []
        assert "Look at unusual reading" in said(browser_of(chief).get("/tasks/"))


def test_a_clock_that_stood_still_catches_up(reader: User) -> None:
    read(reader, MONDAY, 1)
    with clock.standing_at(local(MONDAY + timedelta(days=21))):
        background.go_through_weeks()
    assert list(ReadingWeek.objects.order_by("week").values_list("week", flat=True)) == [
        MONDAY,
        MONDAY + timedelta(days=7),
        MONDAY + timedelta(days=14),
    ]


# --- looking at it -------------------------------------------------------------------------------------------------


def test_somebody_else_looks_at_it_and_writes_what_they_found(reader: User) -> None:
    row, chief = an_unusual(reader), make_user("chief", "case_supervisor", DISTRICT)
    browser = browser_of(chief)
    assert "ອ່ານຫຼາຍ" in said(browser.get(LIST))
    address = reverse("office:unusual_one", args=[row.pk])
    answer = browser.post(address, {"call_id": str(new_id()), "remark": REMARK})
    assert answer.status_code == 302
    row = UnusualReading.objects.get(pk=row.pk)
    assert (row.state, row.looked_by) == ("looked_at", chief.pk)
    assert Event.objects.filter(subject=row.pk, name="reading.review", actor=chief.pk).exists()
    assert Task.objects.get(subject=row.pk).state == "done"
    assert REMARK in said(browser.get(address))
    assert "No unusual reading" in said(browser.get(LIST)), "what was looked at leaves the usual list"
    assert "ອ່ານຫຼາຍ" in said(browser.get(LIST, {"unusual-state": "looked_at"}))


def test_nobody_looks_at_their_own_reading() -> None:
    chief = make_user("chief", "case_supervisor", DISTRICT)
    row = an_unusual(chief)
    assert browser_of(chief).get(reverse("office:unusual_one", args=[row.pk])).status_code == 404
    with pytest.raises(NotThere):
        review_reading(by=chief, unusual_reading=row.pk, remark=REMARK, call_id=new_id())
    assert waiting_for(chief) == []
    review_reading(by=make_user("above", "case_supervisor"), unusual_reading=row.pk, remark=REMARK, call_id=new_id())


def test_other_roles_and_places_see_none(reader: User) -> None:
    row = an_unusual(reader)
    address = reverse("office:unusual_one", args=[row.pk])
    assert browse_as("case_supervisor", "LA13/").get(address).status_code == 404
    for role in ("caseworker", "administrator", "donor"):
        assert browse_as(role).get(LIST).status_code == 403
    with pytest.raises(NotAllowed):
        review_reading(by=reader, unusual_reading=row.pk, remark=REMARK, call_id=new_id())


def test_a_remark_says_something_and_comes_once(reader: User) -> None:
    row, chief = an_unusual(reader), make_user("chief", "case_supervisor", DISTRICT)
    for remark, code in (("  ດີ  ", "remark_too_short"), ("ກ" * 1001, "remark_too_long")):
        with pytest.raises(Refused, match=code):
            review_reading(by=chief, unusual_reading=row.pk, remark=remark, call_id=new_id())
    review_reading(by=chief, unusual_reading=row.pk, remark=REMARK, call_id=new_id())
    with pytest.raises(Refused, match="move_not_allowed"):
        review_reading(by=chief, unusual_reading=row.pk, remark=REMARK, call_id=new_id())


def test_the_lines_of_the_week_stand_below(reader: User) -> None:
    read(reader, MONDAY, 3)
    read(reader, MONDAY + timedelta(days=8), 3)
    row = an_unusual(reader)
    page = said(browse_as("auditor").get(reverse("office:unusual_one", args=[row.pk])))
    assert page.count("tests:page") == 1


def test_before_any_week_the_page_says_so() -> None:
    page = said(browse_as("case_supervisor", DISTRICT).get(LIST))
    assert "No week was gone through yet" in page
    assert "No unusual reading" in page


def test_the_remark_is_sealed(reader: User) -> None:
    row = an_unusual(reader)
    chief = make_user("chief", "case_supervisor", DISTRICT)
    review_reading(by=chief, unusual_reading=row.pk, remark=REMARK, call_id=new_id())
    kept = Move.objects.filter(row=row.pk, after="looked_at").get()
    assert REMARK.encode() not in bytes(kept.why)
    assert moves.why_of(kept) == REMARK
