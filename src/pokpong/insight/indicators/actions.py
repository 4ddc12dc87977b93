"""Closing a month: every table is counted, frozen, and published to each circle of readers."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

from django.conf import settings

from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.insight.disclosure.publish import Published, Table, publish
from pokpong.insight.disclosure.tables import Cell, Shape
from pokpong.insight.indicators import rules
from pokpong.insight.indicators.models import Closing, FrozenTable, PublishedTable
from pokpong.insight.indicators.tables import TABLES
from pokpong.insight.indicators.tables.definition import FigureTable, row_of, shape_of
from pokpong.registers.places.models import Place

CLOSING = Program("closing", frozenset({"closing.make"}))
Leaves = dict[str, dict[str, int]]


@action("closing.make", doors=("program",))
def close_month(*, by: Actor, id: UUID, month: date, call_id: UUID) -> Closing:
    """Freezes the figures of `month` (its first day), counted from the first day of its year. Raises Refused."""
    last = Closing.objects.order_by("-month").values_list("month", flat=True).first()
    refuse(rules.check_closing(month, clock.today(), last))
    before = list(Closing.objects.of_year(month.year))
    closing = door.add(Closing(id=id, month=month, ends=rules.end_of(month)))
    for table in TABLES.values():
        _freeze(closing, table, before)
    door.event(closing, {"month": month.isoformat()})
    return closing


def _freeze(closing: Closing, table: FigureTable, before: list[Closing]) -> None:
    leaves: Leaves = {}
    for (row, column), number in table.counted(closing.begins, closing.ends).items():
        leaves.setdefault(row, {})[column] = number
    frozen = {row.closing_id: row.counts for row in FrozenTable.objects.filter(closing__in=before, code=table.code)}
    years = [*(frozen[each.pk] for each in before if each.pk in frozen), leaves]
    closings = [*(each for each in before if each.pk in frozen), closing]
    door.add(FrozenTable(closing=closing, code=table.code, counts=leaves))
    shape = shape_of([*_known_rows(table.depth), *(row for each in years for row in each)], table.columns)
    values = [_summed(shape, each) for each in years]
    among: frozenset[Cell] | None = None
    limits = rules.thresholds(settings.POKPONG_THRESHOLD_INSIDE, settings.POKPONG_THRESHOLD_OUTSIDE)
    for circle in rules.CIRCLES:
        renewed = _renewed(circle, table, closings[:-1])
        found = publish(Table(shape, values, renewed), limits[circle], among=among)
        # What the stricter circle is shown anew was shown anew to the other one: two readers learn no more than one.
        among = found.renewed
        door.add(
            PublishedTable(
                closing=closing,
                code=table.code,
                circle=circle,
                threshold=limits[circle],
                cells=_kept(found, closings),
            )
        )


def _known_rows(depth: int) -> list[str]:
    """A row for every district or province there is, so that a nought is as good as a number."""
    paths = Place.objects.filter(level=depth).exclude(state__in=("proposed", "refused")).values_list("path", flat=True)
    return [row_of(path, depth) for path in paths]


def _summed(shape: Shape, leaves: Leaves) -> dict[Cell, int]:
    """Every cell. What was counted under a column that is no longer there counts under the last one."""
    counts: Counter[Cell] = Counter()
    for row, cells in leaves.items():
        for column, number in cells.items():
            counts[row, column if column in shape.columns else shape.columns[-1]] += number
    return shape.summed(counts)


def _renewed(circle: str, table: FigureTable, closings: list[Closing]) -> list[set[Cell]]:
    """What each earlier closing of the year showed this circle anew."""
    rows = PublishedTable.objects.filter(closing__in=closings, code=table.code, circle=circle)
    cells = {row.closing_id: row.cells for row in rows}
    return [
        {
            (row, column)
            for row, columns in cells.get(closing.pk, {}).items()
            for column, (_number, day) in columns.items()
            if day == closing.ends.isoformat()
        }
        for closing in closings
    ]


def _kept(found: Published, closings: list[Closing]) -> dict[str, dict[str, list[int | str]]]:
    kept: dict[str, dict[str, list[int | str]]] = {}
    for (row, column), shown in found.cells.items():
        if shown is not None:
            kept.setdefault(row, {})[column] = [shown.count, closings[shown.at].ends.isoformat()]
    return kept
