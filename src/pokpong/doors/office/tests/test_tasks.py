"""The list of tasks, and ticking off by hand."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.tests.factories import a_concern, an_official, facts
from pokpong.areas.protection.vocabulary.concerns import URGENCIES
from pokpong.doors.office import task_subjects, task_words
from pokpong.doors.office.task_subjects import NOTHING, Subject
from pokpong.doors.office.tests.pages import DISTRICT, VILLAGE, a_task, browse_as, browser_of, said
from pokpong.foundation.access.models import Glass, Grant, User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.ui.templatetags.ui import lao_date

pytestmark = pytest.mark.django_db


def test_an_empty_list_says_so() -> None:
    page = said(browse_as("caseworker", DISTRICT).get(reverse("office:tasks")))
    assert "No task waits for you" in page


def test_tasks_stand_with_state_place_and_due_date() -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    a_task(worker, by_hand=True)
    page = said(browser_of(worker).get(reverse("office:tasks")))
    assert "Follow up a concern" in page
    assert "Pak" in page, "the district's name is missing"
    assert "It is done" in page


def test_a_list_is_narrowed_by_kind() -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    a_task(worker)
    a_task(worker, "grant.approve")
    page = said(browser_of(worker).get(reverse("office:tasks"), {"tasks-kind": "grant.approve"}))
    body = page.split("<tbody")[1]
    assert "Approve or refuse a role" in body
    assert "Follow up a concern" not in body


def test_ticking_off_asks_first_and_then_does_it_once() -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    task = a_task(worker, by_hand=True)
    browser = browser_of(worker)
    address = reverse("office:task_done", args=[task.pk])
    assert "Is this task done?" in said(browser.get(address))
    assert "Is this task done?" in said(browser.post(address))
    task.refresh_from_db()
    assert task.state == "open"
    answer = browser.post(address, {"confirmed": "yes"})
    assert answer.headers["Location"] == reverse("office:tasks")
    task.refresh_from_db()
    assert task.state == "done"
    assert Event.objects.filter(name="task.done", subject=task.pk, actor=worker.pk).count() == 1
    assert browser.post(address, {"confirmed": "yes"}).status_code == 404


def test_a_task_that_ends_with_its_work_cannot_be_ticked_off() -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    a_concern(make_user("member", "village_member", VILLAGE), place=VILLAGE)
    triage = Task.objects.get(kind="concern.triage")
    browser = browser_of(worker)
    assert "It is done" not in said(browser.get(reverse("office:tasks"))).split("<tbody")[1]
    assert browser.post(reverse("office:task_done", args=[triage.pk]), {"confirmed": "yes"}).status_code == 404
    triage.refresh_from_db()
    assert triage.state == "open"


def test_a_stranger_s_task_is_not_there() -> None:
    task = a_task(make_user("worker", "caseworker", DISTRICT), by_hand=True)
    other = browse_as("case_supervisor", "LA13/")
    assert other.post(reverse("office:task_done", args=[task.pk]), {"confirmed": "yes"}).status_code == 404


def urgent(by: User, *urgencies: str) -> list[Concern]:
    """One concern of each urgency, in this order."""
    return [a_concern(by, place=VILLAGE, facts=facts(urgency=urgency)) for urgency in urgencies]


def body_of(page: str) -> str:
    return page.split("<tbody")[1].split("</tbody>")[0]


@pytest.mark.parametrize("language", ["lo", "en"])
def test_each_line_says_which_concern_and_how_urgent(language: str) -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    concerns = urgent(make_user("member", "village_member", VILLAGE), "routine", "soon", "danger", "soon")
    rows = body_of(said(browser_of(worker, language).get(reverse("office:tasks")))).split("<tr")[1:]
    with translation.override(language):
        tags = {code: str(words) for code, words in URGENCIES.items()}
    for concern in concerns:
        [row] = [row for row in rows if concern.number in row]
        link = row.split("<a ")[1].split("</a>")[0]
        assert concern.number in link, "the link itself must tell lines apart"
        assert reverse("protection:concern", args=[concern.pk]) in link
        assert tags[concern.urgency] in row
        assert "pk-status-danger" in row or concern.urgency != "danger"


def test_danger_stands_first_among_equally_late_ones() -> None:
    """Though the others are due sooner, as nobody is late yet."""
    worker = make_user("worker", "caseworker", DISTRICT)
    soon, danger, routine = urgent(make_user("member", "village_member", VILLAGE), "soon", "danger", "routine")
    for days, concern in enumerate((soon, danger, routine), start=1):
        a_task(worker, subject=concern.pk, subject_kind="concern", days=days)
    for address in (reverse("office:tasks"), "/"):
        page = said(browser_of(worker).get(address, {"tasks-kind": "concern.follow_up"}))
        lines = [line for line in page.split("<a ") if "Follow up a concern · " in line]
        numbers = [number for line in lines for number in [line.split(" · ")[1].split("<")[0]]]
        assert numbers == [danger.number, soon.number, routine.number]


def test_a_list_is_narrowed_and_sorted_by_urgency() -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    routine, soon = urgent(make_user("member", "village_member", VILLAGE), "routine", "soon")
    a_task(worker, "grant.approve")
    browser = browser_of(worker)
    narrowed = body_of(said(browser.get(reverse("office:tasks"), {"tasks-urgency": "soon"})))
    assert soon.number in narrowed
    assert routine.number not in narrowed
    for sort, rows in (("urgency", (soon, routine)), ("-urgency", (routine, soon))):
        body = body_of(said(browser.get(reverse("office:tasks"), {"tasks-sort": sort})))
        places = [*(body.index(row.number) for row in rows), body.index("Approve or refuse a role")]
        assert places == sorted(places), "what has no urgency comes last"


def test_what_is_ticked_off_is_named() -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    [concern] = urgent(make_user("member", "village_member", VILLAGE), "soon")
    task = a_task(worker, subject=concern.pk, subject_kind="concern", by_hand=True)
    assert concern.number in said(browser_of(worker).get(reverse("office:task_done", args=[task.pk])))


def test_many_concerns_cost_no_more_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    member = make_user("member", "village_member", VILLAGE)
    urgent(member, "soon")
    browser = browser_of(worker)
    browser.get(reverse("office:tasks"))
    for address in (reverse("office:tasks"), "/"):
        browser.get(address)
        with CaptureQueriesContext(connection) as few:
            browser.get(address)
        urgent(member, "soon", "danger", "routine")
        with django_assert_num_queries(len(few.captured_queries)):
            browser.get(address)


def test_triage_and_follow_up_of_concerns_are_loaded_together(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    [concern] = urgent(make_user("member", "village_member", VILLAGE), "danger")
    tasks = [Task(kind=kind, subject=concern.pk) for kind in ("concern.triage", "concern.follow_up", "place.confirm")]
    task_subjects.concerns(worker, [concern.pk])  # what the worker may is asked once and then known
    with django_assert_num_queries(1):
        subjects = task_words.subjects_of(worker, tasks)
    expected = Subject(concern.number, "danger")
    assert [subjects[task.pk] for task in tasks] == [expected, expected, NOTHING]


def test_a_record_out_of_sight_is_not_told() -> None:
    [concern] = urgent(make_user("member", "village_member", VILLAGE), "danger")
    task = Task(kind="concern.triage", subject=concern.pk)
    stranger = make_user("stranger", "caseworker", "LA13/LA1301/")
    assert task_words.subjects_of(stranger, [task]) == {task.pk: NOTHING}


def test_a_role_to_approve_is_told_by_its_words() -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    grant = Grant.objects.get(user=worker.pk)
    [subject] = task_subjects.grants(worker, [grant.pk]).values()
    assert subject == Subject(str(ROLES["caseworker"].words))
    assert subject.urgency_tag is None
    assert subject.rank is None


def test_an_official_is_told_by_the_post_and_not_by_the_name() -> None:
    official = an_official("ທ້າວ ລັບ ສົມມຸດ", VILLAGE)
    found = task_subjects.officials(make_user("boss", "case_supervisor", "LA16/"), [official.pk])
    assert found == {official.pk: Subject(official.post)}


def test_an_opened_record_is_told_by_its_hour() -> None:
    worker = make_user("worker", "caseworker", DISTRICT)
    with writing.opened("tests"), clock.standing_at(clock.now()):
        glass = Glass(user=worker.pk, kind="concern", row=new_id(), reason="ເຫດຜົນ", ends=clock.now())
        glass.save(force_insert=True)
    with translation.override("en"):
        assert task_subjects.openings(worker, [glass.pk]) == {glass.pk: Subject(f"opened {lao_date(glass.at)}")}


STATES = st.sampled_from(list(task_words.STATES))
WAITS = st.lists(st.tuples(STATES, st.sampled_from(["", *URGENCIES]), st.integers(0, 5)), max_size=12)


@given(WAITS)
def test_the_order_of_tasks(waits: list[tuple[str, str, int]]) -> None:
    """Nothing is lost; none stands after a less late one, danger not after others as late, sooner not after later."""
    tasks = [Task(state=state, due=clock.now() + timedelta(days=days)) for state, _urgency, days in waits]
    subjects: dict[UUID, Subject] = {
        task.pk: Subject("", urgency) for task, (_state, urgency, _days) in zip(tasks, waits, strict=True)
    }
    ordered = task_words.in_order(tasks, subjects)
    assert {task.pk for task in ordered} == {task.pk for task in tasks}
    for before, after in pairwise(ordered):
        assert task_words.LATEST_FIRST.index(before.state) <= task_words.LATEST_FIRST.index(after.state)
        if before.state == after.state:
            assert subjects[before.pk].in_danger >= subjects[after.pk].in_danger
            if subjects[before.pk].in_danger == subjects[after.pk].in_danger:
                assert before.due <= after.due


def test_every_state_that_waits_has_its_words_and_its_place() -> None:
    assert set(task_words.LATEST_FIRST) == set(task_words.STATES)
    for state in task_words.STATES:
        task = Task(kind="concern.triage", state=state)
        assert str(task_words.status_of(task).label)
