"""The one source of time. Rules and actions ask here, so a test can stand at any moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_standing_at: ContextVar[datetime | None] = ContextVar("standing_at", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _standing_at.get() or timezone.now()


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
