"""`publish(table)`: what may be shown of a table, small cells and all that would tell of them hidden."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pokpong.insight.disclosure.series import renewable
from pokpong.insight.disclosure.tables import Cell, Shape


@dataclass(frozen=True)
class Shown:
    """A count as it may be shown, and at which closing (0 is the first of the year) it was counted."""

    count: int
    at: int


@dataclass(frozen=True)
class Table:
    """The counts of every cell at each closing of one year, oldest first, the last one being published now.

    `renewed` says for each earlier closing which cells were shown anew there. A table that is published once has one
    entry in `values` and none in `renewed`.
    """

    shape: Shape
    values: Sequence[Mapping[Cell, int]]
    renewed: Sequence[Collection[Cell]] = ()


@dataclass(frozen=True)
class Published:
    """`cells` holds every cell: what is shown of it, or None when it is hidden. `renewed` are those shown anew."""

    cells: dict[Cell, Shown | None]
    renewed: frozenset[Cell]


def publish(table: Table, threshold: int, *, among: Collection[Cell] | None = None) -> Published:
    """Hides counts and growths from 1 to `threshold` - 1, and what else would tell of them.

    A cell that may not be renewed keeps what was last shown of it. `among`: only these cells may be renewed, so that
    what one circle of readers sees is part of what another sees. Raises ValueError for a threshold below 2.
    """
    if threshold < 2:
        raise ValueError("a threshold below 2 hides nothing")
    values = [dict(each) for each in table.values]
    now = renewable(table.shape, values, table.renewed, threshold, among=among)
    renewed = [*map(set, table.renewed), now]
    return Published({cell: _shown(cell, values, renewed) for cell in table.shape.cells}, frozenset(now))


def _shown(cell: Cell, values: list[dict[Cell, int]], renewed: list[set[Cell]]) -> Shown | None:
    at = next((at for at in range(len(values) - 1, -1, -1) if cell in renewed[at]), None)
    return None if at is None else Shown(values[at][cell], at)
