"""`pokpong audit`: exit codes, words and JSON."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from pokpong.config.commands import audit, parsing
from pokpong.config.commands.environment import Stopped
from pokpong.doors.office.watching.actions import PROOF, begin_verification
from pokpong.foundation.audit import chain
from pokpong.foundation.audit.models import Batch, Verification
from pokpong.foundation.audit.tests.tampering import an_event, emptied, execute, raw, undone
from pokpong.foundation.audit.verifying import Finding
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("pokpong.config.commands.acting.missing", list)
    emptied()
    settings.POKPONG_CHECKPOINT_FILE = str(tmp_path / "checkpoint")
    return tmp_path / "checkpoint"


def run(*words: str) -> int:
    return audit.run(parsing.parser().parse_args(["audit", *words]))


def test_close_closes_now_and_verify_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    an_event(clock.now())
    assert run("close") == 0
    assert "1 lines closed in 1 batches" in capsys.readouterr().out
    assert run("verify") == 0
    assert "nothing was found" in capsys.readouterr().out
    assert Verification.objects.get().state == "well"


def test_what_was_altered_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    row = an_event(clock.now())
    run("close")
    with undone():
        execute("UPDATE audit_event SET name = 'x' WHERE id = %s", raw(row.pk))
        assert run("verify") == 1
        assert f"event {row.pk} of batch 1 was altered" in capsys.readouterr().out
        assert run("verify", "--json") == 1
        said = json.loads(capsys.readouterr().out)
    assert said["well"] is False
    assert said["findings"][0] | {"place": ""} == vars(Finding("altered", "line", 1, "event", str(row.pk)))


def test_without_a_key_nothing_is_checked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def no_key() -> None:
        raise ImproperlyConfigured("no master key")

    monkeypatch.setattr(audit, "verify", no_key)
    assert run("verify") == 2
    assert "not checked: no master key" in capsys.readouterr().err


def test_a_check_under_way_elsewhere_is_left_alone() -> None:
    other = begin_verification(by=PROOF, id=new_id(), call_id=new_id())
    assert run("verify") == 0
    assert list(Verification.objects.values_list("pk", "state")) == [(other.pk, "running")]


def test_accept_writes_the_files_anew(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    an_event(clock.now())
    run("close")
    files.unlink()
    assert run("verify") == 1
    assert "checkpoint file (first place) is missing" in capsys.readouterr().out
    assert run("accept") == 0
    assert run("verify") == 0
    assert json.loads(files.read_text())["mac"] == chain.head().mac


def test_accept_says_when_it_cannot(settings: Any) -> None:
    settings.POKPONG_CHECKPOINT_SECOND = "/proc/no-such-folder/checkpoint"
    with pytest.raises(Stopped, match="cannot be written"):
        run("accept")


def test_late_lines_are_closed_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    an_event(clock.now())
    run("close")
    an_event(clock.now() - timedelta(hours=1))
    run("close")
    assert Batch.objects.count() == 1
    assert run("verify") == 1
    assert run("close", "--late") == 0
    assert run("verify") == 0
    assert "1 lines were closed by hand" in capsys.readouterr().out


def test_without_a_checkpoint_file_it_says_so(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.POKPONG_CHECKPOINT_FILE = ""
    assert run("verify") == 0
    assert "no checkpoint file is set" in capsys.readouterr().out
