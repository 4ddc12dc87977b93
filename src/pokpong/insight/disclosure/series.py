"""Which cells of a cumulative table may be renewed at a closing, after everything that earlier closings showed.

A cell is a count since the beginning of the year. What grew from one closing to the next is a cell too: whatever grew
by less than the threshold must not be told. Each such growth is *kept open*: there is another history, which fits
everything that was ever shown, and in which the growth reaches the threshold. So no sum, complement, part, or
difference of two closings narrows it to a range that lies wholly below the threshold.

Another history is found in two ways: the growth of one closing changes alone, along cells that were not renewed since;
or what one closing gains another loses, along cells that were not renewed between the two.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from pokpong.insight.disclosure.slack import UNBOUNDED, Room, raised
from pokpong.insight.disclosure.tables import ROOT, TOTAL, Cell, Shape

START = -1  # before the first closing of a year every cell is nought, and everybody knows it


@dataclass
class Series:
    """`values` of every cell at each closing of one year, oldest first; `renewed` are the cells shown anew there."""

    shape: Shape
    values: list[dict[Cell, int]]
    renewed: list[set[Cell]]
    threshold: int
    growth: list[dict[Cell, int]] = field(init=False)
    _shown: dict[tuple[int, int], set[Cell]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        before = [dict.fromkeys(self.shape.cells, 0), *self.values[:-1]]
        self.growth = [
            {cell: now[cell] - past[cell] for cell in self.shape.cells}
            for past, now in zip(before, self.values, strict=True)
        ]

    @property
    def last(self) -> int:
        return len(self.values) - 1

    def shown_at(self, cell: Cell, before: int) -> int:
        """The last closing before `before` at which the cell was shown; `START` when there is none."""
        return next((at for at in range(before - 1, -1, -1) if cell in self.renewed[at]), START)

    def value(self, cell: Cell, at: int) -> int:
        return 0 if at == START else self.values[at][cell]

    def is_small(self, count: int) -> bool:
        return 0 < abs(count) < self.threshold

    def shown_between(self, first: int, last: int) -> set[Cell]:
        """What was shown anew at one of these closings, all of them past."""
        if (first, last) not in self._shown:
            self._shown[first, last] = set().union(*self.renewed[first : last + 1])
        return self._shown[first, last]

    def in_reach(self, cell: Cell) -> bool:
        """Whether the cell could be renewed at the last closing as far as it goes by itself."""
        return not self.is_small(self.value(cell, self.last) - self.value(cell, self.shown_at(cell, self.last)))

    def small_growths(self, at: int) -> list[Cell]:
        return [cell for cell in self.shape.cells if self.is_small(self.growth[at][cell])]


def renewable(
    shape: Shape,
    values: Sequence[dict[Cell, int]],
    renewed: Sequence[Collection[Cell]],
    threshold: int,
    *,
    among: Collection[Cell] | None = None,
) -> set[Cell]:
    """The cells that may be renewed at the last of `values`; `renewed` says it of those before it.

    `among`: only these (what a stricter reader sees is part of what others see).
    """
    series = Series(shape, [dict(each) for each in values], [*map(set, renewed), set()], threshold)
    allowed = set(shape.cells) if among is None else set(among)
    series.renewed[-1] = {cell for cell in shape.cells if cell in allowed and series.in_reach(cell)}
    for at in range(series.last, -1, -1):
        for cell in series.small_growths(at):
            _keep_open(series, cell, at)
    return series.renewed[-1]


def _keep_open(series: Series, cell: Cell, at: int) -> None:
    """Takes cells out of what is renewed now until the growth of `cell` at closing `at` is open.

    Where earlier closings, under a lower threshold, showed too much already, nothing can be taken back.
    """
    if any(_way(series, cell, at, other) is not None for other in _partners(series, cell, at)):
        return
    taken = _way(series, cell, at, None, taking=True)
    if taken is not None:
        series.renewed[-1] -= taken | {cell}


def _partners(series: Series, cell: Cell, at: int) -> list[int | None]:
    """The closings that could lose what closing `at` gains, the nearest first; None: no other one."""
    others = sorted((other for other in range(series.last + 1) if other != at), key=lambda other: abs(other - at))
    enough = series.threshold - series.growth[at][cell]
    return [None, *(other for other in others if series.growth[other][cell] >= enough)]


def _way(series: Series, cell: Cell, at: int, other: int | None, *, taking: bool = False) -> set[Cell] | None:
    """The rings on which the growth of `cell` reaches the threshold; `taking`: also along what is renewed now."""
    first, last = (at, series.last) if other is None else (min(at, other), max(at, other) - 1)
    now = series.renewed[-1] if last == series.last else set()
    shut = series.shown_between(first, min(last, series.last - 1)) | (set() if taking else now)
    if cell in shut:
        return None
    return raised(
        series.shape,
        cell,
        series.threshold - series.growth[at][cell],
        Room(
            up=lambda each: UNBOUNDED if other is None else max(0, series.growth[other][each]),
            down=lambda each: max(0, _least(series, each, at, last)),
        ),
        lambda each: None if each in shut else _worth(series, each) if each in now else 0,
    )


def _least(series: Series, cell: Cell, at: int, last: int) -> int:
    """By how much the growth may shrink without any count of these closings falling below nought."""
    return min([series.growth[at][cell], *(series.values[each][cell] for each in range(at, last + 1))])


def _worth(series: Series, cell: Cell) -> int:
    """What readers lose when the cell is not renewed: most by the sums of a row that has rows below it (a province).

    The sum over all rows is lost sooner: it can still be put together from those that are shown.
    """
    row, column = cell
    is_middle = row != ROOT and row not in series.shape.leaves
    return 10 + (300 if is_middle else 0) + (300 if column == TOTAL else 0) + min(200, series.values[-1][cell])
