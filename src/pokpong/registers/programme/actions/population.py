"""Figures of population are recorded with their source, corrected, and withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.foundation.lao.text import fold
from pokpong.registers.institutions.actions.cleaning import place_in_use, plain
from pokpong.registers.programme.models import Population
from pokpong.registers.programme.rules import common
from pokpong.registers.programme.rules import population as rules


@action("population.record")
def record_population(
    *, by: Actor, id: UUID, place: str, year: int | None, source: str, figures: list[dict[str, Any]], call_id: UUID
) -> Population:
    """Records figures of one source for one place and year: each `{"sex", "age_band", "count"}`. Returns the first.

    Raises Refused, NotAllowed: then none was recorded.
    """
    door.check(place=place)
    said = plain(source)
    refuse(check_recording(place, year, said, figures))
    rows = [
        door.add(
            Population(
                id=id if number == 0 else row_id_for(door.inner(f"figure {number}")),
                place_path=place,
                year=year or 0,
                source=said,
                **one,
            )
        )
        for number, one in enumerate(figures)
    ]
    for row in rows:
        moves.begin(row)
        door.event(row, {"year": year, "source": said})
    return rows[0]


@action("population.amend")
def amend_population(*, by: Actor, population: UUID, base: int, count: int | None, call_id: UUID) -> Population:
    """Corrects a number that was typed wrong. Raises Refused, NotAllowed, NotThere."""
    row = _locked(by, population)
    refuse(rules.check_figure(row.sex, row.age_band, count))
    amend.amend(row, {"count": count}, base=base, fields=("count",))
    door.event(row, {"changed": ["count"]})
    return row


@action("population.withdraw")
def withdraw_population(*, by: Actor, population: UUID, reason: str, call_id: UUID) -> Population:
    """Takes a figure out of use, with the reason; it stays in the history. Raises Refused, NotAllowed, NotThere."""
    row = _locked(by, population)
    refuse(common.check_reason(reason))
    moves.move(row, "withdrawn", why=reason)
    door.save(row)
    door.event(row)
    return row


def _locked(by: Actor, population: UUID) -> Population:
    row: Population = door.locked(Population.objects.visible_to(by), population)
    door.check(place=row.place_path)
    refuse([] if row.state == "stated" else [rules.WITHDRAWN()])
    return row


def check_recording(place: str, year: int | None, source: str, figures: list[dict[str, Any]]) -> list[Problem]:
    """All reasons against these figures; those against one of them name its number."""
    problems = rules.check_about(year, source)
    problems += [] if not place or place_in_use(place) else [common.PLACE_UNKNOWN("place")]
    problems += [] if figures else [rules.NOTHING_SAID()]
    problems += [rules.TOO_MANY(limit=rules.MOST_FIGURES)] if len(figures) > rules.MOST_FIGURES else []
    for one in figures:
        problems += rules.check_figure(one["sex"], one["age_band"], one["count"])
    pairs = [(one["sex"], one["age_band"]) for one in figures]
    problems += [rules.SAID_TWICE("age_band")] if len(set(pairs)) < len(pairs) else []
    return problems or ([rules.SAID_ALREADY("age_band")] if _said(place, year, source, pairs) else [])


def _said(place: str, year: int | None, source: str, pairs: list[tuple[str, str]]) -> bool:
    there = Population.objects.filter(
        place_path=place, year=year or 0, source_folded=fold(source)[:480], state="stated"
    ).values_list("sex", "age_band")
    return bool(set(there) & set(pairs))
