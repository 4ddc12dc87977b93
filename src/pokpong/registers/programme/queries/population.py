"""How many people live somewhere, as one source says it."""

from __future__ import annotations

from typing import Any

from pokpong.registers.programme.models import Population
from pokpong.registers.programme.rules.population import ALL, OLDEST, Figure, sum_of


def people_of(
    actor: Any, place: str, year: int, *, sex: str = ALL, ages: tuple[int, int] = (0, OLDEST), source: str = ""
) -> tuple[int, str] | None:
    """How many people of a sex and of these ages lived in `place` in `year`, and the source that says so.

    Of several sources the one recorded last. None where no source says it exactly: nothing is estimated.
    """
    rows = Population.objects.visible_to(actor).filter(place_path=place, year=year, state="stated")
    if source:
        rows = rows.filter(source=source)
    by_source: dict[str, list[Figure]] = {}
    for row in rows.order_by("-at"):
        by_source.setdefault(row.source_folded, []).append(Figure(row.sex, row.age_band, row.count))
    names = {row.source_folded: row.source for row in rows}
    for folded, figures in by_source.items():
        count = sum_of(figures, sex, ages)
        if count is not None:
            return count, names[folded]
    return None
