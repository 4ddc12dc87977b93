"""What a reader gets from a PDF: its text, where each glyph stands, which fonts it brings. For tests of any paper.

pdf = pdf_of(paper)
assert_reads_like(pdf, ["...", "..."])   # these texts stand in it, in this order
assert_reads_whole(pdf, paper)           # all the texts of the paper, and nothing else
assert_no_overflow(pdf)
assert_only_our_fonts(pdf)
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from pokpong.foundation.lao.text import canon
from pokpong.foundation.papers.parts import Paper, Section
from pokpong.foundation.papers.pdf import breathing
from pokpong.foundation.papers.words import Said

MM = 72 / 25.4
OFFICIAL = (20, 20, 20, 30)  # margins in millimetres: above, right, below, left
PLAIN = (14, 20, 14, 20)
SHEET = (9, 12, 11, 14)
OUR_FONTS = re.compile(r"/[A-Z]{6}\+(Phetsarath|Noto-?Sans-?Lao|Pokpong-(Latin|Latin-Extended|Vietnamese|Thai))\b")
MARKER = re.compile(r"(?:-|\d+\.)\s+")
_PAIRS = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_THAI_AM = re.compile("\u0e4d([\u0e48-\u0e4b]*)\u0e32")  # what `canon` does for Lao
_SLACK = 0.5  # points

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Glyph:
    """One glyph on a page: its text, its left and right end and its baseline, in points from the lower left.

    `shown` numbers the operator that draws it: a list marker is drawn alone, and behind the text of its page.
    """

    page: int
    shown: int
    text: str
    left: float
    right: float
    baseline: float


def assert_reads_like(pdf: bytes, paper_text: Sequence[str], *, margins: Sequence[float] = OFFICIAL) -> None:
    """Every text of `paper_text` stands in the PDF, in this order, and is read back as it was written."""
    found, place = read(pdf, margins=margins), 0
    for text in filter(None, map(squashed, paper_text)):
        at = found.find(text, place)
        assert at >= 0, f"not read back: {text!r}; after that place stands {found[place : place + 200]!r}"
        place = at + len(text)


def margins_of(paper: Paper) -> Sequence[float]:
    """Above, right, below and left, in millimetres."""
    return SHEET if paper.sheet else OFFICIAL if paper.official else PLAIN


def assert_reads_whole(pdf: bytes, paper: Paper) -> None:
    """All texts of the paper stand in the PDF, in order, and nothing else but the repeated heads of tables."""
    texts = paper_texts(paper)
    margins = margins_of(paper)
    assert_reads_like(pdf, texts, margins=margins)
    heads = [
        "".join(squashed(text) for cell in section.table.head for text in both(cell))
        for section in paper.sections
        if section.table
    ]
    found = read(pdf, margins=margins)
    for text in filter(None, map(squashed, texts)):
        again = next((head for head in heads if not found.startswith(text) and found.startswith(head)), "")
        found = found.removeprefix(again)
        assert found.startswith(text), f"the PDF says what the paper does not: {found[:200]!r}"
        found = found[len(text) :]
    assert not found, f"the PDF says what the paper does not: {found!r}"


def assert_no_overflow(pdf: bytes, *, margins: Sequence[float] = OFFICIAL) -> None:
    """No glyph stands outside the content box, but for one line in the lower margin, at one height on all pages."""
    above, right, below, left = (margin * MM for margin in margins)
    foots = set()
    for page, (width, height), glyph in _placed(pdf):
        if not glyph.text.strip() or glyph.text == "\u200b":
            continue
        where = f"{glyph.text!r} on page {page + 1} at {glyph.left:.1f}-{glyph.right:.1f}, {glyph.baseline:.1f}"
        assert glyph.left >= left - _SLACK, f"left of the content: {where}"
        assert glyph.right <= width - right + _SLACK, f"right of the content: {where}"
        assert glyph.baseline <= height - above, f"above the content: {where}"
        if glyph.baseline < below:
            foots.add(round(glyph.baseline))
    assert not foots or max(foots) - min(foots) <= 1, f"the text runs into the foot of the page: {sorted(foots)}"
    assert all(foot > 0 for foot in foots), "the foot stands below the page"


def assert_breaks_between_words(pdf: bytes, texts: Iterable[str]) -> None:
    """Where a line ends inside one of `texts`, a word ends: no Lao word is torn. Each text is looked at where it
    stands first."""
    drawn = [glyph for glyph in glyphs(pdf) if glyph.text.strip() and glyph.text != "\u200b"]
    page = [(letter, glyph) for glyph in drawn for letter in glyph.text]
    said = "".join(letter for letter, _glyph in page)
    for text in texts:
        words = [re.sub(r"\s", "", word) for word in re.split("[\u200b\\s]+", breathing(f"<main>{text}</main>")[6:-7])]
        place = said.find("".join(words))
        assert place >= 0, f"not drawn: {text!r}"
        for word in words:
            lines = {(glyph.page, round(glyph.baseline)) for _letter, glyph in page[place : place + len(word)]}
            assert len(lines) <= 1, f"{word!r} of {text!r} is torn"
            place += len(word)


def assert_only_our_fonts(pdf: bytes) -> None:
    """Every font is one of ours, and is in the file."""
    found = fonts(pdf)
    assert found, "no font at all"
    for name, embedded in found.items():
        assert OUR_FONTS.match(name), f"a font that is not ours: {name}"
        assert embedded, f"not in the file: {name}"


def fonts(pdf: bytes) -> dict[str, bool]:
    """The fonts of all pages: their names, and whether the file holds them."""
    found = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in _fonts_of(page).values():
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            found[str(font["/BaseFont"])] = any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
    return found


def read(pdf: bytes, *, margins: Sequence[float] = OFFICIAL) -> str:
    """The canonical text of all pages, without white space, list markers and what stands in the lower margin."""
    foot = margins[2] * MM
    body = (glyph for glyph in glyphs(pdf) if glyph.baseline >= foot)
    runs = ("".join(glyph.text for glyph in run) for _key, run in groupby(body, lambda one: (one.page, one.shown)))
    return squashed("".join(run for run in runs if not MARKER.fullmatch(run)))


def squashed(text: str) -> str:
    """Canonical, without white space: unlike `fold`, it tells a lost tone mark."""
    return re.sub(r"\s+", "", _THAI_AM.sub("\\1\u0e33", canon(text)))


def glyphs(pdf: bytes) -> list[Glyph]:
    return [glyph for _page, _size, glyph in _placed(pdf)]


def paper_texts(paper: Paper) -> list[str]:
    """Every text of `paper` in the order in which its page says them, the foot of the page left out."""
    heads = [paper.state, paper.motto] if paper.official else []
    said = [*heads, *paper.issuers]
    if paper.number:
        said.append(Said(f"{paper.number_label.first} {paper.number}"))
    said += [part for part in (paper.dated, paper.kind, paper.subject) if part]
    said += [*paper.bases, *(part for section in paper.sections for part in _section(section))]
    for signature in paper.signatures:
        said += [signature.post, Said(signature.name), *([signature.line] if signature.line else [])]
    if paper.distribution:
        said += [paper.distribution_label, *paper.distribution]
    if paper.qr and paper.qr_words:
        said.append(paper.qr_words)
    return [text for part in said for text in both(part)]


def both(said: Said) -> list[str]:
    return [said.first, said.second]


def _section(section: Section) -> Iterator[Said]:
    if section.heading:
        yield section.heading
    for text in section.paragraphs:
        yield from text.blocks
    for label, value in section.rows:
        yield label
        yield from value.blocks
    if section.table:
        yield from section.table.head
        for row in section.table.cells:
            for cell in row:
                yield from cell.blocks
    yield from section.points


def _placed(pdf: bytes) -> Iterator[tuple[int, tuple[float, float], Glyph]]:
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages):
        size = (float(page.mediabox.width), float(page.mediabox.height))
        for glyph in _Reading(page, number).glyphs():
            yield number, size, glyph


class _Reading:
    """Follows the operators of one page (ISO 32000-1, 8.4 and 9.4) as far as WeasyPrint uses them."""

    def __init__(self, page: PageObject, number: int) -> None:
        self.number = number
        self.stream = ContentStream(page["/Contents"].get_object(), page.pdf)
        self.fonts = {name: _Font(font) for name, font in _fonts_of(page).items()}
        self.matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self.text_matrix: Matrix = self.matrix
        self.kept: list[Matrix] = []
        self.font, self.size = "", 0.0
        self.shown = 0

    def glyphs(self) -> Iterator[Glyph]:
        for number, (operands, operator) in enumerate(self.stream.operations):
            self.shown = number
            if operator == b"TJ":
                yield from self._shown(operands[0])
            elif operator in {b"Tj", b"'", b'"'}:
                yield from self._shown([operands[-1]])
            else:
                self._state(operator, operands)

    def _state(self, operator: bytes, operands: Sequence[Any]) -> None:
        match operator:
            case b"q":
                self.kept.append(self.matrix)
            case b"Q":
                self.matrix = self.kept.pop()
            case b"cm":
                self.matrix = _times(_matrix(operands), self.matrix)
            case b"Tm":
                self.text_matrix = _matrix(operands)
            case b"Tf":
                self.font, self.size = operands[0], float(operands[1])

    def _shown(self, pieces: Sequence[Any]) -> Iterator[Glyph]:
        for piece in pieces:
            if isinstance(piece, int | float) or not hasattr(piece, "original_bytes"):
                self._move(-float(piece) / 1000 * self.size)
                continue
            raw = piece.original_bytes
            for start in range(0, len(raw), 2):
                yield self._glyph(raw[start : start + 2])

    def _glyph(self, code: bytes) -> Glyph:
        font = self.fonts[self.font]
        left, baseline = self._here()
        self._move(font.width(code) / 1000 * self.size)
        right, _same = self._here()
        return Glyph(self.number, self.shown, font.texts.get(code, "\ufffd"), left, right, baseline)

    def _move(self, distance: float) -> None:
        self.text_matrix = _times((1, 0, 0, 1, distance, 0), self.text_matrix)

    def _here(self) -> tuple[float, float]:
        placed = _times(self.text_matrix, self.matrix)
        return placed[4], placed[5]


class _Font:
    """Texts and widths of the glyphs of one composite font."""

    def __init__(self, font: Any) -> None:
        texts = font["/ToUnicode"].get_data()
        self.texts = {
            bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
            for code, text in _PAIRS.findall(texts.partition(b"endcodespacerange")[2])
        }
        self.widths: dict[int, float] = {}
        wide = list(font["/DescendantFonts"][0].get_object()["/W"])
        for first, listed in zip(wide[::2], wide[1::2], strict=True):
            self.widths.update({int(first) + number: float(width) for number, width in enumerate(listed)})

    def width(self, code: bytes) -> float:
        return self.widths[int.from_bytes(code, "big")]


def _fonts_of(page: PageObject) -> dict[str, Any]:
    resources: Any = page["/Resources"].get_object()
    return {name: font.get_object() for name, font in resources.get("/Font", {}).items()}


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )
