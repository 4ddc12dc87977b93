"""Lao in a Word document: Lao is a complex script, whose font, size and weight stand in attributes of their own.

Facts: ECMA-376 part 1, 17.3.2 (w:rPr): ascii and hAnsi for Latin, cs for complex scripts; szCs, bCs; lang/@bidi.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pokpong.foundation.papers.words import Languages, Said

FONT: Final = "Phetsarath OT"
SIZE: Final = 12.0  # points
SECOND: Final = 2 / 3  # the second language is at most two thirds as large
LINE_HEIGHT: Final = 1.7  # of the size of the letters, as marks stand above each other
SECOND_LINE_HEIGHT: Final = 1.5
LANGUAGES: Final = {"lo": "lo-LA", "en": "en-US"}
_FONT_SLOTS: Final = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")

LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
Place = Document | _Cell


class Pen:
    """Writes what is said, in the one or two languages of a paper."""

    def __init__(self, languages: Languages) -> None:
        self.languages = languages

    def say(
        self,
        place: Place,
        said: Said,
        *,
        bold: bool = False,
        size: float = 1.0,
        align: WD_ALIGN_PARAGRAPH = LEFT,
        before: float = 0,
        marker: str = "",
        style: str | None = None,
    ) -> list[Paragraph]:
        """One paragraph in each language. `size` is relative; `before` are millimetres; `marker` hangs out left."""
        written: list[Paragraph] = []
        for text, language, part in (
            (said.first, self.languages.first, 1.0),
            (said.second, self.languages.second, SECOND),
        ):
            if not text:
                continue
            paragraph = new_paragraph(place, style)
            layout(paragraph, SIZE * size * part, align, 0 if written else before, second=part < 1)
            if marker:
                _hang(paragraph, "" if written else marker, SIZE * size, language)
            write(paragraph, text, language, SIZE * size * part, bold=bold)
            written.append(paragraph)
        return written


def new_paragraph(place: Place, style: str | None = None) -> Paragraph:
    """The next paragraph; a table cell comes with an empty one, which is used first."""
    if isinstance(place, _Cell):
        first: Paragraph = place.paragraphs[0]
        if len(place.paragraphs) == 1 and not first.runs:
            return first
    added: Paragraph = place.add_paragraph(style=style)
    return added


def layout(paragraph: Paragraph, size: float, align: WD_ALIGN_PARAGRAPH, before: float, *, second: bool) -> None:
    """Line height, alignment and the room above, in millimetres."""
    form = paragraph.paragraph_format
    paragraph.alignment = align
    form.space_before, form.space_after = Mm(before), Pt(0)
    form.line_spacing = Pt(round(size * (SECOND_LINE_HEIGHT if second else LINE_HEIGHT), 1))
    form.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    form.widow_control = True


def write(paragraph: Paragraph, text: str, language: str, size: float, *, bold: bool = False) -> Run:
    """Adds `text` to `paragraph`; a line end in it is a line end there. `size` in points."""
    run = paragraph.add_run(_plain(text))
    dress(run, language, size, bold=bold)
    return run


def dress(run: Run, language: str, size: float, *, bold: bool = False) -> None:
    """Font, size, weight and language of a run, for Latin and for Lao letters alike."""
    half_points = str(int(size * 2 + 1e-6))  # never rounded up: the second language would be too large
    properties = run._r.get_or_add_rPr()
    fonts = _added(properties, "w:rFonts")
    for slot in _FONT_SLOTS:
        fonts.set(qn(slot), FONT)
    if bold:
        for name in ("w:b", "w:bCs"):
            _added(properties, name)
    for name in ("w:sz", "w:szCs"):
        _added(properties, name).set(qn("w:val"), half_points)
    spoken = _added(properties, "w:lang")
    spoken.set(qn("w:val"), LANGUAGES.get(language, language))
    spoken.set(qn("w:bidi"), "lo-LA")


def only_our_font(document: Document) -> None:
    """Every style of the document speaks in our font, black; the fonts of a theme are let go."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for slot in _FONT_SLOTS:
            fonts.set(qn(slot), FONT)
    for colour in list(document.styles.element.iter(qn("w:color"))):
        colour.getparent().remove(colour)


def field_code(paragraph: Paragraph, code: str, size: float) -> None:
    """A field that Word fills in: `PAGE`, `NUMPAGES`."""
    run = paragraph.add_run()
    dress(run, "en", size)
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)


def _hang(paragraph: Paragraph, marker: str, size: float, language: str) -> None:
    paragraph.paragraph_format.left_indent = Mm(8)
    if marker:
        paragraph.paragraph_format.first_line_indent = Mm(-6)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(8))
        write(paragraph, f"{marker}\t", language, size)


# The order in which w:rPr wants its children (CT_RPr); Word refuses documents that keep another one.
_ORDER: Final = ("w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:sz", "w:szCs", "w:lang")


def _added(properties: Any, name: str) -> Any:
    found = properties.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        later = {qn(other) for other in _ORDER[_ORDER.index(name) + 1 :]}
        place = next((number for number, child in enumerate(properties) if child.tag in later), len(properties))
        properties.insert(place, found)
    return found


def _plain(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(_allowed(text.replace("\r\n", "\n")))


def _allowed(text: str) -> Iterator[str]:
    return (one for one in text if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cs"})
