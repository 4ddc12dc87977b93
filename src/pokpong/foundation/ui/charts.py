"""Bar charts drawn on the server: they print, need no script, and their table says the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

Number = int | float | Decimal

ROW_HEIGHT = 64  # px: a line of Lao text above a bar
BAR_HEIGHT = 18  # px
BASELINE = 15  # px below the top of a bar: where its figure stands
HIDDEN_BASELINE = 19  # px: the words of a figure not shown stand in a taller field
BAR_TOP = 34  # px below the top of its row: room for Lao marks above and below the line
WIDEST = 84  # percent of the width; the rest is for the figure after the longest bar


@dataclass(frozen=True)
class Bar:
    """One bar. A `value` of None is a figure that is not shown (`note` says why, for instance a small number)."""

    label: str | Promise
    value: Number | None
    note: str | Promise = ""


@dataclass(frozen=True)
class DrawnBar:
    """A bar with its place in the picture: pixels downwards, percent of the width across."""

    bar: Bar
    label_y: int
    bar_y: int
    figure_y: int
    width: str


@dataclass(frozen=True)
class Drawing:
    """All bars and the height of the picture in pixels."""

    bars: Sequence[DrawnBar]
    height: int


def percent(value: float) -> str:
    # Always a point: a decimal comma would make the attribute invalid.
    return f"{value:.2f}%"


def draw(bars: Sequence[Bar]) -> Drawing:
    """Bars scaled to the largest of them. Raises ValueError for a value below zero."""
    if any(bar.value is not None and bar.value < 0 for bar in bars):
        raise ValueError("a bar cannot be negative")
    largest = max((float(bar.value) for bar in bars if bar.value is not None), default=0.0)
    drawn = []
    for index, bar in enumerate(bars):
        width = WIDEST * float(bar.value) / largest if bar.value and largest else 0.0
        top = index * ROW_HEIGHT
        bar_y = top + BAR_TOP
        drawn.append(
            DrawnBar(bar, top + 24, bar_y, bar_y + (HIDDEN_BASELINE if bar.value is None else BASELINE), percent(width))
        )
    return Drawing(drawn, len(bars) * ROW_HEIGHT + 4)
