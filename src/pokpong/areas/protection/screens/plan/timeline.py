"""The way as a small picture: a line a step, its days as a bar on one scale. The table beside it says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pokpong.areas.protection.rules.exploitation import day_of
from pokpong.areas.protection.vocabulary import exploitation as vocabulary
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.charts import percent
from pokpong.registers.places.queries import labels

ROW_HEIGHT = 56  # px: a line of Lao words above a bar
BAR_TOP = 32  # px below the top of its row
NARROWEST = 1.5  # percent of the width: a single day is still seen
WIDTH = 100.0


@dataclass(frozen=True)
class DrawnStep:
    """One bar: words, pixels downwards, percent across. `known` is False for a step without a day."""

    words: Words
    text_y: int
    bar_y: int
    x: str
    width: str
    known: bool


@dataclass(frozen=True)
class Way:
    """All bars, the height in pixels, and the first and last day of the scale."""

    steps: Sequence[DrawnStep]
    height: int
    first: date | None
    last: date | None


def draw(steps: Sequence[Mapping[str, Any]]) -> Way:
    """The steps in their order. A step with one day is a dot; one without a day spans the scale, drawn as unknown."""
    spans = [_span(step) for step in steps]
    days = [day for span in spans if span for day in span]
    first, last = (min(days), max(days)) if days else (None, None)
    drawn = [_drawn(place, step, spans[place], first, last) for place, step in enumerate(steps)]
    return Way(drawn, len(steps) * ROW_HEIGHT + 4, first, last)


def _span(step: Mapping[str, Any]) -> tuple[date, date] | None:
    starts, ends = day_of(step, "starts"), day_of(step, "ends")
    known = [day for day in (starts, ends) if day is not None]
    return (known[0], known[-1]) if known else None


def _drawn(
    place: int, step: Mapping[str, Any], span: tuple[date, date] | None, first: date | None, last: date | None
) -> DrawnStep:
    top, words = place * ROW_HEIGHT, vocabulary.STEP_KINDS.get(step["kind"], step["kind"])
    if span is None or first is None or last is None:
        return DrawnStep(words, top + 22, top + BAR_TOP, percent(0), percent(WIDTH), known=False)
    whole = (last - first).days or 1
    width = max(NARROWEST, WIDTH * (span[1] - span[0]).days / whole)
    x = min(WIDTH * (span[0] - first).days / whole, WIDTH - width)
    return DrawnStep(words, top + 22, top + BAR_TOP, percent(x), percent(width), known=True)


def names_of_places(steps: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The names of all places of the way, with one look."""
    return labels({step["place_path"] for step in steps if step.get("place_path")})


def place_words(step: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Where it was: own words, the place in Laos (`names` by path), the country."""
    country, path = step.get("country", ""), step.get("place_path", "")
    said = (
        step.get("text", ""),
        names.get(path, ""),
        vocabulary.word(vocabulary.COUNTRIES, country) if country else "",
    )
    return ", ".join(text for text in said if text)
