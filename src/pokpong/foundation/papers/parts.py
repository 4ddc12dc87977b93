"""What stands on a paper: the parts of `Paper`, in the order of the papers of Lao ministries.

Motto, rule, issuing bodies and number, place and date, kind and subject, legal bases, text, signature, distribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.lao.dates import format_date
from pokpong.foundation.papers.columns import shares
from pokpong.foundation.papers.qr import qr_svg
from pokpong.foundation.papers.words import Languages, Said

STATE = {"lo": "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ", "en": "Lao People's Democratic Republic"}
MOTTO = {
    "lo": "ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນະຖາວອນ",
    "en": "Peace Independence Democracy Unity Prosperity",
}


@dataclass(frozen=True)
class PaperTable:
    """A table: one cell of `head` a column, and rows of as many cells. Raises ValueError for a row of another length,
    and without a column.

    The head stands again on every page the table reaches; no row is split across two pages. `widths`: per cent for
    each column, where it is not for the texts to share the width (boxes to be filled in by hand).
    """

    head: Sequence[Said]
    rows: Sequence[Sequence[Said | str]]
    widths: Sequence[int] = ()

    def __post_init__(self) -> None:
        if not self.head:
            raise ValueError("a table needs a column")
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError(f"every row needs {len(self.head)} cells")
        if self.widths and len(self.widths) != len(self.head):
            raise ValueError(f"{len(self.head)} columns need as many widths")

    @property
    def cells(self) -> list[list[Said]]:
        """The rows, every cell as something said."""
        return [[cell if isinstance(cell, Said) else Said(cell) for cell in row] for row in self.rows]

    @property
    def shares(self) -> list[int]:
        """Per cent of the width for each column, by what stands in it."""
        return list(self.widths) or shares(list(zip(self.head, *self.cells, strict=True)), heads=self.head)


@dataclass(frozen=True)
class Section:
    """A part of the text: an optional heading, paragraphs, labels with values, a table, and points of a list.

    They stand in this order; no label is parted from its value that fits on a page. A blank line inside a text begins
    a new paragraph in every form of the paper.
    """

    heading: Said | None = None
    paragraphs: Sequence[Said] = ()
    points: Sequence[Said] = ()
    numbered: bool = False
    rows: Sequence[tuple[Said, Said]] = ()
    table: PaperTable | None = None


@dataclass(frozen=True)
class Signature:
    """Who signs: the post, and the name if it is known. `line` asks for a hand-written date or finger print below."""

    post: Said
    name: str = ""
    line: Said | None = None


@dataclass(frozen=True)
class PaperLink:
    """The same paper in another way (another language): words and address, on the screen only."""

    words: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Paper:
    """Everything that stands on one paper. Empty parts leave no gap, except the room for signature and seal.

    `settled`: nothing on it changes any more, so that its files have the same bytes whenever they are made.
    `file_stem` is what kind of paper it is, for the names of files: English, without a name (`case-plan`).
    `sheet`: a list to be signed by hand, on A4 across with narrow margins; each section begins a page.
    """

    kind: Said
    languages: Languages = field(default_factory=Languages)
    subject: Said | None = None
    issuers: Sequence[Said] = ()
    number: str = ""
    place: Said | None = None
    date: date | None = None
    bases: Sequence[Said] = ()
    sections: Sequence[Section] = ()
    signatures: Sequence[Signature] = ()
    distribution: Sequence[Said] = ()
    qr: str = ""
    qr_words: Said | None = None
    official: bool = True
    sheet: bool = False
    settled: bool = False
    file_stem: str = ""
    variants: Sequence[PaperLink] = field(default_factory=tuple)
    back_url: str = ""

    @property
    def state(self) -> Said:
        return self.languages.name(_configured("POKPONG_PAPER_STATE", STATE))

    @property
    def motto(self) -> Said:
        return self.languages.name(_configured("POKPONG_PAPER_MOTTO", MOTTO))

    @property
    def number_label(self) -> Said:
        return self.languages.say(_("Number:"))

    @property
    def distribution_label(self) -> Said:
        return self.languages.say(_("Sent to:"))

    @property
    def dated(self) -> Said | None:
        """Place and day in one line, or None when there is neither."""
        day = self._day()
        place = self.place
        if place is None or day is None:
            return place or day
        second = ", ".join(part for part in (place.second, day.second) if part)
        return Said(f"{place.first}, {day.first}", second)

    @property
    def qr_drawing(self) -> SafeString | str:
        return qr_svg(self.qr, self.qr_words.first if self.qr_words else "") if self.qr else ""

    def _day(self) -> Said | None:
        if self.date is None:
            return None
        words = {code: _written(self.date, code) for code in (self.languages.first, self.languages.second) if code}
        return self.languages.name(words)


def _written(day: date, language: str) -> str:
    return f"ວັນທີ {format_date(day, 'lo')}" if language == "lo" else format_date(day, "en")


def _configured(name: str, shipped: dict[str, str]) -> dict[str, str]:
    return {**shipped, **getattr(settings, name, {})}
