"""Breaking glass and reviewing it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from pokpong.foundation.access import glass_finders, scope
from pokpong.foundation.access.actions.glass import break_glass, review_glass
from pokpong.foundation.access.glass_finders import Found
from pokpong.foundation.access.glass_notice import broken_until
from pokpong.foundation.access.models import Glass, Recusal, SavedView, User
from pokpong.foundation.access.tests.factories import DISTRICT, PROVINCE, codes, traces
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.audit.models import Event, Reading
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db
REASON = "The child is in the house now and nobody answers"


@pytest.fixture
def record() -> Iterator[SavedView]:
    """Some row of some kind, found by the number 77."""
    row = SavedView(user=uuid4(), table="t", name="n", query="")
    with writing.opened("tests"):
        row.save(force_insert=True)
    glass_finders.register("saved_view", "Record", lambda number: Found(row.pk, DISTRICT) if number == "77" else None)
    yield row
    del glass_finders.FINDERS["saved_view"]


@pytest.fixture
def worker() -> User:
    return make_user("dao", "caseworker", "LA14/")


@pytest.fixture
def supervisor() -> User:
    return make_user("bob", "case_supervisor", PROVINCE)


def opened(by: User, number: str = " 77 ", reason: str = REASON, kind: str = "saved_view") -> Glass:
    return break_glass(by=by, id=new_id(), kind=kind, number=number, reason=reason, call_id=new_id())


def test_it_opens_one_record_for_four_hours(record: SavedView, worker: User) -> None:
    glass = opened(worker)
    assert (glass.row, glass.ends - glass.at, glass.place_path) == (record.pk, timedelta(hours=4), DISTRICT)
    assert Glass.objects.get(pk=glass.pk).reason == REASON
    assert traces(glass.pk, "glass.break")[0] == 1
    assert Event.objects.filter(subject=record.pk, name="glass.break", actor=worker.pk).count() == 1


def test_supervisors_of_the_place_hear_of_it(record: SavedView, worker: User, supervisor: User) -> None:
    glass = opened(worker)
    assert [task.subject for task in waiting_for(supervisor)] == [glass.pk]
    assert waiting_for(make_user("eve", "case_supervisor", "LA14/")) == []


def test_a_reason_and_a_record_are_needed(record: SavedView, worker: User) -> None:
    with pytest.raises(Refused) as refused:
        opened(worker, "78", "because")
    assert codes(refused.value) == {"reason_too_short", "record_unknown"}
    assert not Glass.objects.exists()


def test_an_unknown_kind(record: SavedView, worker: User) -> None:
    with pytest.raises(Refused) as refused:
        opened(worker, kind="secret")
    assert codes(refused.value) == {"record_unknown"}


@pytest.mark.parametrize("known_by", ["account", "official"])
def test_a_recused_person_learns_nothing(record: SavedView, worker: User, known_by: str) -> None:
    worker.official = new_id()
    with writing.opened("tests"):
        worker.save()
        user = worker.pk if known_by == "account" else worker.official
        Recusal(user=user, kind="saved_view", row=record.pk).save(force_insert=True)
    with pytest.raises(Refused) as refused:
        opened(worker)
    assert codes(refused.value) == {"record_unknown"}


@pytest.mark.parametrize("role", ["administrator", "secretary", "auditor", "donor", "service_provider"])
def test_roles_that_may_not(record: SavedView, role: str) -> None:
    with pytest.raises(NotAllowed):
        opened(make_user("carol", role))


def test_review(record: SavedView, worker: User, supervisor: User) -> None:
    glass = opened(worker)
    review_glass(by=supervisor, glass=glass.pk, verdict="needed", call_id=new_id())
    now = Glass.objects.get(pk=glass.pk)
    assert (now.verdict, now.reviewed_by, now.ends) == ("needed", supervisor.pk, glass.ends)
    assert Task.objects.get(subject=glass.pk).state == "done"
    assert traces(glass.pk, "glass.review")[0] == 1


def test_what_was_not_needed_closes_at_once(record: SavedView, worker: User, supervisor: User) -> None:
    glass = opened(worker)
    review_glass(by=supervisor, glass=glass.pk, verdict="not_needed", call_id=new_id())
    assert Glass.objects.get(pk=glass.pk).ends <= clock.now()


def test_nobody_reviews_their_own(record: SavedView, supervisor: User) -> None:
    glass = opened(supervisor)
    with pytest.raises(Refused) as refused:
        review_glass(by=supervisor, glass=glass.pk, verdict="needed", call_id=new_id())
    assert codes(refused.value) == {"own_glass"}


def test_reviewed_once(record: SavedView, worker: User, supervisor: User) -> None:
    glass = opened(worker)
    review_glass(by=supervisor, glass=glass.pk, verdict="needed", call_id=new_id())
    with pytest.raises(Refused) as refused:
        review_glass(by=supervisor, glass=glass.pk, verdict="perhaps", call_id=new_id())
    assert codes(refused.value) == {"already_reviewed", "verdict_unknown"}


def test_supervisors_of_elsewhere_do_not_find_it(record: SavedView, worker: User) -> None:
    glass = opened(worker)
    with pytest.raises(NotThere):
        review_glass(
            by=make_user("eve", "case_supervisor", "LA14/"), glass=glass.pk, verdict="needed", call_id=new_id()
        )
    with pytest.raises(NotAllowed):
        review_glass(by=worker, glass=glass.pk, verdict="needed", call_id=new_id())


def test_unreviewed_it_goes_to_the_top(record: SavedView, worker: User) -> None:
    opened(worker)
    task = Task.objects.get(kind="glass.review")
    assert (task.escalates_to, task.escalates_path) == ("glass.review", "")
    assert task.escalates_at == task.due
    assert timedelta(hours=23, minutes=59) < task.due - task.made_at <= timedelta(hours=24)


def test_a_finder_is_not_replaced(record: SavedView) -> None:
    with pytest.raises(ValueError, match="finder"):
        glass_finders.register("saved_view", "Other", lambda number: None)


def test_by_page(record: SavedView, worker: User, supervisor: User) -> None:
    client = Client()
    client.force_login(worker)
    sent = {"call_id": str(new_id()), "kind": "saved_view", "number": "77", "reason": "short"}
    wrong = client.post(reverse("access:glass"), sent).content.decode()
    assert 'data-code="reason_too_short"' in wrong
    client.post(reverse("access:glass"), {**sent, "reason": REASON})
    glass = Glass.objects.get()
    assert "Record" in client.get(reverse("access:glass")).content.decode()
    reviewer = Client()
    reviewer.force_login(supervisor)
    page = reviewer.get(reverse("access:glass_review")).content.decode()
    assert reverse("access:glass_one", args=[glass.pk]) in page
    assert REASON in reviewer.get(reverse("access:glass_one", args=[glass.pk])).content.decode()
    assert Reading.objects.filter(kind="glass", actor=supervisor.pk).count() == 2
    reviewer.post(reverse("access:glass_one", args=[glass.pk]), {"call_id": str(new_id()), "verdict": "needed"})
    assert Glass.objects.get().verdict == "needed"


def test_the_page_of_another_place_is_not_there(record: SavedView, worker: User) -> None:
    glass = opened(worker)
    client = Client()
    client.force_login(make_user("eve", "case_supervisor", "LA14/"))
    assert client.get(reverse("access:glass_one", args=[glass.pk])).status_code == 404


def test_glass_broken_by_a_clock_that_was_ahead_opens_nothing(record: SavedView, worker: User) -> None:
    with clock.standing_at(clock.now() + timedelta(days=365)):
        opened(worker)
        assert list(scope.opened(worker, "saved_view")) == [record.pk]
    assert list(scope.opened(worker, "saved_view")) == []
    opened(worker)
    assert list(scope.opened(worker, "saved_view")) == [record.pk]


def test_the_pages_of_an_open_record_say_until_when(record: SavedView, worker: User, supervisor: User) -> None:
    named = [("saved_view", record.pk), ("saved_view", uuid4())]
    assert broken_until(worker, named) is None
    glass = opened(worker)
    assert broken_until(worker, named) == glass.ends
    assert broken_until(worker, named[1:]) is None
    assert broken_until(supervisor, named) is None
    with clock.standing_at(glass.ends + timedelta(seconds=1)):
        assert broken_until(worker, named) is None
