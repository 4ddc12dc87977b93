"""How a row of a noun of a case becomes an entry of the person's whole record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.screens.of_case import address
from pokpong.doors.office.whole.entries import Entry, Whole, made_on, silent, state_of
from pokpong.foundation.ui.parts import StatusWord

Row = Any


def no_status(row: Row) -> StatusWord | None:
    return None


def untold(row: Row) -> str:
    return silent()


def named(words: str | Promise) -> Callable[[Row], str]:
    """The same words for every row."""
    return lambda row: str(words)


def coded(words: Mapping[str, object], code: str) -> str:
    """The words of a code; one that left the list is shown as it is, and none as nothing."""
    return str(words.get(code, code))


def first(row: Row, columns: tuple[str, ...]) -> Any:
    """The first of these columns that says something, or None."""
    return next((value for name in columns if (value := getattr(row, name))), None)


@dataclass(frozen=True)
class Source:
    """`at`, `who`, `organisation`: columns, of which the first that is filled counts.

    `page` is the row's own page; without one the entry leads to the `part` of the page of its case.
    """

    model: Any
    kind: str
    part: str
    what: Callable[[Row], str]
    at: tuple[str, ...]
    who: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    text: Callable[[Row], str] = untold
    status: Callable[[Row], StatusWord | None] = state_of
    page: str = ""

    def entries(self, whole: Whole) -> Iterator[Entry]:
        """Of every row of a visible case that the reader sees."""
        cases = {case.pk: case for case in whole.cases}
        for row in self.model.objects.visible_to(whole.actor).filter(case__in=list(cases)):
            yield self.entry(row, cases[row.case_id])

    def entry(self, row: Row, case: Case) -> Entry:
        return Entry(
            self.kind,
            first(row, self.at) or made_on(row.pk) or case.opened_on,
            self.what(row),
            self.status(row),
            reverse(self.page, args=[row.pk]) if self.page else address(case, self.part),
            first(row, self.who),
            organisation=first(row, self.organisation),
            text=partial(self.text, row),
            row=row.pk,
        )
