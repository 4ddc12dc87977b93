"""A results framework as a picture: a box for each result, each level in a column of its own, lines between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pokpong.foundation.lao.text import truncate
from pokpong.foundation.lao.words import with_breaks
from pokpong.registers.programme.models import Result
from pokpong.registers.programme.rules.framework import LEVELS

BOX_WIDTH, BOX_HEIGHT = 250, 84  # px
GAP_ACROSS, GAP_DOWN = 40, 14  # px
BREAK = "\u200b"
LINE_LETTERS, LINES = 30, 2
MARGIN = 4  # px


@dataclass(frozen=True)
class Box:
    """One result in the picture: its corner in pixels, its code, and its name in short lines."""

    result: Result
    x: int
    y: int
    lines: tuple[str, ...]

    @property
    def text_x(self) -> int:
        return self.x + 12

    @property
    def code_y(self) -> int:
        return self.y + 26

    @property
    def line_places(self) -> list[tuple[int, str]]:
        return [(self.y + 48 + 22 * number, line) for number, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Picture:
    """Boxes and the lines between them, in pixels."""

    boxes: Sequence[Box]
    lines: Sequence[str]
    width: int
    height: int
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def draw(results: Sequence[Result]) -> Picture:
    """The results in the order of the tree; a result stands beside the first one below it."""
    boxes: dict[UUID, Box] = {}
    row, last_depth = -1, len(LEVELS)
    for result in results:
        depth = LEVELS.index(result.level)
        row += depth <= last_depth
        last_depth = depth
        x = MARGIN + depth * (BOX_WIDTH + GAP_ACROSS)
        y = MARGIN + max(row, 0) * (BOX_HEIGHT + GAP_DOWN)
        boxes[result.pk] = Box(result, x, y, short_lines(result.name))
    lines = [_line(boxes[box.result.parent_id], box) for box in boxes.values() if box.result.parent_id in boxes]
    right = max((box.x for box in boxes.values()), default=0) + BOX_WIDTH + MARGIN
    bottom = max((box.y for box in boxes.values()), default=0) + BOX_HEIGHT + MARGIN
    return Picture(list(boxes.values()), lines, right, bottom)


def _line(above: Box, below: Box) -> str:
    """From the right side of the result above to the left side of the one below it, as a path of SVG."""
    start_x, start_y = above.x + BOX_WIDTH, above.y + BOX_HEIGHT // 2
    bend, end_y = start_x + GAP_ACROSS // 2, below.y + BOX_HEIGHT // 2
    return f"M{start_x} {start_y}H{bend}V{end_y}H{below.x}"


def short_lines(text: str) -> tuple[str, ...]:
    """At most two lines, broken between words, the last one cut with an ellipsis where more follows."""
    lines, present = [], ""
    for piece in with_breaks(text).replace(" ", f" {BREAK}").split(BREAK):
        if present and len(present) + len(piece) > LINE_LETTERS:
            lines.append(present.strip())
            present = ""
        present += piece
    lines.append(present.strip())
    shown = [truncate(line, LINE_LETTERS) for line in lines[:LINES]]
    return tuple(shown) if len(lines) <= LINES else (*shown[:-1], f"{shown[-1].removesuffix('…')}…")
