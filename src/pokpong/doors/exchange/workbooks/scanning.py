"""One pass over every XML part before a library sees it: no declarations that expand, and how far each sheet goes."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.sax import parse
from openpyxl.utils.cell import column_index_from_string

from pokpong.doors.exchange.workbooks import problems
from pokpong.foundation.kernel.problems import Refused

MOST_ROWS = 10_000
MOST_HEAD_ROWS = 20
MOST_COLUMNS = 200
FARTHEST_ROW = 100_000
DEEPEST = 64

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_TRUE = {"1", "true"}


class TooDeep(SAXException):
    """Elements nested deeper than any workbook does."""


@dataclass
class Shape:
    """What a sheet's part says about itself; rows and columns count from 1."""

    last_row: int = 0
    last_column: int = 0
    filled_rows: int = 0
    merged: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    has_macro_type: bool = False


class _Scan(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.shape = Shape()
        self.depth = self.row = self.column = 0
        self.row_is_filled = False
        self.columns_of_row = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  the name SAX calls
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooDeep(name)
        enter = getattr(self, f"enter_{name.rpartition(':')[2]}", None)
        if enter is not None:
            enter(attrs)

    def endElement(self, name: str) -> None:  # noqa: N802  the name SAX calls
        self.depth -= 1

    def enter_row(self, attrs: AttributesImpl) -> None:
        number = attrs.get("r", "")
        self.row = int(number) if number.isdecimal() else self.row + 1
        self.column, self.row_is_filled = 0, False
        if attrs.get("hidden") in _TRUE:
            self.shape.hidden_rows.add(self.row)

    def enter_c(self, attrs: AttributesImpl) -> None:
        match = _CELL.fullmatch(attrs.get("r", ""))
        self.column = column_index_from_string(match[1]) if match else self.column + 1

    def enter_v(self, attrs: AttributesImpl) -> None:
        shape = self.shape
        shape.last_row = max(shape.last_row, self.row)
        shape.last_column = max(shape.last_column, self.column)
        if not self.row_is_filled:
            self.row_is_filled = True
            shape.filled_rows += 1

    enter_is = enter_f = enter_v

    def enter_mergeCell(self, attrs: AttributesImpl) -> None:  # noqa: N802  the element is called so
        self.shape.merged.append(str(attrs.get("ref", "")))

    def enter_Override(self, attrs: AttributesImpl) -> None:  # noqa: N802  the element is called so
        kind = str(attrs.get("ContentType", "")).lower()
        self.shape.has_macro_type |= "macro" in kind or "vba" in kind


def shapes(package: zipfile.ZipFile) -> dict[str, Shape]:
    """The shape of every XML part by its name. Raises Refused when a part cannot be trusted or goes too far."""
    found = {name: _shape(package, name) for name in package.namelist() if name.endswith((".xml", ".rels", ".vml"))}
    if any(shape.has_macro_type for shape in found.values()):
        raise Refused([problems.MACROS("file")])
    for shape in found.values():
        _refuse_far(shape)
    return found


def _shape(package: zipfile.ZipFile, name: str) -> Shape:
    scan = _Scan()
    try:
        with package.open(name) as part:
            parse(part, scan, forbid_dtd=True)
    except DefusedXmlException:
        raise Refused([problems.BOMB("file")]) from None
    except (SAXException, zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError):
        raise Refused([problems.DAMAGED("file")]) from None
    return scan.shape


def _refuse_far(shape: Shape) -> None:
    if shape.filled_rows > MOST_ROWS + MOST_HEAD_ROWS or shape.last_row > FARTHEST_ROW:
        raise Refused([problems.TOO_MANY_ROWS("file")])
    if shape.last_column > MOST_COLUMNS:
        raise Refused([problems.TOO_MANY_COLUMNS("file")])
