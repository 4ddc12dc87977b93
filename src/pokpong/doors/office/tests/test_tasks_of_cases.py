"""Tasks about cases: each says which case or referral it is about, leads to its page, and tells nobody too much."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from pokpong.areas.protection.actions.cases import assess_risk
from pokpong.areas.protection.tests import factories_screening as screening
from pokpong.areas.protection.tests import factories_services as services
from pokpong.areas.protection.tests import referrals
from pokpong.areas.protection.tests.cases import a_case, asked_to_close
from pokpong.doors.office import task_subjects, task_words
from pokpong.doors.office.task_subjects import NOTHING, Subject
from pokpong.doors.office.tests.helped import a_full_case
from pokpong.doors.office.tests.pages import DISTRICT, PROVINCE, browser_of, said
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def the_worker() -> User:
    return make_user("worker", "caseworker", DISTRICT)


def opened(user: User) -> dict[str, str]:
    """The kinds of tasks that wait for this user, each with the words of its line; every page of them opens."""
    tasks = waiting_for(user)
    subjects = task_words.subjects_of(user, tasks)
    browser = browser_of(user)
    for task in tasks:
        assert browser.get(task_words.url_of(task)).status_code == 200, task.kind
    with translation.override("en"):
        return {task.kind: task_words.words_of(task, subjects[task.pk]) for task in tasks}


def test_every_task_of_a_case_names_it_and_opens() -> None:
    worker = the_worker()
    case = a_full_case(worker)
    services.planned(worker, case, planned_on=clock.today())
    words = opened(worker)
    assert set(words) >= {
        "case.assess_risk",
        "screening.decide",
        "planned_action.do",
        "conference.hold",
        "follow_up.do",
        "service.deliver",
        "stay.begin",
    }
    for kind, line in words.items():
        assert case.number in line or kind.startswith("referral."), line


def test_the_list_and_the_bell_hold_them() -> None:
    worker = the_worker()
    case = a_case(worker)
    page = said(browser_of(worker).get(reverse("office:tasks")))
    assert f"Assess the risk of a case again · {case.number}" in page
    assert 'class="pk-count' in page


def test_a_case_with_danger_to_life_stands_first() -> None:
    worker = the_worker()
    a_case(worker)
    case = a_case(worker)
    assess_risk(by=worker, id=new_id(), case=case.pk, level="critical", factors=("threats",), call_id=new_id())
    subjects = task_subjects.cases(worker, [case.pk])
    assert subjects == {case.pk: Subject(case.number, "danger")}
    tasks = waiting_for(worker)
    ordered = task_words.in_order(tasks, task_words.subjects_of(worker, tasks))
    assert case.number in task_words.words_of(ordered[0], task_words.subjects_of(worker, ordered)[ordered[0].pk])


def test_who_asked_is_told_by_the_closure_s_way() -> None:
    worker, boss = the_worker(), make_user("boss", "case_supervisor", PROVINCE)
    case = a_case(worker)
    asked_to_close(worker, case)
    words = opened(boss)
    assert words["case.approve_closure"] == f"Decide about the closure of a case · {case.number}"
    assert task_words.is_decision(Task(kind="case.approve_closure"))


def test_both_sides_of_a_referral_know_it_by_its_number() -> None:
    worker, shelter = the_worker(), referrals.a_shelter()
    provider = referrals.a_provider(shelter)
    row = referrals.a_referral(worker, shelter)
    assert opened(provider)["referral.answer"] == f"Answer a referral · {row.number}"
    assert task_subjects.referrals(worker, [row.pk]) == {row.pk: Subject(row.number, row.urgency)}
    assert row.case.number not in said(browser_of(provider).get(reverse("office:tasks")))


def test_a_body_knows_a_request_by_its_day() -> None:
    worker, body = the_worker(), screening.a_body()
    police = screening.investigator(body)
    case = a_case(worker)
    row = screening.requested(worker, case, body)
    words = opened(police)["identification.answer"]
    assert words.startswith("Answer a request to identify · asked on ")
    assert case.number not in said(browser_of(police).get(reverse("office:tasks")))
    assert task_subjects.requests(worker, [row.pk]) == {}


def test_out_of_sight_nothing_is_told() -> None:
    case = a_full_case(the_worker())
    stranger = make_user("stranger", "caseworker", "LA13/LA1301/")
    tasks = [Task(kind="case.assess_risk", subject=case.pk)]
    tasks += [Task(kind="follow_up.do", subject=row.pk) for row in case.follow_ups.all()]
    assert set(task_words.subjects_of(stranger, tasks).values()) == {NOTHING}
