"""The daily summary: once a day, only to who asked for it, and only that something waits."""

from __future__ import annotations

import ast
import stat
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.agenda import jobs, summary
from pokpong.foundation.agenda.models import DailySummary
from pokpong.foundation.agenda.tasks import AGENDA, Wanted, ask_task
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db
ADDRESS = "reader@office.example"


def a_reader(name: str = "reader", by: str = "email", address: str = ADDRESS, language: str = "lo") -> User:
    user = make_user(name, "case_supervisor", "LA16/", language=language)
    user.notify_by, user.notify_address = by, address
    with writing.opened("tests"):
        user.save()
    return user


def something_waits_for(user: User) -> None:
    ask_task(
        by=AGENDA,
        subject_kind="user",
        subject=user.pk,
        wanted=Wanted(kind="test", permission="task.done", due=clock.now() + timedelta(days=1), user=user.pk),
        call_id=new_id(),
    )


def test_a_reader_is_told_once_a_day(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    reader = a_reader()
    something_waits_for(reader)
    with django_capture_on_commit_callbacks(execute=True):
        assert summary.tell_waiting([reader]) == 1
        assert summary.tell_waiting([reader]) == 0
    assert len(mail.outbox) == 1
    with clock.standing_at(clock.now() + timedelta(days=1)), django_capture_on_commit_callbacks(execute=True):
        assert summary.tell_waiting([reader]) == 1
    assert len(mail.outbox) == 2


def test_the_message_says_only_that_something_waits(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    reader = a_reader()
    something_waits_for(reader)
    with django_capture_on_commit_callbacks(execute=True):
        summary.tell_waiting([reader])
    message = mail.outbox[0]
    said = f"{message.subject} {message.body}"
    assert message.to == [ADDRESS]
    assert "ປົກປ້ອງ" in said
    assert not any(letter.isdigit() for letter in said)
    for word in (reader.username, reader.display_name, "test", "LA16"):
        assert word not in said


def test_the_message_speaks_the_reader_s_language(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    reader = a_reader(language="en")
    something_waits_for(reader)
    with django_capture_on_commit_callbacks(execute=True):
        summary.tell_waiting([reader])
    assert "Something waits for you in Pokpong" in str(mail.outbox[0].body)


def test_nobody_else_is_told(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    idle, silent, unreachable = a_reader("idle"), a_reader("silent", by="none"), a_reader("unreachable", address="")
    something_waits_for(silent)
    something_waits_for(unreachable)
    with django_capture_on_commit_callbacks(execute=True):
        assert summary.tell_waiting([idle, silent, unreachable]) == 0
    assert not mail.outbox
    assert not DailySummary.objects.exists()


def test_it_leaves_its_event_its_receipt_and_its_change() -> None:
    reader = a_reader()
    something_waits_for(reader)
    summary.tell_waiting([reader])
    row = DailySummary.objects.get()
    assert (row.user, row.day, row.waiting) == (reader.pk, clock.today(), 1)
    assert Event.objects.filter(name="summary.send", subject=row.pk).count() == 1
    assert Change.objects.filter(kind="daily_summary", row=row.pk).exists()
    assert Receipt.objects.filter(action="summary.send").exists()


def test_two_clocks_tell_once(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    reader = a_reader()
    something_waits_for(reader)
    day, call_id = clock.today(), new_id()
    with django_capture_on_commit_callbacks(execute=True):
        for _clock in range(2):
            summary.send_summary(by=summary.SUMMARY, user=reader.pk, day=day, waiting=1, call_id=call_id)
    assert DailySummary.objects.count() == 1
    assert len(mail.outbox) == 1


# --- handing over ------------------------------------------------------------------------------------------


@pytest.fixture
def command(tmp_path: Path, settings: Settings) -> Path:
    """A command that writes down its last argument and what it was told; the path of its notes."""
    notes = tmp_path / "notes"
    script = tmp_path / "send"
    script.write_text(
        f"#!{sys.executable}\nimport sys\nopen({str(notes)!r}, 'a').write(repr((sys.argv[1:], sys.stdin.read())))\n"
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    settings.POKPONG_NOTIFY_COMMAND = f"{script} --quiet"
    return notes


def test_a_message_goes_through_the_command(command: Path) -> None:
    reader = a_reader(by="sms", address="020 5555 0000")
    jobs.tell_later(reader.pk)
    arguments, text = ast.literal_eval(command.read_text())
    assert arguments == ["--quiet", "020 5555 0000"]
    assert "ປົກປ້ອງ" in text


def test_an_address_is_never_read_as_an_option(command: Path) -> None:
    with pytest.raises(jobs.NotDelivered):
        jobs.deliver("sms", "--delete-everything")
    assert not command.exists()


@pytest.mark.parametrize("broken", ["", "/nowhere/send", "false"])
def test_a_failure_does_not_tell_the_address(broken: str, settings: Settings) -> None:
    settings.POKPONG_NOTIFY_COMMAND = broken
    with pytest.raises(jobs.NotDelivered) as failure:
        jobs.deliver("sms", "020 5555 0000")
    assert "5555" not in str(failure.value)
    assert failure.value.__cause__ is None


def test_a_failing_mail_server_does_not_tell_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **more: Any) -> None:
        raise OSError(f"mailbox {ADDRESS} unavailable")

    monkeypatch.setattr(jobs, "send_mail", refuse)
    with pytest.raises(jobs.NotDelivered) as failure:
        jobs.deliver("email", ADDRESS)
    assert ADDRESS not in str(failure.value)


def test_who_has_left_is_told_nothing(command: Path) -> None:
    reader = a_reader(by="sms")
    reader.state = "left"
    with writing.opened("tests"):
        reader.save()
    jobs.tell_later(reader.pk)
    jobs.tell_later(UUID(int=1))
    assert not command.exists()
    assert not mail.outbox


def test_the_queue_holds_ids_only() -> None:
    result = jobs.tell.enqueue(str(a_reader().pk))
    assert all(UUID(argument) for argument in result.args)
    assert result.kwargs == {}
