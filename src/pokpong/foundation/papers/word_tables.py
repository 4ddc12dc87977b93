"""Tables in a Word document: with lines for data, without lines to set things side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table, _Cell, _Row

LINED: Final = "Table Grid"
_SHADE: Final = "F2F3F6"


def table(document: Document, columns: Sequence[int], width: Length, *, lined: bool = True) -> Table:
    """An empty table over `width`; `columns` are per cent of it."""
    made: Table = document.add_table(rows=0, cols=len(columns))
    made.style = LINED if lined else None
    made.autofit = False
    for column, share in zip(made.columns, columns, strict=True):
        column.width = Length(width * share // 100)
    return made


def row(table: Table, *, splits: bool = False) -> tuple[_Cell, ...]:
    """The cells of a new last row, as wide as their columns; it stays on one page unless it `splits`."""
    made: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves its return type out
    for cell, column in zip(made.cells, table.columns, strict=True):
        if column.width is not None:
            cell.width = column.width
    if not splits:
        _row_property(made, "w:cantSplit")
    return made.cells


def repeat_on_every_page(table: Table) -> None:
    """The first row stands again on every page that the table reaches."""
    _row_property(table.rows[0], "w:tblHeader")


def from_right_to_left(table: Table) -> None:
    """The first column stands at the right; the order of reading stays."""
    table._tbl.tblPr.insert(_place_of_direction(table._tbl.tblPr), OxmlElement("w:bidiVisual"))


def shade(cell: _Cell) -> None:
    """The ground of a head or a label."""
    ground = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _SHADE)):
        ground.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(ground)


def _row_property(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _place_of_direction(properties: Any) -> int:
    """Behind the style, as the schema of w:tblPr wants it."""
    return sum(child.tag in {qn("w:tblStyle"), qn("w:tblpPr"), qn("w:tblOverlap")} for child in properties)
