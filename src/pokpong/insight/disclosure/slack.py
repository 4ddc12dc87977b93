"""How much a cell could differ from what it is without anything that is published differing.

A change of one cell is made good along a ring of other cells that nobody can see: each of them gains or loses the same.
Sums stay what they are, so a table with such a ring fits what was published as well as the true one does.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from pokpong.insight.disclosure.tables import Cell, Shape

UNBOUNDED = 10**9
Price = Callable[[Cell], int | None]  # what it costs to use a cell; 0: nobody sees it, None: it cannot be used


@dataclass(frozen=True)
class Room:
    """How far a cell may grow and shrink."""

    up: Callable[[Cell], int]
    down: Callable[[Cell], int]


def raised(shape: Shape, cell: Cell, need: int, room: Room, price: Price) -> set[Cell] | None:
    """The cells of the cheapest rings on which `cell` grows by `need`; None when it cannot grow so far."""
    start, end = shape.ends[cell]
    used: set[Cell] = set()
    moved: dict[Cell, int] = defaultdict(int)
    left = need
    while left > 0:
        ring = _cheapest(shape, end, start, cell, moved, room, lambda each: 0 if each in used else price(each))
        if ring is None:
            return None
        step = min(left, *(_left(room, moved, each, sign) for each, sign in ring))
        for each, sign in ring:
            moved[each] += sign * step
            used.add(each)
        left -= step
    return used if room.up(cell) >= need else None


def _left(room: Room, moved: dict[Cell, int], cell: Cell, sign: int) -> int:
    return room.up(cell) - moved[cell] if sign > 0 else room.down(cell) + moved[cell]


def _cheapest(
    shape: Shape, start: Cell, end: Cell, without: Cell, moved: dict[Cell, int], room: Room, price: Price
) -> list[tuple[Cell, int]] | None:
    """The cheapest way from one node to another, as (cell, +1 with its flow or -1 against it)."""
    ways = neighbours(shape)
    best: dict[Cell, int] = {start: 0}
    came: dict[Cell, tuple[Cell, Cell, int]] = {}
    waiting: list[tuple[int, Cell]] = [(0, start)]
    while waiting:
        cost, node = heapq.heappop(waiting)
        if node == end:
            return _way_back(came, start, end)
        if cost > best[node]:
            continue
        for cell, there, sign in ways[node]:
            asked = price(cell) if cell != without else None
            if asked is None or _left(room, moved, cell, sign) <= 0:
                continue
            if cost + asked < best.get(there, UNBOUNDED):
                best[there] = cost + asked
                came[there] = (node, cell, sign)
                heapq.heappush(waiting, (cost + asked, there))
    return None


def _way_back(came: dict[Cell, tuple[Cell, Cell, int]], start: Cell, end: Cell) -> list[tuple[Cell, int]]:
    found = []
    node = end
    while node != start:
        node, cell, sign = came[node]
        found.append((cell, sign))
    return found


_known: dict[int, tuple[Shape, dict[Cell, list[tuple[Cell, Cell, int]]]]] = {}


def neighbours(shape: Shape) -> dict[Cell, list[tuple[Cell, Cell, int]]]:
    """From each node: the cells that flow there, where they lead, and in which direction."""
    known = _known.get(id(shape))
    if known is not None and known[0] is shape:
        return known[1]
    found: dict[Cell, list[tuple[Cell, Cell, int]]] = defaultdict(list)
    for cell, (tail, head) in shape.ends.items():
        found[tail].append((cell, head, 1))
        found[head].append((cell, tail, -1))
    _known.clear()
    _known[id(shape)] = (shape, found)
    return found
