"""Reading a day out of three boxes, and where it may lie."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import get_language

from pokpong.foundation.lao.dates import DateReason, DateRefused, format_date, parse_date
from pokpong.foundation.ui import problems
from pokpong.foundation.ui.widgets import DateAnswer

Limit = dt.date | Callable[[], dt.date] | None

REASONS = {
    DateReason.EMPTY: problems.DAY_INCOMPLETE,
    DateReason.UNREADABLE: problems.DAY_UNREADABLE,
    DateReason.SHORT_YEAR: problems.DAY_SHORT_YEAR,
    DateReason.BUDDHIST_ERA: problems.DAY_BUDDHIST_ERA,
    DateReason.OUT_OF_RANGE: problems.DAY_OUT_OF_RANGE,
    DateReason.IMPOSSIBLE: problems.DAY_IMPOSSIBLE,
}


def day_of(answer: DateAnswer) -> dt.date:
    """The day that was typed; a whole date in the first box is read too.

    Raises ValidationError with the code of its reason (see `problems`).
    """
    parts = (answer.day, answer.month, answer.year)
    whole = bool(answer.day) and not answer.month and not answer.year
    if not whole and not all(parts):
        raise problems.invalid(problems.DAY_INCOMPLETE)
    try:
        return parse_date(" ".join(parts))
    except DateRefused as refused:
        if whole and refused.reason is DateReason.UNREADABLE:
            raise problems.invalid(problems.DAY_INCOMPLETE) from None
        example = refused.year if refused.reason is DateReason.BUDDHIST_ERA else timezone.localdate().year
        raise problems.invalid(REASONS[refused.reason], example=str(example)) from None


def resolved(limit: Limit) -> dt.date | None:
    return limit() if callable(limit) else limit


def in_words(day: dt.date) -> str:
    """The day in the language of the page."""
    return format_date(day, (get_language() or "lo").split("-")[0])


def check_limits(day: dt.date, *, future: bool, earliest: Limit, latest: Limit) -> None:
    """Raises ValidationError: `day_in_future`, `day_too_early`, `day_too_late`."""
    first, last = resolved(earliest), resolved(latest)
    if not future and day > timezone.localdate():
        raise problems.invalid(problems.DAY_IN_FUTURE)
    if first is not None and day < first:
        raise problems.invalid(problems.DAY_TOO_EARLY, earliest=in_words(first))
    if last is not None and day > last:
        raise problems.invalid(problems.DAY_TOO_LATE, latest=in_words(last))
