"""The official paper of a Lao office, as a page for the screen and for A4.

    say = Languages("lo", "en").say
    paper = Paper(kind=say(_("Notice")), date=today(), paragraphs=(Section(paragraphs=(say(_("...")),)),), ...)
    return render_paper(paper, request)

Order and places of its parts follow the papers of Lao ministries: motto, rule, issuing bodies and number, place and
date, kind and subject, legal bases, text, signature, distribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.lao.dates import format_date
from pokpong.foundation.papers.qr import qr_svg
from pokpong.foundation.papers.words import Languages, Said

STATE = {"lo": "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ", "en": "Lao People's Democratic Republic"}
MOTTO = {
    "lo": "ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນະຖາວອນ",
    "en": "Peace Independence Democracy Unity Prosperity",
}


@dataclass(frozen=True)
class Section:
    """A part of the text: an optional heading, paragraphs, and points of a list behind them."""

    heading: Said | None = None
    paragraphs: Sequence[Said] = ()
    points: Sequence[Said] = ()
    numbered: bool = False


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
    """Everything that stands on one paper. Empty parts leave no gap, except the room for signature and seal."""

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


def render_paper(paper: Paper, request: HttpRequest) -> HttpResponse:
    """The page. It is never kept by a browser: a paper may name a person."""
    response = render(request, "papers/paper.html", {"paper": paper})
    response.headers["Cache-Control"] = "no-store"
    return response
