"""Invented content of the design page. Nothing here is about a real person or place office."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.ui.charts import Bar
from pokpong.foundation.ui.icons import ICONS
from pokpong.foundation.ui.parts import (
    TONE_ICONS,
    Difference,
    Happening,
    Link,
    StatusWord,
    SummaryRow,
    Task,
    Versions,
)
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.table_rows import Filter
from pokpong.foundation.ui.tables import Column, Table

FIRST_DAY = dt.date(2026, 1, 5)
MOMENT = dt.datetime(2026, 3, 22, 7, 5, tzinfo=dt.UTC)
ROWS = 137
STATUSES = {
    "received": StatusWord(_("Received"), "info"),
    "late": StatusWord(_("Overdue"), "warning"),
    "danger": StatusWord(_("Immediate danger"), "danger"),
    "done": StatusWord(_("Done"), "success"),
    "closed": StatusWord(_("Closed"), "closed"),
    "draft": StatusWord(_("Draft"), "neutral"),
}
DISTRICTS = (
    ("pakse", _("Pakse district")),
    ("khong", _("Khong district")),
    ("salavan", _("Salavan district")),
)
KINDS = (_("Offer of work abroad"), _("Child out of school"), _("Debt bondage"), _("Missing person"))


@dataclass(frozen=True)
class ExampleRow:
    """One line of the example table."""

    number: int
    kind: Any
    district: str
    state: str
    received: dt.date
    people: int

    @property
    def reference(self) -> str:
        return f"P-{self.number:04d}"

    @property
    def district_name(self) -> Any:
        return dict(DISTRICTS)[self.district]


def table_rows() -> list[ExampleRow]:
    """Always the same rows."""
    states = list(STATUSES)
    return [
        ExampleRow(
            number=1 + index,
            kind=KINDS[index * 7 % len(KINDS)],
            district=DISTRICTS[index * 5 % len(DISTRICTS)][0],
            state=states[index * 11 % len(states)],
            received=FIRST_DAY + dt.timedelta(days=index * 37 % 250),
            people=1 + index * 13 % 9,
        )
        for index in range(ROWS)
    ]


def with_reference(rows: Any, text: str) -> list[ExampleRow]:
    return [row for row in rows if text.casefold() in row.reference.casefold()]


class ExampleTable(Table[ExampleRow]):
    name = "example"
    caption = _("Concerns (invented)")
    columns = (
        Column("number", _("Number"), lambda row: Link(row.reference, "#table"), sort="number"),
        Column("kind", _("What it is about"), lambda row: row.kind),
        Column("district", _("District"), lambda row: row.district_name, sort="district"),
        Column("state", _("State"), lambda row: STATUSES[row.state]),
        Column("received", _("Received on"), lambda row: row.received, sort="received"),
        Column("people", _("People"), lambda row: row.people, sort="people", numeric=True),
    )
    filters = (
        Filter("text", _("Number contains"), apply=with_reference),
        Filter("district", _("District"), DISTRICTS, field="district"),
        Filter("state", _("State"), tuple((key, word.label) for key, word in STATUSES.items()), field="state"),
    )
    order = "-received"
    empty_text = _("No example fits these filters. Take one of them away.")


class EmptyTable(Table[ExampleRow]):
    name = "empty"
    caption = _("A table without rows")
    columns = ExampleTable.columns[:3]
    empty_title = _("No concern is waiting")
    empty_text = _("When a village raises a concern, it appears here.")


def initial() -> dict[str, Any]:
    """What the example form starts with."""
    return {"district": ""}


def timeline() -> list[Happening]:
    return [
        Happening(
            MOMENT,
            _("Sent on to the supervisor"),
            _("Caseworker (example)"),
            _("Nobody answered within two hours."),
            STATUSES["late"],
        ),
        Happening(MOMENT - dt.timedelta(hours=3), _("Seen by the caseworker"), _("Caseworker (example)")),
        Happening(
            MOMENT - dt.timedelta(hours=5),
            _("Concern raised"),
            _("Village member (example)"),
            "",
            STATUSES["received"],
        ),
    ]


def tasks() -> list[Task]:
    return [
        Task(_("What happened"), StatusWord(_("Complete"), "success"), "#form"),
        Task(_("Who told it"), StatusWord(_("In progress"), "info"), "#form"),
        Task(_("Who must not see it"), StatusWord(_("Not started"), "neutral"), "#form"),
        Task(
            _("Check your answers"),
            StatusWord(_("Cannot start yet"), "closed"),
            hint=_("Answer the three steps above first."),
        ),
    ]


def answers() -> list[SummaryRow]:
    return [
        SummaryRow(_("Where did it happen?"), "ປາກເຊ, ແຂວງຈຳປາສັກ", "#form"),
        SummaryRow(_("When did it happen?"), dt.date(2026, 3, 22), "#form"),
        SummaryRow(_("How urgent is it?"), STATUSES["danger"], "#form"),
        SummaryRow(_("Telephone number"), "", "#form", _("It was not asked, because others answer the telephone.")),
    ]


def versions() -> Versions:
    return Versions(
        left_title=_("Stored before"),
        right_title=_("Came from the telephone"),
        rows=(
            Difference("place", _("Village"), _("Example village A"), _("Example village B")),
            Difference("people", _("People"), 2, 3),
            Difference("day", _("Received on"), dt.date(2026, 3, 22), dt.date(2026, 3, 22)),
        ),
        choose=True,
    )


def bars() -> list[Bar]:
    return [
        Bar(_("Pakse district"), 128),
        Bar(_("Khong district"), 74),
        Bar(_("Salavan district"), 12),
        Bar(_("Other districts"), None, _("Hidden: fewer than 5")),
    ]


def page(path: str) -> dict[str, Any]:
    """Everything the page shows beside its form and tables."""
    return {
        "breadcrumbs": [Crumb(_("Start page"), "/"), Crumb(_("Design"))],
        "tones": [StatusWord(label, tone) for tone, label in TONE_WORDS.items()],
        "timeline": timeline(),
        "tasks": tasks(),
        "answers": answers(),
        "versions": versions(),
        "bars": bars(),
        "icon_names": sorted(ICONS),
        "failures": [(status, reverse("ui:error_sample", args=[status])) for status in (400, 403, 404, 500)],
        "moment": MOMENT,
        "figure": 1234567,
    }


TONE_WORDS = dict(
    zip(
        TONE_ICONS,
        (_("Draft"), _("Waiting"), _("Done"), _("Overdue"), _("Immediate danger"), _("Closed")),
        strict=True,
    )
)
