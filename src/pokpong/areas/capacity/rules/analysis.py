"""How good a test is and what was learnt: classical item analysis, and the gain between two tests.

Difficulty is the part of those who answered rightly (0 to 1). Discrimination is the difference of that part between
the upper and the lower 27 per cent by total score (Kelley, 1939), -1 to 1. The normalised gain is what was gained of
what could still be gained (Hake, 1998).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pokpong.areas.capacity.rules.curricula import maximum_of
from pokpong.areas.capacity.rules.scores import points_for

GROUP = 0.27  # Kelley's upper and lower part
FEW_SHEETS = 10  # below it the figures say little
EASY, HARD = 0.9, 0.3
WEAK = 0.2  # discrimination below it: look at the question again

Answers = Sequence[int | None]
Questions = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Item:
    """One question: how many answered what. `chosen` counts each choice, `open` those who left it out."""

    number: int
    sheets: int
    right: int
    difficulty: float | None
    discrimination: float | None
    chosen: tuple[int, ...]
    open: int
    right_choice: int

    @property
    def unused(self) -> list[int]:
        """Wrong answers that nobody chose: they distract nobody."""
        return [n for n, count in enumerate(self.chosen) if not count and n != self.right_choice] if self.sheets else []

    @property
    def verdict(self) -> str:
        """`few` (too few sheets), `hard`, `easy`, `weak` or `good`."""
        if self.difficulty is None or self.sheets < FEW_SHEETS:
            return "few"
        if self.discrimination is not None and self.discrimination < WEAK and HARD <= self.difficulty <= EASY:
            return "weak"
        return "hard" if self.difficulty < HARD else "easy" if self.difficulty > EASY else "good"


@dataclass(frozen=True)
class Gain:
    """Of those who took both tests, in per cent of the maximum. All None when nobody did."""

    pairs: int
    before: float | None
    after: float | None
    gain: float | None
    normalised: float | None
    better: int
    worse: int


def items(sheets: Sequence[Answers], questions: Questions) -> list[Item]:
    """Each question over all answer sheets. The order of the sheets does not matter."""
    ranked = sorted(sheets, key=lambda sheet: (points_for(sheet, questions), [n is not None and n for n in sheet]))
    totals = [points_for(sheet, questions) for sheet in ranked]
    size = round(len(ranked) * GROUP)
    return [_item(number, ranked, totals, question, size) for number, question in enumerate(questions)]


def _item(
    number: int, ranked: Sequence[Answers], totals: Sequence[Decimal], question: Mapping[str, Any], size: int
) -> Item:
    right = int(question["right"])
    marks = [sheet[number] == right for sheet in ranked]
    told = [sheet[number] for sheet in ranked]
    chosen = tuple(told.count(choice) for choice in range(len(question["choices"])))
    return Item(
        number=number + 1,
        sheets=len(ranked),
        right=sum(marks),
        difficulty=sum(marks) / len(marks) if marks else None,
        discrimination=_discrimination(marks, totals, size),
        chosen=chosen,
        open=told.count(None),
        right_choice=right,
    )


def _discrimination(marks: Sequence[bool], totals: Sequence[Decimal], size: int) -> float | None:
    """Those who tie at a border count with the mean of all who have that total: the order of equals decides nothing."""
    if not size or totals[0] == totals[-1]:
        return None
    mean = {
        total: sum(m for m, t in zip(marks, totals, strict=True) if t == total) / totals.count(total)
        for total in set(totals)
    }
    level = [mean[total] for total in totals]
    return (sum(level[-size:]) - sum(level[:size])) / size


def gain(pairs: Sequence[tuple[Decimal, Decimal]], maximum: Decimal) -> Gain:
    """What was learnt, from (points before, points after) of each who took both tests."""
    if not pairs or not maximum:
        return Gain(0, None, None, None, None, 0, 0)
    before = float(100 * sum(first for first, _second in pairs) / (maximum * len(pairs)))
    after = float(100 * sum(second for _first, second in pairs) / (maximum * len(pairs)))
    left = 100 - before
    return Gain(
        pairs=len(pairs),
        before=before,
        after=after,
        gain=after - before,
        normalised=(after - before) / left if left > 1e-9 else None,
        better=sum(second > first for first, second in pairs),
        worse=sum(second < first for first, second in pairs),
    )


def reliability(sheets: Sequence[Answers], questions: Questions) -> float | None:
    """Cronbach's alpha (KR-20 where every question has one point); None for fewer than two questions or no spread."""
    many = len(questions)
    if many < 2 or len(sheets) < 2:
        return None
    columns = [[float(points_for([sheet[n]], [questions[n]])) for sheet in sheets] for n in range(many)]
    spread = _variance([float(points_for(sheet, questions)) for sheet in sheets])
    if spread <= 1e-12 or not maximum_of(questions):
        return None
    return many / (many - 1) * (1 - sum(map(_variance, columns)) / spread)


def _variance(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / len(values)
