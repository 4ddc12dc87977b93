"""Closing in batches: when, how many, never a line twice and never one passed over; and the files that remember."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pokpong.config.settings import base
from pokpong.foundation.audit import chain, checkpoints, closing
from pokpong.foundation.audit.closing import close_waiting
from pokpong.foundation.audit.models import Batch, Event
from pokpong.foundation.audit.tests.tampering import START, a_reading, an_event, emptied
from pokpong.foundation.audit.verifying import verify
from pokpong.foundation.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_lines")]


@pytest.fixture
def no_lines() -> None:
    emptied()


@pytest.fixture
def path(no_lines: None, tmp_path: Path, settings: Any) -> Path:
    settings.POKPONG_CHECKPOINT_FILE = str(tmp_path / "checkpoint")
    return tmp_path / "checkpoint"


def closed_ids() -> list[str]:
    return [line[:36] for batch in Batch.objects.order_by("number") for line in batch.lines]


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def test_a_batch_is_full_at_a_hundred_or_closed_after_a_minute(path: Path) -> None:
    for line in range(103):
        an_event(at(line / 10))
    with clock.standing_at(at(20)):
        assert close_waiting().lines == 100
        assert verify().waiting == 3
    with clock.standing_at(at(69)):
        assert close_waiting().lines == 0
    with clock.standing_at(at(71)):
        run = close_waiting()
    assert (run.batches, run.lines) == (1, 3)
    assert [batch.count for batch in Batch.objects.order_by("number")] == [100, 3]


def test_everything_can_be_closed_at_once(path: Path) -> None:
    an_event(at(0))
    a_reading(at(1))
    with clock.standing_at(at(2)):
        assert close_waiting(everything=True).lines == 2
        assert verify().waiting == 0
    assert {batch.kind for batch in Batch.objects.all()} == {"event", "reading"}


def test_nothing_to_close_makes_no_batch(path: Path) -> None:
    assert close_waiting(everything=True).batches == 0
    assert not Batch.objects.exists()


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(
    arrivals=st.lists(st.tuples(st.integers(0, 1800), st.integers(0, 600)), min_size=1, max_size=25),
    every=st.integers(20, 400),
)
def test_a_line_committed_late_is_closed_by_a_later_batch(
    path: Path, arrivals: list[tuple[int, int]], every: int
) -> None:
    """Each line has the moment it was made and how much later it is committed: every one is closed, exactly once."""
    path.unlink(missing_ok=True)
    with transaction.atomic():
        made = []
        for now in range(0, 1800 + 600 + 2 * every, every):
            for begun, later in arrivals:
                if now - every < begun + later <= now:
                    made.append(str(an_event(at(begun)).pk))
            with clock.standing_at(at(now)):
                close_waiting()
        with clock.standing_at(at(4000)):
            close_waiting()
            result = verify()
        assert sorted(closed_ids()) == sorted(made)
        assert (result.findings, result.waiting) == ([], 0)
        transaction.set_rollback(True)


def test_a_line_that_comes_long_after_its_time_waits_for_a_person(path: Path) -> None:
    """It was put in, or the clock of the server jumped: the program does not decide which."""
    an_event(at(0))
    with clock.standing_at(at(3600)):
        close_waiting(everything=True)
    late = an_event(at(10))
    with clock.standing_at(at(3700)):
        close_waiting(everything=True)
        assert str(late.pk) not in closed_ids()
        assert [finding.kind for finding in verify().findings] == ["inserted"]
        close_waiting(late=True)
        result = verify()
    assert str(late.pk) in closed_ids()
    assert (result.findings, result.late) == ([], 1)


def test_a_clock_put_back_can_be_mended(path: Path) -> None:
    an_event(at(0))
    with clock.standing_at(at(3 * 86400)):
        close_waiting(everything=True)
    an_event(at(100))
    with clock.standing_at(at(200)):
        assert [finding.kind for finding in verify().findings] == ["inserted"]
        close_waiting(late=True)
        an_event(at(300))
    with clock.standing_at(at(400)):
        close_waiting(everything=True)
        result = verify()
    assert result.lines == 3
    assert result.is_well, "what comes after the jump is closed like everything else"


def test_who_comes_second_stops(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in range(3):
        an_event(at(line))
    stale = chain.head()
    with clock.standing_at(at(100)):
        close_waiting()
        monkeypatch.setattr(chain, "unclosed", lambda kind, since: [(row.pk, row.at) for row in rows(kind)])
        monkeypatch.setattr(chain, "head", lambda: stale)
        run = close_waiting()
    assert run.elsewhere
    assert len(closed_ids()) == 3


def rows(kind: str) -> list[Event]:
    return list(Event.objects.all()) if kind == "event" else []


def test_an_interrupted_run_is_taken_up(path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A first run over old lines that stops half-way leaves nothing behind that counts as put in."""
    settings.POKPONG_AUDIT_BATCH_LINES = 2
    monkeypatch.setattr(closing, "AT_ONCE", 5)
    for line in range(12):
        an_event(at(line))
    with clock.standing_at(at(7 * 86400)):
        for expected in (5, 5, 2, 0):
            assert close_waiting().lines == expected
            assert verify().is_well
    assert len(set(closed_ids())) == 12


# --- checkpoints -----------------------------------------------------------------------------------------------


def test_the_checkpoint_holds_the_last_batch_for_its_owner_only(path: Path) -> None:
    an_event(at(0))
    with clock.standing_at(at(100)):
        run = close_waiting()
    said = json.loads(path.read_text())
    assert (said["batches"], said["mac"]) == (1, run.head.mac)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["checkpoint"], "nothing half-written stays"


def test_a_checkpoint_is_never_lowered_by_the_program(path: Path) -> None:
    """After a restore of an older backup the file says more than the data base: a person accepts that, by hand."""
    an_event(at(0))
    with clock.standing_at(at(100)):
        close_waiting()
        checkpoints.accept(chain.Head(5, "f" * 64))
        kept = path.read_text()
        an_event(at(90))
        close_waiting(everything=True)
        assert path.read_text() == kept
        assert [finding.kind for finding in verify().findings] == ["cut_off"]
        checkpoints.accept(chain.head())
        assert verify().is_well


def test_a_checkpoint_that_cannot_be_written_stops_nothing(path: Path, settings: Any) -> None:
    settings.POKPONG_CHECKPOINT_SECOND = "/proc/no-such-folder/checkpoint"
    an_event(at(0))
    with clock.standing_at(at(100)):
        assert close_waiting().lines == 1
        assert [(finding.kind, finding.place) for finding in verify().findings] == [("missing", "second")]


def test_the_default_stands_beside_the_data() -> None:
    assert Path(base.POKPONG_CHECKPOINT_FILE).parent == base.DATA_DIR


def test_moments_are_kept_whole(path: Path) -> None:
    an_event(datetime(2026, 3, 2, 1, 2, 3, 456789, tzinfo=UTC))
    with clock.standing_at(datetime(2026, 3, 2, 2, 0, 0, 123456, tzinfo=UTC)):
        close_waiting()
        assert verify().is_well
