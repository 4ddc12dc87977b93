"""Clock and worker, one turn at a time."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.utils import timezone
from pytest_django import Settings

from pokpong.config.serving import clock as clock_part
from pokpong.config.serving import worker as worker_part
from pokpong.config.serving.clock import Clock
from pokpong.doors.office import running
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda import summary, ticking
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.tasks import AGENDA, Wanted, ask_task
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def connection_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's transaction lives on the connection that a turn would otherwise close."""
    monkeypatch.setattr(clock_part, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker_part, "close_old_connections", lambda: None)


def local(hour: int) -> dt.datetime:
    return dt.datetime(2026, 11, 22, hour, tzinfo=timezone.get_default_timezone())


def a_task(user: User, due: dt.datetime) -> Task:
    wanted = Wanted(kind="test", permission="task.done", due=due, user=user.pk)
    return ask_task(by=AGENDA, subject_kind="user", subject=user.pk, wanted=wanted, call_id=new_id())


@pytest.mark.django_db
def test_a_turn_of_the_clock_moves_tasks_and_leaves_a_sign_of_life(data: Path) -> None:
    task = a_task(make_user("late", "caseworker", "LA16/"), local(9))
    with clock.standing_at(local(10)):
        assert Clock().turn()
    task.refresh_from_db()
    assert task.state == "overdue"
    assert running.life(data, "clock") > 0


@pytest.mark.django_db
def test_people_are_told_once_a_day_from_the_hour_on(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.POKPONG_SUMMARY_HOUR = 7
    told: list[int] = []
    monkeypatch.setattr(summary, "tell_waiting", lambda readers: told.append(len(list(readers))))
    ours = Clock()
    for hour in (5, 6, 7, 8, 23):
        with clock.standing_at(local(hour)):
            ours.turn()
    assert len(told) == 1
    with clock.standing_at(local(8) + dt.timedelta(days=1)):
        ours.turn()
    assert len(told) == 2


@pytest.mark.django_db
def test_only_people_who_chose_it_are_readers() -> None:
    chose, left, _silent = (make_user(name, "caseworker", "LA16/") for name in ("chose", "left", "silent"))
    chose.notify_by = left.notify_by = "email"
    chose.notify_address = left.notify_address = "a@b.example"
    left.state = "left"
    with writing.opened("tests"):
        chose.save()
        left.save()
    assert [user.username for user in clock_part.readers()] == ["chose"]


@pytest.mark.django_db
def test_what_libraries_left_behind_is_cleared_away(settings: Settings) -> None:
    past, future = timezone.now() - dt.timedelta(days=1), timezone.now() + dt.timedelta(days=1)
    Session.objects.create(session_key="past", session_data="", expire_date=past)
    Session.objects.create(session_key="future", session_data="", expire_date=future)
    clock_part.tidy()
    assert [session.session_key for session in Session.objects.all()] == ["future"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    clock_part.tidy()


def test_a_data_base_that_does_not_answer_leaves_no_sign_of_life(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any) -> int:
        raise OperationalError("gone")

    monkeypatch.setattr(ticking, "tick", refuse)
    assert not Clock().turn()
    assert running.life(data, "clock") == 0.0


def test_the_clock_stops_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = Clock()
    monkeypatch.setattr(ours, "turn", lambda: ours.stop(15, None))
    thread = threading.Thread(target=ours.run)
    thread.start()
    thread.join(5)
    assert not thread.is_alive()


class Queue:
    """Stands for the library's worker."""

    def __init__(self, fails: bool = False):
        self.fails = fails
        self.passes = 0

    def run(self) -> None:
        self.passes += 1
        if self.fails:
            raise OperationalError("gone")


def test_a_pass_over_the_queue_leaves_a_sign_of_life(data: Path) -> None:
    queue: Any = Queue()
    assert worker_part.pass_over_queue(queue)
    assert queue.passes == 1
    assert running.life(data, "worker") > 0


def test_a_queue_that_cannot_be_read_leaves_none(data: Path) -> None:
    queue: Any = Queue(fails=True)
    assert not worker_part.pass_over_queue(queue)
    assert running.life(data, "worker") == 0.0


def test_a_worker_without_a_queue_says_so() -> None:
    with pytest.raises(ImproperlyConfigured, match="queue"):
        worker_part.main()
