"""The list of tasks, and ticking off by hand."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pokpong.areas.protection.tests.factories import a_concern
from pokpong.doors.office import task_words
from pokpong.doors.office.tests.pages import DISTRICT, VILLAGE, a_task, browse_as, browser_of, said
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.audit.models import Event

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


def test_every_state_that_waits_has_its_words() -> None:
    for state in task_words.STATES:
        task = Task(kind="concern.triage", state=state)
        assert str(task_words.status_of(task).label)
