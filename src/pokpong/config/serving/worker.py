"""The worker: does what stands in the queue, and leaves a sign of life between two looks at it."""

from __future__ import annotations

import logging
import time

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from pokpong.config import wiring  # noqa: F401  registers the actions that work in the background calls
from pokpong.doors.office import running
from pokpong.foundation.access import row_security
from pokpong.foundation.vault import rotating
from pokpong.foundation.wording import overlay

EVERY = 1.0  # seconds between two looks at an empty queue

logger = logging.getLogger(__name__)


def new_worker() -> Worker:
    """In batch mode: `run` returns as soon as nothing waits."""
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def pass_over_queue(worker: Worker) -> bool:
    """Does what waits; False when the data base did not answer, and then no sign of life is left."""
    close_old_connections()
    try:
        overlay.refresh()
        with row_security.scope("program:worker"):
            worker.run()
    except DatabaseError:
        logger.exception("the worker could not read its queue")
        return False
    running.beat(settings.DATA_DIR, "worker")
    return True


def rotate_some() -> bool:
    """Some data keys of a rotation that is under way; whether any was changed. What stops it is logged."""
    try:
        with row_security.scope("program:worker"):
            return rotating.is_under_way() and rotating.pass_over(seconds=EVERY) > 0
    except (DatabaseError, ImproperlyConfigured) as reason:
        logger.warning("data keys are not rotated: %s", type(reason).__name__)
        return False


def main() -> None:
    """Runs until told to stop. Raises ImproperlyConfigured when the queue is not kept in the data base."""
    if settings.TASKS["default"]["BACKEND"] != "django_tasks_db.DatabaseBackend":
        raise ImproperlyConfigured("the queue is not kept in the data base: there is nothing for a worker to do")
    # The library warns at every stop that it was asked to stop.
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    worker = new_worker()
    worker.configure_signals()
    while worker.running:
        pass_over_queue(worker)
        if not rotate_some():
            time.sleep(EVERY)
