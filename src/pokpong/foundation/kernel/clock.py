"""The one source of time. Rules and actions ask here, so a test can stand at any moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone

SLACK = timedelta(minutes=1)  # that two clocks, or one that is being set, may differ

_standing_at: ContextVar[datetime | None] = ContextVar("standing_at", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _standing_at.get() or timezone.now()


def latest() -> datetime:
    """What is dated later was written while the clock was ahead of time; nothing must hold until it is that late."""
    return now() + SLACK


def today() -> date:
    """The present day in the programme's time zone."""
    return timezone.localtime(now()).date()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Inside, `now()` is `moment`. Raises ValueError for a moment without a time zone."""
    if timezone.is_naive(moment):
        raise ValueError("a moment needs its time zone")
    token = _standing_at.set(moment)
    try:
        yield
    finally:
        _standing_at.reset(token)
