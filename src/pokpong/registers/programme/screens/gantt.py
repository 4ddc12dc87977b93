"""A plan as bars over months: one row an activity, drawn as text so that two thousand rows cost little.

Every row is a row of a table that says the same in words; the picture beside it is for eyes only. What is late ends in
stripes with a triangle, what is postponed goes on as a dashed frame to a diamond: shapes and words, not only colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from html import escape
from typing import Final, NamedTuple

from django.utils.safestring import SafeString, mark_safe

MONTH_WIDTH: Final = 44  # px
WIDE_MONTHS: Final = 14  # a longer plan gets narrower months
NARROW_WIDTH: Final = 26  # px
TOP: Final = 40  # px of the axis
ROW: Final = 26  # px
BAR_Y: Final = 8
BAR: Final = 10
STRIPED: Final = ' fill="url(#pk-gantt-stripes)"'


class Line(NamedTuple):
    """One activity as it is drawn. `days_late` is 0 for one that is not late; `moved_to` only when it was postponed."""

    url: str
    code: str
    name: str
    starts: date
    ends: date
    moved_to: date | None
    state: str
    words: str
    days_late: int = 0
    late_words: str = ""


class Axis:
    """Months from the first of the month of `starts` to the last of that of `ends`; places in pixels."""

    def __init__(self, starts: date, ends: date):
        self.first = starts.replace(day=1)
        self.months = _months(self.first, ends)
        self.last = _next(self.months[-1])
        self.step = MONTH_WIDTH if len(self.months) <= WIDE_MONTHS else NARROW_WIDTH
        self.width = self.step * len(self.months)
        self._numbers = {month: at for at, month in enumerate(self.months)}
        self._places: dict[date, float] = {}

    def place(self, day: date) -> float:
        """Where the day begins; days outside are put to the edge. Worked out once: many activities share few days."""
        if day not in self._places:
            self._places[day] = self._place(day)
        return self._places[day]

    def _place(self, day: date) -> float:
        if day < self.first:
            return 0.0
        if day >= self.last:
            return float(self.width)
        month = day.replace(day=1)
        length = (_next(month) - month).days
        return round(self.step * (self._numbers[month] + (day.day - 1) / length), 1)

    def shows(self, day: date) -> bool:
        return self.first <= day < self.last


def _next(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def _months(first: date, ends: date) -> list[date]:
    found = [first]
    while _next(found[-1]) <= ends:
        found.append(_next(found[-1]))
    return found


def head(axis: Axis, today: date, today_words: str) -> SafeString:
    """The axis: months as numbers, years below them, and a flag for today. Its lines are used by every row."""
    parts = [_opening(axis, today)]
    for at, month in enumerate(axis.months):
        x = at * axis.step
        parts.append(f'<text class="pk-gantt-month" x="{x + 4}" y="16">{month.month}</text>')
        if at == 0 or month.month == 1:
            parts.append(f'<text class="pk-gantt-year" x="{x + 4}" y="34">{month.year}</text>')
    if axis.shows(today):
        now = axis.place(today)
        anchor = "end" if now > axis.width - 60 else "start"
        parts.append(
            f'<text class="pk-gantt-flag" x="{now}" y="34" text-anchor="{anchor}">{escape(today_words)}</text>'
        )
    return mark_safe("".join(parts) + "</svg>")  # noqa: S308  numbers and escaped words


def _opening(axis: Axis, today: date) -> str:
    """The picture's own element, and what the rows below use of it."""
    return (
        f'<svg class="pk-gantt-axis" width="{axis.width}" height="{TOP}" viewBox="0 0 {axis.width} {TOP}" '
        'aria-hidden="true" focusable="false"><defs>'
        '<pattern id="pk-gantt-stripes" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="pk-gantt-stripe" width="3" height="6"/></pattern>'
        f'<g id="pk-gantt-lines"><path class="pk-gantt-grid" d="{_grid(axis)}"/>{_today(axis, today)}</g></defs>'
    )


def _grid(axis: Axis) -> str:
    return "".join(f"M{at * axis.step} 0V{ROW}" for at in range(len(axis.months) + 1))


def _today(axis: Axis, today: date) -> str:
    x = axis.place(today)
    return f'<path class="pk-gantt-today" d="M{x} 0V{ROW}"/>' if axis.shows(today) else ""


def rows(lines: Iterable[Line], axis: Axis, today: date) -> SafeString:
    """The rows of the table: name, bar, days and state."""
    opening = f'<svg width="{axis.width}" height="{ROW}" aria-hidden="true" focusable="false">'
    picture = f'{opening}<use href="#pk-gantt-lines"/>'
    return mark_safe("".join([_row(line, axis, today, picture) for line in lines]))  # noqa: S308  each part is escaped


def _row(line: Line, axis: Axis, today: date, picture: str) -> str:
    until = line.moved_to or line.ends
    late = f'<span class="pk-gantt-late">▲ {escape(line.late_words)}</span>' if line.days_late else ""
    return (
        f'<tr><th scope="row"><a href="{line.url}"><b>{escape(line.code)}</b> {escape(line.name)}</a>{late}</th>'
        f'<td class="pk-gantt-bars">{picture}{"".join(_bars(line, axis, today))}</svg></td>'
        f"<td>{_day(line.starts)}–{_day(until)}</td><td>{_escaped(line.words)}</td></tr>"
    )


def _bars(line: Line, axis: Axis, today: date) -> Sequence[str]:
    after = timedelta(days=1)
    left, right = axis.place(line.starts), axis.place(line.ends + after)
    wide = max(right - left, 3.0)
    parts = [_rect(f"pk-gantt-{line.state}", left, wide)]
    if line.state == "partly":
        parts.append(_rect("pk-gantt-half", left, wide / 2))
    end = right
    if line.moved_to is not None and line.moved_to > line.ends:
        end = axis.place(line.moved_to + after)
        parts.append(_rect("pk-gantt-moved", right, max(end - right, 3.0)))
        parts.append(f'<path class="pk-gantt-diamond" d="M{end:.1f} 6l6 7l-6 7l-6-7z"/>')
    if line.days_late and today >= (line.moved_to or line.ends):
        now = axis.place(today)
        parts.append(_rect("pk-gantt-over", end, max(now - end, 3.0), STRIPED))
        parts.append(f'<path class="pk-gantt-mark" d="M{max(now, end + 3):.1f} 5l7 15h-14z"/>')
    return parts


def _rect(name: str, x: float, width: float, look: str = "") -> str:
    return f'<rect class="{name}"{look} x="{x:.1f}" y="{BAR_Y}" width="{width:.1f}" height="{BAR}"/>'


@lru_cache(maxsize=64)
def _escaped(words: str) -> str:
    """The few words for states, which stand in every row."""
    return escape(words)


@lru_cache(maxsize=2048)
def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
