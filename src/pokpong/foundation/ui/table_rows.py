"""Filtering and sorting the rows of a table: query sets in the data base, lists in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import F, QuerySet
from django.utils.functional import Promise

from pokpong.foundation.lao.text import canon

Rows = Any  # a QuerySet or a sequence: both slice alike, and Django's type of a slice cannot be told apart here
Choices = Sequence[tuple[str, str | Promise]]


@dataclass(frozen=True)
class Filter:
    """One filter above a table: a list of `choices`, or without them a box for words.

    It narrows by equality of `field`, or as `apply(rows, value)` says. Box words come canonical, at most 100 letters.
    """

    key: str
    label: str | Promise
    choices: Choices = ()
    field: str = ""
    apply: Callable[[Rows, str], Rows] | None = None

    def accept(self, value: str) -> str:
        """The value when it is possible, else an empty text."""
        if not self.choices:
            return canon(value).strip()[:100]
        return value if any(value == code for code, _words in self.choices) else ""

    def narrow(self, rows: Rows, value: str) -> Rows:
        if self.apply is not None:
            return self.apply(rows, value)
        name = self.field or self.key
        if isinstance(rows, QuerySet):
            return rows.filter(**{name: value})
        return [row for row in rows if str(attrgetter(name)(row)) == value]


def filtered(rows: Rows, filters: Sequence[Filter], chosen: Mapping[str, str]) -> Rows:
    """The rows that every chosen filter lets through."""
    for filter_ in filters:
        if filter_.key in chosen:
            rows = filter_.narrow(rows, chosen[filter_.key])
    return rows


MANY = 1000


def on_page(rows: Rows, first: int, end: int, total: int) -> list[Any]:
    """The rows from `first` to before `end`. Of many, whole rows are fetched only once it is known which they are:
    put in order are the keys alone.
    """
    if not isinstance(rows, QuerySet) or total < MANY or rows.query.annotations or rows.query.distinct:
        return list(rows[first:end])
    return list(rows.filter(pk__in=list(rows.values_list("pk", flat=True)[first:end])))


def sorted_by(rows: Rows, sort: str | Callable[[Any], Any], *, descending: bool) -> Rows:
    """The rows in order; empty values come last either way. A query set needs column names, not a function.

    Raises TypeError for a query set with a function.
    """
    if isinstance(rows, QuerySet):
        if callable(sort):
            raise TypeError("a query set sorts by the names of its columns")
        names = [name.strip() for name in sort.split(",")]
        orders = [F(n).desc(nulls_last=True) if descending else F(n).asc(nulls_last=True) for n in names]
        # The key makes the order total, or a row could stand on two pages or on none.
        return rows.order_by(*orders, "pk")
    key = sort if callable(sort) else attrgetter(*(name.strip() for name in sort.split(",")))
    present = [row for row in rows if key(row) is not None]
    return sorted(present, key=key, reverse=descending) + [row for row in rows if key(row) is None]
