"""The supervisor, with real processes that do what the test asks: end at once, fall silent, refuse to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.config.serving import supervisor
from pokpong.config.serving.supervisor import LONGEST_DELAY, Part, Supervisor, delay_after
from pokpong.doors.office import running

SLEEPS = [sys.executable, "-c", "import time; time.sleep(600)"]
DIES = [sys.executable, "-c", "raise SystemExit(3)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)",
]


class Moments:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.at = 1_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def moments() -> Moments:
    return Moments()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def keep(tmp_path: Path, moments: Moments, said: list[str]) -> Iterator[Callable[..., Supervisor]]:
    made: list[Supervisor] = []

    def make(*parts: Part, alone: bool = True) -> Supervisor:
        made.append(Supervisor(tmp_path, list(parts), "1.2.3", said.append, now=moments, alone=alone))
        return made[-1]

    yield make
    for each in made:
        each.stop_all()


def ended(part: Part) -> None:
    assert part.process is not None
    part.process.wait(20)


def test_what_should_run_is_started_and_noted(keep: Callable[..., Supervisor], tmp_path: Path) -> None:
    part = Part("web", SLEEPS)
    keep(part).look()
    noted = running.read_status(tmp_path)
    assert noted["version"] == "1.2.3"
    assert noted["supervisor"]["pid"] == os.getpid()
    assert noted["parts"]["web"]["pid"] == part.pid > 0
    assert running.is_alive(part.pid)


def test_what_dies_is_started_again_after_a_growing_delay(
    keep: Callable[..., Supervisor], moments: Moments, said: list[str]
) -> None:
    part = Part("worker", DIES)
    ours = keep(part)
    waits = []
    for _fall in range(4):
        ours.look()
        ended(part)
        ours.look()
        assert part.process is None
        waits.append(part.start_at - moments.at)
        ours.look()
        assert part.process is None, "it was started before its time"
        moments.at = part.start_at
    assert waits == sorted(set(waits))
    assert part.restarts == 4
    assert "worker ended with code 3" in said[0]


def test_a_part_that_ran_steadily_is_forgiven(keep: Callable[..., Supervisor], moments: Moments) -> None:
    part = Part("clock", SLEEPS, falls=5)
    ours = keep(part)
    ours.look()
    moments.at += supervisor.STEADY_AFTER + 1
    ours.look()
    assert part.falls == 0
    assert part.restarts == 0


def test_a_part_without_a_sign_of_life_is_replaced(
    keep: Callable[..., Supervisor], moments: Moments, said: list[str]
) -> None:
    part = Part("web", SLEEPS, probe=lambda: False)
    ours = keep(part)
    ours.look()
    first = part.pid
    moments.at += running.SILENT_AFTER + 1
    ours.look()
    assert not running.is_alive(first)
    assert "no sign of life" in said[0]
    moments.at = part.start_at
    ours.look()
    assert part.pid not in {0, first}


def test_an_answered_probe_is_a_sign_of_life(keep: Callable[..., Supervisor], tmp_path: Path) -> None:
    keep(Part("web", SLEEPS, probe=lambda: True)).look()
    assert running.life(tmp_path, "web") > 0


def test_a_part_that_does_not_stop_is_ended(keep: Callable[..., Supervisor], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "GRACE", 0.3)
    part = Part("web", STUBBORN)
    part.process = subprocess.Popen(STUBBORN, stdout=subprocess.PIPE, start_new_session=True)
    assert part.process.stdout is not None
    part.process.stdout.readline()
    pid = part.pid
    keep(part).stop_all()
    part.process.stdout.close()
    assert not running.is_alive(pid)


def test_a_signal_stops_everything(tmp_path: Path, said: list[str]) -> None:
    part = Part("web", SLEEPS)
    ours = Supervisor(tmp_path, [part], "1", said.append)
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    pids: list[int] = []

    def stop_soon() -> None:
        while not part.pid:
            time.sleep(0.05)
        pids.append(part.pid)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=stop_soon, daemon=True).start()
    try:
        assert ours.run() == 0
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert not running.is_alive(pids[0])
    assert running.read_status(tmp_path)["parts"]["web"]["pid"] == 0


@given(st.integers(0, 10_000))
def test_a_delay_grows_and_stays_below_its_limit(falls: int) -> None:
    assert 0 < delay_after(falls) <= delay_after(falls + 1) <= LONGEST_DELAY


def test_parts_on_their_own_leave_each_others_notes(keep: Callable[..., Supervisor], tmp_path: Path) -> None:
    keep(Part("web", SLEEPS), alone=False).look()
    keep(Part("clock", SLEEPS), alone=False).look()
    noted = running.read_status(tmp_path)["parts"]
    assert noted["web"]["pid"] != noted["clock"]["pid"]
    assert all(running.is_alive(noted[name]["pid"]) for name in ("web", "clock"))
    keep(Part("worker", SLEEPS)).look()
    assert list(running.read_status(tmp_path)["parts"]) == ["worker"]
