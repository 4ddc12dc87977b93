"""The clock: every half minute tasks grow late and go up; once a day people hear that something waits."""

from __future__ import annotations

import datetime as dt
import logging
import signal
import threading
from dataclasses import dataclass, field
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from pokpong.config import wiring  # noqa: F401  registers the actions the clock calls
from pokpong.doors.office import running
from pokpong.foundation.access import row_security
from pokpong.foundation.access.models import User
from pokpong.foundation.agenda import summary, ticking
from pokpong.foundation.kernel import clock, statistics
from pokpong.foundation.wording import overlay

EVERY = 30.0  # seconds

logger = logging.getLogger(__name__)


@dataclass
class Clock:
    """Turns until `stopped`. `told` is the last day on which everybody was told; a restart looks again."""

    stopped: threading.Event = field(default_factory=threading.Event)
    told: dt.date | None = None

    def run(self) -> None:
        while not self.stopped.is_set():
            self.turn()
            self.stopped.wait(EVERY)

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopped.set()

    def turn(self) -> bool:
        """One turn; False when the data base did not answer, and then no sign of life is left."""
        close_old_connections()
        try:
            overlay.refresh()
            with row_security.scope("program:clock"):
                ticking.tick()
                self.tell()
        except DatabaseError:
            logger.exception("the clock missed a turn")
            return False
        running.beat(settings.DATA_DIR, "clock")
        return True

    def tell(self) -> None:
        """Once a day, from POKPONG_SUMMARY_HOUR on; then what the libraries left behind is cleared away."""
        if self.told != clock.today() and timezone.localtime(clock.now()).hour >= settings.POKPONG_SUMMARY_HOUR:
            summary.tell_waiting(readers())
            tidy()
            self.told = clock.today()


def tidy() -> None:
    """Takes sessions that ran out and finished background work of two weeks away; lets the data base count."""
    statistics.refresh()
    call_command("clearsessions", verbosity=0)
    if settings.TASKS["default"]["BACKEND"] == "django_tasks_db.DatabaseBackend":
        call_command("prune_db_task_results", min_age_days=14, verbosity=0)


def readers() -> list[User]:
    """Everybody who works here and chose to be told."""
    return list(User.objects.filter(state="active").exclude(notify_by="none").exclude(notify_address=""))


def main() -> None:
    """Runs until told to stop."""
    ours = Clock()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ours.stop)
    ours.run()
