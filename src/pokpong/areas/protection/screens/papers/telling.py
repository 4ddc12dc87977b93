"""What pages say, said on a paper: in each of its languages, as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.lao.dates import format_date, format_date_short
from pokpong.foundation.papers.paper import PaperLink, PaperTable
from pokpong.foundation.papers.words import Languages, Said
from pokpong.foundation.ui.numbers import number_in
from pokpong.foundation.ui.parts import Link, StatusWord, SummaryRow
from pokpong.registers.people.screens.consent_paper import VARIANTS

T = TypeVar("T")
Cells = Sequence[object]


@dataclass(frozen=True)
class Telling:
    """Says the values of pages in the one or two languages of a paper.

    `make` functions are called once for each language, while it is the active one: they answer what a page of that
    language would show. They must answer as many rows and cells in both.
    """

    languages: Languages

    def say(self, words: Words, **values: object) -> Said:
        said = self.languages.say(words, **values)
        return _said(said.first, said.second)

    def text(self, make: Callable[[], object]) -> Said:
        first, second = self._in_each(lambda: written(make()))
        return _said(first, second or "")

    def day(self, day: date) -> Said:
        return self.text(lambda: day)

    def sentence(self, words: Words, **values: object) -> Said:
        """`say` with values that are themselves said in each language: days, names of data, states."""
        return self.text(lambda: str(words) % {name: written(value) for name, value in values.items()})

    def rows(self, make: Callable[[], Iterable[SummaryRow]]) -> list[tuple[Said, Said]]:
        """Labels and values; a row without a value is left out."""
        first, second = self._in_each(lambda: [_row(row) for row in make()])
        pairs = zip(first, second or [("", "")] * len(first), strict=True)
        return [(Said(label, label_2), _said(value, value_2)) for (label, value), (label_2, value_2) in pairs if value]

    def points(self, make: Callable[[], Iterable[object]]) -> list[Said]:
        first, second = self._in_each(lambda: [written(value) for value in make()])
        return [_said(*pair) for pair in zip(first, second or [""] * len(first), strict=True)]

    def table(self, make: Callable[[], tuple[Cells, Sequence[Cells]]]) -> PaperTable | None:
        """`make` answers the head and the rows. A column without a value is left out; None when there is no row."""
        first, second = self._in_each(lambda: _grid(*make()))
        kept = [number for number in range(len(first[0])) if any(line[number] for line in first[1:])]
        if not kept:
            return None
        both = second or [[""] * len(first[0])] * len(first)
        head, *rows = [
            [_said(line[number], line_2[number]) for number in kept] for line, line_2 in zip(first, both, strict=True)
        ]
        return PaperTable(head, rows)

    def _in_each(self, make: Callable[[], T]) -> tuple[T, T | None]:
        with override(self.languages.first):
            first = make()
        if not self.languages.second:
            return first, None
        with override(self.languages.second):
            return first, make()


def telling_for(request: PageRequest) -> Telling:
    """In the languages that `?language=` names (a key of `VARIANTS`); Lao for any other."""
    return Telling(Languages(*VARIANTS.get(request.GET.get("language", ""), VARIANTS["lo"])))


def variants(request: PageRequest) -> list[PaperLink]:
    """The same paper in its other languages."""
    current = request.GET.get("language", "")
    words = {"lo": "ລາວ", "en": "English", "lo-en": _("Lao with English")}
    return [
        PaperLink(words[code], _with_language(request, code), code == (current if current in VARIANTS else "lo"))
        for code in VARIANTS
    ]


def _with_language(request: PageRequest, code: str) -> str:
    query = request.GET.copy()
    query.pop("as", None)
    query["language"] = code
    return f"{request.path}?{query.urlencode()}"


def written(value: object) -> str:
    """A value of a page as text, in the active language; nothing for None."""
    write = next((write for kind, write in WRITTEN if isinstance(value, kind)), str)
    return "" if value is None else write(value)


def _day(value: date) -> str:
    return format_date(value, "lo" if _language() == "lo" else "en")


# The first that fits: a moment is also a day, a truth also a number.
WRITTEN: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (bool, lambda value: _("Yes") if value else _("No")),
    (datetime, lambda value: _day(timezone.localdate(value))),
    (date, _day),
    (int, lambda value: number_in(_language(), value)),
    (StatusWord | Link, lambda value: str(value.label)),
    (str | Promise, str),
    (Iterable, lambda values: "\n".join(filter(None, map(written, values)))),
)


def _language() -> str:
    return (get_language() or "lo").split("-")[0]


def _row(row: SummaryRow) -> tuple[str, str]:
    value, note = written(row.value), written(row.note)
    return str(row.label), f"{value}\n{note}" if value and note else value


def _grid(head: Cells, rows: Sequence[Cells]) -> list[list[str]]:
    return [[_cell(cell) for cell in line] for line in (head, *rows)]


def _cell(value: object) -> str:
    """Days stand short in a table, and so once in both languages."""
    if isinstance(value, datetime):
        return format_date_short(timezone.localdate(value))
    return format_date_short(value) if isinstance(value, date) else written(value)


def _said(first: str, second: str) -> Said:
    """What reads the same in both languages stands once."""
    return Said(first, "" if second == first else second)
