"""Drawings of states: a page and a picture for each table of moves, always the same for the same table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from string import Template

from django.utils import translation

from pokpong.foundation.actions.moves import Moves

WIDTH, HEIGHT = 160, 58  # of a state's box
GAP_X, GAP_Y = 210, 62
MARGIN = 70

HEAD = Template("""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 $width $height" width="$width" height="$height" role="img">
<title>$title</title>
<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">\
<path d="M0 0L10 5L0 10z" fill="#33507a"/></marker></defs>
<rect width="$width" height="$height" fill="#ffffff"/>
<g fill="none" stroke="#33507a" stroke-width="1.6">
""")


@dataclass(frozen=True)
class Box:
    """Where a state stands; `x`, `y` is its middle."""

    x: int
    y: int


@dataclass(frozen=True)
class Arrow:
    """One allowed move; `number` is its line in the table below the picture."""

    number: int
    before: str
    after: str


@dataclass(frozen=True)
class Curve:
    """A cubic curve; its number stands at `part` of the way."""

    start: tuple[int, int]
    first: tuple[int, int]
    second: tuple[int, int]
    end: tuple[int, int]
    part: float

    @property
    def path(self) -> str:
        points = " ".join(f"{x} {y}" for x, y in (self.first, self.second, self.end))
        return f"M{self.start[0]} {self.start[1]}C{points}"

    @property
    def mark(self) -> tuple[int, int]:
        t = self.part
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        points = (self.start, self.first, self.second, self.end)
        return (
            round(sum(weight * point[0] for weight, point in zip(weights, points, strict=True))),
            round(sum(weight * point[1] for weight, point in zip(weights, points, strict=True))),
        )


def page(machine: Moves) -> str:
    """The page in Markdown: the picture, then every move with the actions that may make it."""
    lines = [f"# States of “{machine.noun}”", "", f"![States of {machine.noun}]({machine.noun}.svg)", ""]
    lines += [f"Begins as **{words(machine, machine.start, 'en')}** ({words(machine, machine.start, 'lo')}).", ""]
    lines += ["| | from | to | by |", "|---|---|---|---|"]
    lines += [
        f"| {arrow.number} | {both(machine, arrow.before)} | {both(machine, arrow.after)} "
        f"| {', '.join(f'`{name}`' for name in machine.table[arrow.before, arrow.after])} |"
        for arrow in arrows(machine)
    ]
    ends = [state for state in machine.words if not machine.next_of(state)]
    if ends:
        lines += ["", f"Ends as: {', '.join(both(machine, state) for state in ends)}."]
    return "\n".join([*lines, ""])


def words(machine: Moves, state: str, language: str) -> str:
    with translation.override(language):
        return str(machine.words[state])


def both(machine: Moves, state: str) -> str:
    return f"{words(machine, state, 'en')} ({words(machine, state, 'lo')})"


def arrows(machine: Moves) -> list[Arrow]:
    """Every allowed move, in the order of the states."""
    order = {state: number for number, state in enumerate(machine.words)}
    pairs = sorted(machine.table, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return [Arrow(number, *pair) for number, pair in enumerate(pairs, 1)]


def boxes(machine: Moves) -> Mapping[str, Box]:
    """A column for each number of moves it takes to get there."""
    columns: list[list[str]] = [[machine.start]]
    placed = {machine.start}
    while columns[-1]:
        after = {state for before in columns[-1] for state in machine.next_of(before)} - placed
        columns.append([state for state in machine.words if state in after])
        placed |= after
    tallest = max(len(column) for column in columns)
    return {
        state: Box(
            MARGIN + WIDTH // 2 + number * (WIDTH + GAP_X),
            MARGIN + HEIGHT // 2 + row * (HEIGHT + GAP_Y) + (tallest - len(column)) * (HEIGHT + GAP_Y) // 2,
        )
        for number, column in enumerate(columns)
        for row, state in enumerate(column)
    }


def picture(machine: Moves) -> str:
    """The picture as SVG."""
    places = boxes(machine)
    width = max(box.x for box in places.values()) + WIDTH // 2 + GAP_X
    height = max(box.y for box in places.values()) + HEIGHT // 2 + MARGIN
    curves = [
        (arrow.number, curve(places[arrow.before], places[arrow.after], arrow.number)) for arrow in arrows(machine)
    ]
    parts = [HEAD.substitute(width=width, height=height, title=escape(f"States of {machine.noun}"))]
    parts += [f'<path d="{way.path}" marker-end="url(#head)"/>\n' for _number, way in curves]
    parts += ["</g>\n", '<g font-family="Noto Sans Lao, sans-serif" text-anchor="middle">\n']
    parts += [drawn_state(machine, state, box) for state, box in places.items()]
    parts += [drawn_number(number, *way.mark) for number, way in curves]
    return "".join([*parts, "</g>\n</svg>\n"])


def curve(start: Box, end: Box, number: int) -> Curve:
    """The way from one box to another; arrows that would lie on each other bow further out the further they go."""
    right, step = start.x + WIDTH // 2, WIDTH + GAP_X
    if end.x > start.x:  # onwards: from side to side, above what stands between
        bow = HEIGHT + 30 if end.x - start.x > step and start.y == end.y else 0
        left = end.x - WIDTH // 2
        third = (left - right) // 3
        return Curve((right, start.y), (right + third, start.y - bow), (left - third, end.y - bow), (left, end.y), 0.5)
    if end.x == start.x:  # up, down or back to itself: in a bow to the right
        rows = abs(end.y - start.y) // (HEIGHT + GAP_Y)
        bow = 34 + 30 * rows + (16 if end.y < start.y else 0)
        away = 12 if end.y >= start.y else -12
        begin, finish = start.y + away, end.y - away
        return Curve((right, begin), (right + bow, begin), (right + bow, finish), (right, finish), 0.5)
    low = max(start.y, end.y) + HEIGHT // 2 + 30 + 8 * (number % 4)  # back: below both
    down = HEIGHT // 2
    part = 0.3 + 0.15 * (number % 3)
    return Curve((start.x, start.y + down), (start.x, low), (end.x, low), (end.x, end.y + down), part)


def drawn_state(machine: Moves, state: str, box: Box) -> str:
    x, y = box.x - WIDTH // 2, box.y - HEIGHT // 2
    heavy = 3 if state == machine.start else 1.5
    lao, english = (escape(words(machine, state, language)) for language in ("lo", "en"))
    fill = "#eef2f8" if machine.next_of(state) else "#f6efdc"
    return (
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="10" fill="{fill}" stroke="#1f3a68"'
        f' stroke-width="{heavy}"/>\n'
        f'<text x="{box.x}" y="{box.y - 5}" font-size="15" fill="#14233f">{lao}</text>\n'
        f'<text x="{box.x}" y="{box.y + 17}" font-size="13" fill="#44546f">{english}</text>\n'
    )


def drawn_number(number: int, x: int, y: int) -> str:
    return (
        f'<circle cx="{x}" cy="{y}" r="11" fill="#ffffff" stroke="#33507a"/>'
        f'<text x="{x}" y="{y + 4}" font-size="12" fill="#14233f">{number}</text>\n'
    )
