"""Asking, taking, doing, taking back; the clock; what waits for whom."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.tests.people import give, make_user, program
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.agenda import queries
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import about, changing_now, waiting_for
from pokpong.foundation.agenda.tasks import AGENDA, Wanted, age_task, ask_task, cancel_task, done_task, may_take
from pokpong.foundation.agenda.ticking import tick
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db
DISTRICT, PROVINCE = "LA16/LA1601/", "LA16/"
HOUR = timedelta(hours=1)


@pytest.fixture
def subject() -> Grant:
    """Any record that several people may see."""
    return give(make_user("someone"), "secretary", DISTRICT, state="asked")


@pytest.fixture
def local() -> User:
    return make_user("dan", "case_supervisor", DISTRICT)


@pytest.fixture
def upper() -> User:
    return make_user("bob", "case_supervisor", PROVINCE)


def make_task(subject: Grant, **more: object) -> Task:
    """Due in two hours, goes up after four, lapses after eight."""
    now = clock.now()
    values: dict[str, object] = {
        "kind": "grant.approve",
        "permission": "grant.approve",
        "place_path": DISTRICT,
        "due": now + 2 * HOUR,
        "escalates_at": now + 4 * HOUR,
        "escalates_to": "grant.refuse",
        "escalates_path": PROVINCE,
        "expires_at": now + 8 * HOUR,
        **more,
    }
    wanted = Wanted(**values)  # type: ignore[arg-type]  # what the test names
    return ask_task(by=AGENDA, subject_kind="grant", subject=subject.pk, wanted=wanted, call_id=new_id())


def state(task: Task) -> str:
    return str(Task.objects.get(pk=task.pk).state)


def later(hours: float) -> AbstractContextManager[None]:
    return clock.standing_at(clock.now() + timedelta(hours=hours))


def test_asking_leaves_its_traces(subject: Grant) -> None:
    task = make_task(subject)
    assert (task.state, list(about(subject.pk))) == ("open", [task])
    assert Event.objects.filter(subject=task.pk, name="task.ask").count() == 1
    assert Change.objects.filter(row=task.pk).count() == 1
    assert Receipt.objects.filter(action="task.ask").count() == 1


@pytest.mark.parametrize(("hours", "expected"), [(1, "open"), (3, "overdue"), (5, "escalated"), (9, "expired")])
def test_the_clock_moves_it_however_long_it_slept(subject: Grant, hours: int, expected: str) -> None:
    task = make_task(subject)
    with later(hours):
        assert tick() == (0 if expected == "open" else 1)
        assert state(task) == expected
        assert tick() == 0


def test_every_step_stands_in_the_history(subject: Grant) -> None:
    task = make_task(subject)
    for hours in (3, 5, 9):
        with later(hours):
            tick()
    assert [move.after for move in moves.history_of(task.pk)] == ["open", "overdue", "escalated", "expired"]
    assert Task.objects.get(pk=task.pk).ended_at is not None
    assert Event.objects.filter(subject=task.pk, name="task.age").count() == 3


def test_two_clocks_do_not_move_one_twice(subject: Grant) -> None:
    task = make_task(subject)
    with later(3):
        first, second = list(changing_now()), list(changing_now())
        assert first == second == [task]
        assert tick() == 1
        with pytest.raises(NotThere):
            age_task(by=AGENDA, task=task.pk, call_id=new_id())
    assert [move.after for move in moves.history_of(task.pk)] == ["open", "overdue"]


def test_an_ended_task_does_not_age(subject: Grant) -> None:
    task = make_task(subject)
    cancel_task(by=AGENDA, task=task.pk, call_id=new_id())
    with later(9):
        assert tick() == 0
    assert state(task) == "cancelled"


def test_who_may_take_by_role_and_place(subject: Grant, local: User, upper: User) -> None:
    task = make_task(subject)
    assert may_take(local, task)
    assert may_take(upper, task)
    assert not may_take(make_user("eve", "case_supervisor", "LA16/LA1602/"), task)
    assert not may_take(make_user("carol", "caseworker", DISTRICT), task)


def test_who_may_take_by_name(subject: Grant, local: User, upper: User) -> None:
    task = make_task(subject, user=local.pk)
    assert may_take(local, task)
    assert not may_take(upper, task)


def test_what_goes_up_waits_for_those_above_too(subject: Grant, local: User, upper: User) -> None:
    task = make_task(subject, user=local.pk)
    with later(5):
        tick()
        task.refresh_from_db()
        assert may_take(local, task)
        assert may_take(upper, task)
        assert not may_take(make_user("eve", "case_supervisor", "LA14/"), task)


def test_what_waits_for_me_in_order(subject: Grant, local: User) -> None:
    second, first = make_task(subject, kind="b", due=clock.now() + 3 * HOUR), make_task(subject, kind="a")
    assert waiting_for(local) == [first, second]
    assert waiting_for(make_user("carol", "secretary", DISTRICT)) == []


def test_ended_tasks_wait_for_nobody(subject: Grant, local: User) -> None:
    cancel_task(by=AGENDA, task=make_task(subject).pk, call_id=new_id())
    assert waiting_for(local) == []


def test_a_task_about_a_record_out_of_sight_is_not_shown(subject: Grant) -> None:
    """Named for a task, but without sight of its record: the list must not tell that the record is there."""
    outsider = make_user("carol", "secretary", "LA14/")
    make_task(subject, user=outsider.pk)
    assert waiting_for(outsider) == []


def test_done_by_hand_only_where_a_hand_may(subject: Grant, local: User) -> None:
    by_hand, by_work = make_task(subject, by_hand=True), make_task(subject, kind="other")
    done_task(by=local, task=by_hand.pk, call_id=new_id())
    assert state(by_hand) == "done"
    with pytest.raises(Refused) as refused:
        done_task(by=local, task=by_work.pk, call_id=new_id())
    assert {problem.code for problem in refused.value.problems} == {"task_ends_with_its_work"}
    assert state(by_work) == "open"


def test_done_twice(subject: Grant, local: User) -> None:
    task = make_task(subject, by_hand=True)
    done_task(by=local, task=task.pk, call_id=new_id())
    with pytest.raises(Refused) as refused:
        done_task(by=local, task=task.pk, call_id=new_id())
    assert {problem.code for problem in refused.value.problems} == {"move_not_allowed"}


def test_not_done_by_whom_it_does_not_wait_for(subject: Grant) -> None:
    task = make_task(subject, by_hand=True)
    with pytest.raises(NotThere):
        done_task(by=make_user("eve", "case_supervisor", "LA14/"), task=task.pk, call_id=new_id())
    with pytest.raises(NotAllowed):
        done_task(by=make_user("flo", "donor"), task=task.pk, call_id=new_id())


def test_overdue_and_escalated_can_still_be_done(subject: Grant, local: User, upper: User) -> None:
    late, up = make_task(subject, by_hand=True), make_task(subject, kind="up", by_hand=True, user=local.pk)
    with later(3):
        tick()
        done_task(by=local, task=late.pk, call_id=new_id())
    with later(5):
        tick()
        done_task(by=upper, task=up.pk, call_id=new_id())
    assert (state(late), state(up)) == ("done", "done")


def test_only_programs_ask_age_and_cancel(subject: Grant, local: User) -> None:
    task = make_task(subject)
    for call in (age_task, cancel_task):
        with pytest.raises(NotAllowed):
            call(by=local, task=task.pk, call_id=new_id())
    with pytest.raises(NotAllowed):
        cancel_task(by=program("task.ask"), task=task.pk, call_id=new_id())


def test_the_list_costs_the_same_for_many(
    subject: Grant, local: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        make_task(subject, kind=f"kind{number}")
    local.may("grant.approve")
    with django_assert_num_queries(5):
        assert len(waiting_for(local)) == 20


def test_the_tasks_of_other_places_never_crowd_out_ones_own(
    subject: Grant, local: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many wait elsewhere, and longer: they are left out before anything is cut."""
    monkeypatch.setattr(queries, "MOST", 2)
    for _ in range(4):
        make_task(subject, place_path="LA13/LA1301/", due=clock.now() - HOUR, escalates_path="LA13/")
    own = make_task(subject)
    assert waiting_for(local) == [own]
