"""A paper as a Word document: the parts of the page, in the same order, for an office that goes on writing in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from pokpong.foundation.kernel import clock
from pokpong.foundation.papers.drawing import drawn_alone
from pokpong.foundation.papers.parts import Paper, PaperTable, Section, Signature
from pokpong.foundation.papers.qr import qr_png
from pokpong.foundation.papers.word_tables import from_right_to_left, repeat_on_every_page, row, shade, table
from pokpong.foundation.papers.word_text import (
    CENTRE,
    LEFT,
    RIGHT,
    SIZE,
    Pen,
    Place,
    field_code,
    layout,
    new_paragraph,
    only_our_font,
    write,
)
from pokpong.foundation.papers.words import Said

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
A4: Final = (Mm(210), Mm(297))
MARGINS: Final = (20, 20, 20, 30)  # millimetres: above, right, below, left
PLAIN_MARGINS: Final = (14, 20, 14, 20)
SHEET_MARGINS: Final = (9, 12, 11, 14)
SEAL: Final = 38  # millimetres for signature and round seal
PLAIN_SEAL: Final = 24
SHEET_SEAL: Final = 9
IN_TABLES: Final = 0.92  # of the size of the text
IN_SHEETS: Final = 0.72
AT_FOOT: Final = 0.86
QR_SIZE: Final = Mm(30)
SMALL: Final = 8.5  # points, in the foot of the page


def docx_of(paper: Paper) -> bytes:
    """The paper as .docx, A4. It names no author; its time is that of the writing, or the day of a settled paper."""
    return drawn_alone(lambda: _written(paper))


def _written(paper: Paper) -> bytes:
    sheet = _Sheet(paper)
    sheet.head()
    sheet.title()
    for number, section in enumerate(paper.sections):
        sheet.section(section, new_page=paper.sheet and number > 0)
    sheet.signatures()
    sheet.foot()
    out = io.BytesIO()
    sheet.document.save(out)
    return _settled(out.getvalue(), paper.date) if paper.settled and paper.date else out.getvalue()


def _settled(content: bytes, day: date) -> bytes:
    """The same document with the day of the paper as the time of every part of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return out.getvalue()


class _Sheet:
    """The document under way."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.pen = Pen(paper.languages)
        self.document = docx.Document()
        self._page()
        self._properties()
        only_our_font(self.document)

    def _page(self) -> None:
        page = self.document.sections[0]
        across = self.paper.sheet
        page.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        width, height = A4[::-1] if across else A4
        page.page_width, page.page_height = width, height
        above, right, below, left = map(Mm, _margins(self.paper))
        page.top_margin, page.right_margin, page.bottom_margin, page.left_margin = above, right, below, left
        page.footer_distance = page.header_distance = Mm(5 if across else 8)
        self.width = Length(width - left - right)
        foot = page.footer.paragraphs[0]
        foot.paragraph_format.tab_stops.clear_all()
        foot.paragraph_format.tab_stops.add_tab_stop(self.width, alignment=2)
        write(foot, f"{self.paper.number}\t", self.paper.languages.first, SMALL)
        field_code(foot, "PAGE", SMALL)
        write(foot, " / ", "en", SMALL)
        field_code(foot, "NUMPAGES", SMALL)

    def _properties(self) -> None:
        kept = self.document.core_properties
        kept.author = kept.last_modified_by = kept.comments = ""
        kept.title = self.paper.kind.first
        kept.language = self.paper.languages.first
        day = self.paper.date if self.paper.settled else None
        kept.created = kept.modified = datetime.combine(day, time()) if day else clock.now().replace(tzinfo=None)

    def head(self) -> None:
        """State and motto, the rule, issuing bodies and number, place and day."""
        paper, pen = self.paper, self.pen
        if paper.official:
            pen.say(self.document, paper.state, bold=True, align=CENTRE)
            _ruled(pen.say(self.document, paper.motto, bold=True, align=CENTRE)[-1])
        if paper.issuers or paper.number:
            left, right = row(table(self.document, (65, 35), self.width, lined=False))
            for issuer in paper.issuers:
                pen.say(left, issuer, bold=True)
            if paper.number:
                pen.say(right, Said(f"{paper.number_label.first} {paper.number}"), align=RIGHT)
        if paper.dated:
            pen.say(self.document, paper.dated, align=RIGHT, before=3)

    def title(self) -> None:
        """What kind of paper it is, about what, and on which legal bases."""
        self.pen.say(self.document, self.paper.kind, bold=True, size=1.55, align=CENTRE, before=6, style="Heading 1")
        if self.paper.subject:
            self.pen.say(self.document, self.paper.subject, bold=True, align=CENTRE)
        for number, base in enumerate(self.paper.bases):
            self.pen.say(self.document, base, marker="-", before=0 if number else 4)

    def section(self, section: Section, *, new_page: bool = False) -> None:
        if section.heading:
            for line in self.pen.say(self.document, section.heading, bold=True, size=1.08, before=4, style="Heading 2"):
                line.paragraph_format.keep_with_next = True
                line.paragraph_format.page_break_before, new_page = new_page, False
        for number, text in enumerate(section.paragraphs):
            size = IN_SHEETS if self.paper.sheet else 1.0
            self._texts(self.document, text, size=size, before=2 if number and not self.paper.sheet else 0)
        if section.rows:
            self._rows(section.rows)
        if section.table:
            self._table(section.table)
        for number, point in enumerate(section.points, start=1):
            self.pen.say(self.document, point, marker=f"{number}." if section.numbered else "-", before=1)

    def signatures(self) -> None:
        """The first to sign stands at the right, the next left of it; with room for the seal."""
        signers = self.paper.signatures
        if not signers:
            return
        self._gap(8)
        columns = max(len(signers), 2)
        side_by_side = table(self.document, [100 // columns] * columns, self.width, lined=False)
        from_right_to_left(side_by_side)
        for cell, signature in zip(row(side_by_side), signers, strict=False):
            self._signature(cell, signature)

    def foot(self) -> None:
        """Who receives it, at the left; the QR code at the right."""
        paper = self.paper
        if not (paper.distribution or paper.qr):
            return
        self._gap(6)
        left, right = row(table(self.document, (70, 30), self.width, lined=False))
        if paper.distribution:
            self.pen.say(left, paper.distribution_label, size=AT_FOOT)
            for reader in paper.distribution:
                self.pen.say(left, reader, size=AT_FOOT, marker="-")
        if paper.qr:
            picture = new_paragraph(right)
            picture.alignment = CENTRE
            picture.add_run().add_picture(io.BytesIO(qr_png(paper.qr)), width=QR_SIZE)
            if paper.qr_words:
                self.pen.say(right, paper.qr_words, size=AT_FOOT, align=CENTRE)

    def _texts(self, place: Place, said: Said, *, size: float = 1.0, bold: bool = False, before: float = 0) -> None:
        for number, block in enumerate(said.blocks):
            self.pen.say(place, block, size=size, bold=bold, before=2 if number else before)

    def _rows(self, rows: Sequence[tuple[Said, Said]]) -> None:
        made = table(self.document, (34, 66), self.width)
        for label, value in rows:
            left, right = row(made, splits=True)
            shade(left)
            self.pen.say(left, label, size=IN_TABLES, bold=True)
            self._texts(right, value, size=IN_TABLES)

    def _table(self, shown: PaperTable) -> None:
        made = table(self.document, shown.shares, self.width)
        size = IN_SHEETS if self.paper.sheet else IN_TABLES
        for cell, words in zip(row(made), shown.head, strict=True):
            shade(cell)
            self.pen.say(cell, words, size=size, bold=True)
        repeat_on_every_page(made)
        for texts in shown.cells:
            for cell, words in zip(row(made), texts, strict=True):
                self._texts(cell, words, size=size)

    def _signature(self, cell: _Cell, signature: Signature) -> None:
        room = SHEET_SEAL if self.paper.sheet else SEAL if self.paper.official else PLAIN_SEAL
        self.pen.say(cell, signature.post, bold=True, align=CENTRE)
        if signature.name:
            self.pen.say(cell, Said(signature.name), bold=True, align=CENTRE, before=room)
        if signature.line:
            self.pen.say(cell, signature.line, size=0.9, align=CENTRE, before=1 if signature.name else room)
        if not (signature.name or signature.line):
            layout(cell.add_paragraph(), SIZE, CENTRE, room, second=False)

    def _gap(self, millimetres: float) -> None:
        layout(self.document.add_paragraph(), 1, LEFT, millimetres, second=False)


def _margins(paper: Paper) -> tuple[int, int, int, int]:
    return SHEET_MARGINS if paper.sheet else MARGINS if paper.official else PLAIN_MARGINS


def _ruled(paragraph: Paragraph) -> None:
    """A line below `paragraph`."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("w:val", "single"), ("w:sz", "10"), ("w:space", "4"), ("w:color", "000000")):
        line.set(qn(name), value)
    borders.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
