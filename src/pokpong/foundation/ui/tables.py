"""A table declared once: sorted, filtered and paged by the address of the page, so that a view can be kept and sent.

    class Concerns(Table):
        name = "concerns"
        caption = _("Concerns of my places")
        columns = (Column("raised", _("Raised"), lambda row: row.raised, sort="raised"), ...)
        filters = (Filter("state", _("State"), STATES, field="state"),)
        order = "-raised"

    table = Concerns(Concern.objects.visible_to(actor), request.GET, path=request.path)

Columns sort in the data base by the names given in `sort`: sealed columns give none. A query set costs two queries
for a page of any length; what a row shows of its relations is the caller's `select_related`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.ui.table_rows import Choices, Filter, Rows, filtered, on_page, sorted_by
from pokpong.foundation.ui.table_views import NO_VIEWS, SavedViews

R = TypeVar("R")
Words = str | Promise
PAGE_SIZES = (25, 50, 100)
NEIGHBOURS = 1  # page numbers shown left and right of the present one

__all__ = ["Choices", "Column", "Filter", "SavedViews", "Table"]


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: `value` gives what a cell shows (words, number, date, `StatusWord`, `Link`).

    `sort` names the open columns to order by ("raised", or "place__path,raised"), or is a key function for lists.
    """

    key: str
    label: Words
    value: Callable[[R], object]
    sort: str | Callable[[R], Any] = ""
    numeric: bool = False


@dataclass(frozen=True)
class Heading:
    """A column's head: `url` sorts by it; `direction` is "", "ascending" or "descending"."""

    label: Words
    url: str
    direction: str
    numeric: bool


@dataclass(frozen=True)
class Cell:
    """A value with its column's words, which narrow screens show beside it."""

    label: Words
    value: object
    numeric: bool


@dataclass(frozen=True)
class PageLink:
    """A page number and its address; a gap has number 0."""

    number: int
    url: str
    current: bool


class Table(Generic[R]):
    """See the module. `params` are the address's parameters; unknown or impossible ones count as not given."""

    name: ClassVar[str] = "table"
    caption: ClassVar[Words] = ""
    filters: ClassVar[Sequence[Filter]] = ()
    order: ClassVar[str] = ""
    usual: ClassVar[Mapping[str, str]] = {}  # filters that hold until the reader chooses others, or all
    usual_words: ClassVar[Words] = ""
    empty_title: ClassVar[Words] = _("Nothing here yet")
    empty_text: ClassVar[Words] = ""

    @property
    def columns(self) -> Sequence[Column[Any]]:
        """Given by each table: fixed, or worked out where cells show what the page has read."""
        return ()

    def __init__(
        self,
        rows: "QuerySet[Any] | Sequence[R]",
        params: Mapping[str, str] | QueryDict,
        *,
        path: str = "",
        saved_views: SavedViews = NO_VIEWS,
        row_url: Callable[[R], str] | None = None,
    ):
        self.rows: Rows = rows
        self.params: dict[str, str] = {key: str(value) for key, value in params.items()}
        self.path = path
        self.saved_views = saved_views
        self.row_url = row_url

    # --- what the address says ---------------------------------------------------------------------------

    def given(self, key: str) -> str:
        return self.params.get(self.parameter(key), "").strip()

    def parameter(self, key: str) -> str:
        """The name of a parameter in the address; the table's name keeps two tables of a page apart."""
        return f"{self.name}-{key}"

    @cached_property
    def order_by(self) -> str:
        """Key of the column sorted by, with a leading minus for the other way round."""
        wanted = self.given("sort")
        sortable = {column.key for column in self.columns if column.sort}
        return wanted if wanted.removeprefix("-") in sortable else self.order

    @cached_property
    def page_size(self) -> int:
        wanted = self.given("per")
        return int(wanted) if wanted.isascii() and wanted.isdigit() and int(wanted) in PAGE_SIZES else PAGE_SIZES[0]

    @cached_property
    def chosen(self) -> dict[str, str]:
        """Value of every filter that is set to something possible."""
        values = {filter_.key: filter_.accept(self.given(filter_.key)) for filter_ in self.filters}
        found = {key: value for key, value in values.items() if value}
        return found if found or self.given("all") else dict(self.usual)

    @property
    def is_usual(self) -> bool:
        """Whether exactly the filters hold that hold for whoever just comes here."""
        return bool(self.usual) and self.chosen == self.usual

    # --- rows --------------------------------------------------------------------------------------------

    @cached_property
    def matching(self) -> Rows:
        column = next((c for c in self.columns if c.sort and c.key == self.order_by.removeprefix("-")), None)
        rows = filtered(self.rows, self.filters, self.chosen)
        return rows if column is None else sorted_by(rows, column.sort, descending=self.order_by.startswith("-"))

    @cached_property
    def total(self) -> int:
        return self.matching.count() if isinstance(self.matching, QuerySet) else len(self.matching)

    @cached_property
    def page_count(self) -> int:
        return max(1, -(-self.total // self.page_size))

    @cached_property
    def page_number(self) -> int:
        """The page asked for, or the nearest there is."""
        wanted = self.given("page")
        number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else 1
        return min(max(number, 1), self.page_count)

    @cached_property
    def page_rows(self) -> list[R]:
        start = (self.page_number - 1) * self.page_size
        return on_page(self.matching, start, start + self.page_size, self.total)

    @property
    def first_number(self) -> int:
        return (self.page_number - 1) * self.page_size + 1 if self.total else 0

    @property
    def last_number(self) -> int:
        return self.first_number + len(self.page_rows) - 1 if self.total else 0

    @property
    def body(self) -> list[tuple[str, list[Cell]]]:
        """Address and cells of every row of this page."""
        return [
            (
                self.row_url(row) if self.row_url else "",
                [Cell(column.label, column.value(row), column.numeric) for column in self.columns],
            )
            for row in self.page_rows
        ]

    # --- addresses ---------------------------------------------------------------------------------------

    def address(self, **changes: str) -> str:
        """This view with some parameters changed; an empty text takes one away. Other tables' stay."""
        changed = {self.parameter(key): value for key, value in changes.items()}
        return f"{self.path}?{urlencode({key: value for key, value in (self.params | changed).items() if value})}"

    @property
    def headings(self) -> list[Heading]:
        return [self.heading(column) for column in self.columns]

    def heading(self, column: Column[Any]) -> Heading:
        ascending, descending = self.order_by == column.key, self.order_by == f"-{column.key}"
        url = self.address(sort=f"-{column.key}" if ascending else column.key, page="") if column.sort else ""
        direction = "ascending" if ascending else "descending" if descending else ""
        return Heading(column.label, url, direction, column.numeric)

    @property
    def sizes(self) -> list[PageLink]:
        return [PageLink(n, self.address(per=str(n), page=""), n == self.page_size) for n in PAGE_SIZES]

    @property
    def pages(self) -> list[PageLink]:
        """First, last and the pages around the present one; a gap where some are left out."""
        near = range(self.page_number - NEIGHBOURS, self.page_number + NEIGHBOURS + 1)
        numbers = sorted({1, self.page_count, *(n for n in near if 1 <= n <= self.page_count)})
        links: list[PageLink] = []
        for number in numbers:
            if links and number - links[-1].number > 1:
                links.append(PageLink(0, "", False))
            links.append(PageLink(number, self.address(page=str(number)), number == self.page_number))
        return links

    @property
    def previous_url(self) -> str:
        return self.address(page=str(self.page_number - 1)) if self.page_number > 1 else ""

    @property
    def next_url(self) -> str:
        return self.address(page=str(self.page_number + 1)) if self.page_number < self.page_count else ""

    @property
    def plain_url(self) -> str:
        """Without any filter, in the usual order."""
        names = [*(filter_.key for filter_ in self.filters), "sort", "page"]
        return self.address(**dict.fromkeys(names, ""), all="1" if self.usual else "")

    @property
    def usual_url(self) -> str:
        """With the usual filters only, in the usual order."""
        names = [*(filter_.key for filter_ in self.filters), "sort", "page", "all"]
        return self.address(**dict.fromkeys(names, ""))

    @property
    def query(self) -> str:
        """What a saved view keeps: filters and order, not the page."""
        kept = {self.parameter(key): value for key, value in self.chosen.items()}
        if self.given("sort"):
            kept[self.parameter("sort")] = self.order_by
        return urlencode(kept)

    @property
    def other_parameters(self) -> list[tuple[str, str]]:
        """What the filter form carries along: order, page size and other tables' parameters."""
        own = {self.parameter(key) for key in (*(filter_.key for filter_ in self.filters), "page", "all")}
        others = [(key, value) for key, value in self.params.items() if key not in own and value]
        # Whoever sends the form with nothing chosen wants to see all, not what is usual.
        return [*others, (self.parameter("all"), "1")] if self.usual else others

    @property
    def controls(self) -> list[tuple[Filter, str, str]]:
        """Every filter with its parameter's name and its present value."""
        return [(filter_, self.parameter(filter_.key), self.chosen.get(filter_.key, "")) for filter_ in self.filters]
