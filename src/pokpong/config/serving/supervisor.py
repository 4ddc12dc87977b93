"""Keeps the parts running: starts them, starts again what dies or falls silent, stops all when told to.

Standard library only, so that the supervisor stays small and does not fail with what it watches.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from pokpong.doors.office import running

STEP = 0.25  # seconds between two looks
ASKS_EVERY = 5.0  # seconds between two questions whether the parts still answer
STEADY_AFTER = 60.0  # a part that ran this long is forgiven its earlier falls
SHORTEST_DELAY, LONGEST_DELAY = 0.5, 60.0
GRACE = 10.0  # seconds a part may take to stop


def delay_after(falls: int) -> float:
    """Seconds to wait before the next start: doubled with every fall in a row, a minute at most."""
    return float(min(LONGEST_DELAY, SHORTEST_DELAY * 2 ** min(max(falls - 1, 0), 12)))


@dataclass
class Part:
    """A process to keep. `probe` is asked now and then; a true answer counts as a sign of life."""

    name: str
    command: Sequence[str]
    probe: Callable[[], bool] | None = None
    process: subprocess.Popen[bytes] | None = None
    since: float = 0.0
    restarts: int = 0
    falls: int = 0
    start_at: float = 0.0

    @property
    def pid(self) -> int:
        return self.process.pid if self.process is not None and self.process.poll() is None else 0


@dataclass
class Supervisor:
    """`run` returns the exit code once a signal asked to stop. `say` takes lines for the console.

    Not `alone`: other parts are kept by other supervisors, and their notes stay.
    """

    data: Path
    parts: list[Part]
    version: str
    say: Callable[[str], None]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    now: Callable[[], float] = time.time
    stopping: bool = False
    started: float = 0.0
    asked: float = 0.0
    alone: bool = True

    def run(self) -> int:
        self.started = self.now()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked_to_stop)
        try:
            while not self.stopping:
                self.look()
                time.sleep(STEP)
        finally:
            self.stop_all()
        return 0

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    # --- one look at everything --------------------------------------------------------------------------

    def look(self) -> None:
        """Starts what should run and does not, and notes how things stand."""
        for part in self.parts:
            self._look_at(part)
        if self.now() - self.asked >= ASKS_EVERY:
            self.asked = self.now()
            self._ask_for_life()
            self.note()

    def _look_at(self, part: Part) -> None:
        if part.process is None:
            if self.now() >= part.start_at:
                self._start(part)
        elif part.process.poll() is not None:
            self._fallen(part, f"ended with code {part.process.returncode}")
        elif self._is_silent(part):
            self._end(part)
            self._fallen(part, "gave no sign of life")
        elif part.falls and self.now() - part.since > STEADY_AFTER:
            part.falls = 0

    def _start(self, part: Part) -> None:
        # A session of its own: Ctrl+C in the console reaches the supervisor only, which then stops the parts in order.
        part.process = subprocess.Popen(part.command, env=dict(self.environment), start_new_session=True)
        part.since = self.now()
        self.note()

    def _fallen(self, part: Part, how: str) -> None:
        part.process = None
        part.falls += 1
        part.restarts += 1
        wait = delay_after(part.falls)
        part.start_at = self.now() + wait
        self.say(f"{part.name} {how}; starting it again in {wait:g} s")
        self.note()

    def _is_silent(self, part: Part) -> bool:
        last = max(running.life(self.data, part.name), part.since)
        return self.now() - last > running.SILENT_AFTER

    def _ask_for_life(self) -> None:
        for part in self.parts:
            if part.pid and part.probe is not None and part.probe():
                running.beat(self.data, part.name)

    def note(self) -> None:
        """Writes the status file. Two supervisors may write at once: who lost is noted again seconds later."""
        others = {} if self.alone else running.read_status(self.data).get("parts", {})
        ours = {part.name: {"pid": part.pid, "since": part.since, "restarts": part.restarts} for part in self.parts}
        running.write_status(
            self.data,
            {
                "version": self.version,
                "supervisor": {"pid": os.getpid(), "since": self.started},
                "parts": {**others, **ours},
            },
        )

    # --- the end -----------------------------------------------------------------------------------------

    def stop_all(self) -> None:
        """Asks every part to stop, waits, and ends what does not."""
        for part in self.parts:
            if part.pid and part.process is not None:
                part.process.terminate()
        for part in self.parts:
            self._end(part)
        self.note()

    def _end(self, part: Part) -> None:
        if part.process is None:
            return
        part.process.terminate()
        try:
            part.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            # The whole session: a killed web server must not leave its workers behind on the port.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(part.process.pid, signal.SIGKILL)
            part.process.wait()
