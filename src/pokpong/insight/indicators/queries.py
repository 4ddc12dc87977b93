"""Reading what was published of frozen figures. Nothing here counts anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pokpong.insight.disclosure.tables import TOTAL
from pokpong.insight.indicators.models import Closing, PublishedTable
from pokpong.insight.indicators.tables import TABLES
from pokpong.insight.indicators.tables.definition import FigureTable


@dataclass(frozen=True)
class ShownCell:
    """A number as it may be shown, with the last day that it counts; `number` None: hidden."""

    number: int | None = None
    until: date | None = None


HIDDEN = ShownCell()


@dataclass(frozen=True)
class ShownTable:
    """One published table. `cells` by row and column; what is not there is hidden."""

    table: FigureTable
    closing: Closing
    threshold: int
    cells: Mapping[str, Mapping[str, tuple[int, str]]] = field(default_factory=dict)

    def cell(self, row: str, column: str = TOTAL) -> ShownCell:
        found = self.cells.get(row, {}).get(column)
        return HIDDEN if found is None else ShownCell(found[0], date.fromisoformat(found[1]))

    def is_older(self, cell: ShownCell) -> bool:
        """Whether the number was last shown at an earlier closing, because it has grown by too little since."""
        return cell.until is not None and cell.until != self.closing.ends


def last_closing() -> Closing | None:
    found: Closing | None = Closing.objects.order_by("-month").first()
    return found


def shown_tables(closing: Closing, circle: str) -> dict[str, ShownTable]:
    """All tables of a closing as this circle is shown them, in their fixed order."""
    rows = {row.code: row for row in PublishedTable.objects.filter(closing=closing, circle=circle)}
    return {
        code: ShownTable(table, closing, rows[code].threshold, rows[code].cells)
        for code, table in TABLES.items()
        if code in rows
    }
