"""The inbox: concerns of one's places, those that wait longest first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.models.concern import DISTRICT, ConcernQuerySet
from pokpong.areas.protection.screens.presenters import decision_words, due_word, state_word, urgency_word
from pokpong.areas.protection.states.concerns import CONCERN, ENDED, WAITS_FOR_TRIAGE
from pokpong.areas.protection.vocabulary import concerns as vocabulary
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.saved_views import UserViews
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import cut, under
from pokpong.foundation.ui.parts import Link
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.registers.places.queries import labels

NAME = "concerns"
PERIODS = (
    ("7", gettext_lazy("Last 7 days")),
    ("30", gettext_lazy("Last 30 days")),
    ("365", gettext_lazy("Last 12 months")),
)
SITUATIONS = (
    ("waiting", gettext_lazy("Waits for a decision")),
    ("overdue", gettext_lazy("Overdue")),
    ("open", gettext_lazy("Not yet closed")),
)


def page_of(concern: Concern) -> str:
    return reverse("protection:concern", args=[concern.pk])


def in_situation(rows: ConcernQuerySet, situation: str) -> ConcernQuerySet:
    """The rows that wait for a decision, are overdue, or have not ended."""
    conditions = {
        "waiting": Q(state__in=WAITS_FOR_TRIAGE),
        "overdue": Q(due__lte=clock.now()) & ~Q(state__in=ENDED),
        "open": ~Q(state__in=ENDED),
    }
    return rows.filter(conditions[situation])


def raised_within(rows: ConcernQuerySet, days: str) -> ConcernQuerySet:
    return rows.filter(raised_at__gte=clock.now() - timedelta(days=int(days)))


def in_district(rows: ConcernQuerySet, path: str) -> ConcernQuerySet:
    return rows.filter(under("place_path", path))


def table_for(districts: list[tuple[str, str]], place: Callable[[str], str]) -> type[Table[Concern]]:
    """The table's class: districts to choose from and the words of places are known only while the page is made."""

    class Inbox(Table[Concern]):
        name = NAME
        caption = gettext_lazy("Concerns of my places")
        columns = (
            Column("number", gettext_lazy("Number"), lambda row: Link(row.number, page_of(row)), sort="number"),
            Column("due", gettext_lazy("Next step by"), due_word, sort="due"),
            Column("urgency", gettext_lazy("Urgency"), lambda row: urgency_word(row.urgency)),
            Column("place", gettext_lazy("Place"), lambda row: place(row.place_path), sort="place_path"),
            Column("state", gettext_lazy("State"), lambda row: state_word(row.state), sort="state"),
            Column("decision", gettext_lazy("Decision"), lambda row: decision_words(row.decision)),
            Column("raised", gettext_lazy("Received on"), lambda row: row.raised_at, sort="raised_at"),
        )
        filters = (
            Filter("situation", gettext_lazy("Situation"), SITUATIONS, apply=in_situation),
            Filter("urgency", gettext_lazy("Urgency"), tuple(vocabulary.URGENCIES.items())),
            Filter("state", gettext_lazy("State"), tuple(CONCERN.words.items())),
            Filter("district", gettext_lazy("District"), districts, apply=in_district),
            Filter("period", gettext_lazy("Received within"), PERIODS, apply=raised_within),
        )
        order = "due"
        usual = {"situation": "open"}
        usual_words = gettext_lazy("Only those not yet closed")
        empty_title = gettext_lazy("No concern is here")
        empty_text = gettext_lazy("When somebody in your places raises a concern, it appears here and the bell rings.")

    return Inbox


@page("concern.read")
@require_GET
def inbox(request: PageRequest) -> HttpResponse:
    """Everything this reader may see, by open columns; the ids shown leave one reading event."""
    rows = Concern.objects.visible_to(request.user)
    shown: dict[str, str] = {}
    table_class = table_for(_districts(rows), lambda path: shown.get(path, ""))
    table = table_class(
        rows, request.GET, path=request.path, saved_views=UserViews(request.user.id, NAME, request.path)
    )
    shown.update(labels({row.place_path for row in table.page_rows}))
    seen(request, "concern", table.page_rows)
    context: dict[str, Any] = {
        "table": table,
        "figures": _figures(rows, request.path),
        "breadcrumbs": [Crumb(_("Start page"), "/"), Crumb(_("Concerns raised"))],
    }
    return render(request, "protection/inbox.html", context)


def _districts(rows: ConcernQuerySet) -> list[tuple[str, str]]:
    """The districts that stand in the inbox."""
    paths = {cut(path, DISTRICT) for path in rows.order_by().values_list("place_path", flat=True).distinct()}
    return sorted(labels(paths).items(), key=lambda district: district[1])


def _figures(rows: ConcernQuerySet, path: str) -> list[dict[str, Any]]:
    """How many wait, are late, or stand open; each leads to its rows."""
    tones = {"waiting": "info", "overdue": "warning", "open": ""}
    return [
        {
            "label": words,
            "value": in_situation(rows, code).count(),
            "tone": tones[code],
            "url": f"{path}?{NAME}-situation={code}#table-{NAME}",
        }
        for code, words in SITUATIONS
    ]
