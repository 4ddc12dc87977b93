"""The caseload: the cases of one's team, or of one's places; those whose risk is to be looked at first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.protection.models import Case, CaseMember
from pokpong.areas.protection.models.case import CaseQuerySet
from pokpong.areas.protection.screens.cases.finding import FindForm
from pokpong.areas.protection.screens.cases.words import names_shown, review_word, risk_word, state_word
from pokpong.areas.protection.screens.of_case import address
from pokpong.areas.protection.states.cases import CASE, RUNNING
from pokpong.areas.protection.vocabulary import cases as vocabulary
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.access.saved_views import UserViews
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import under
from pokpong.foundation.ui.parts import Link
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.registers.places.queries import labels

NAME = "cases"
READS = ("case.tied", "case.read")
PERIODS = (
    ("7", gettext_lazy("Last 7 days")),
    ("30", gettext_lazy("Last 30 days")),
    ("365", gettext_lazy("Last 12 months")),
)
SITUATIONS = (
    ("running", gettext_lazy("Not yet closed")),
    ("review", gettext_lazy("Risk to be assessed")),
    ("closing", gettext_lazy("Closure to be decided")),
)
TONES = {"running": "", "review": "warning", "closing": "info"}
MINE = (("lead", gettext_lazy("I am responsible")), ("team", gettext_lazy("I am in the team")))


class Shown:
    """What the rows of the page show of other tables; filled once the page's rows are known."""

    def __init__(self) -> None:
        self.names: dict[UUID, str] = {}
        self.places: dict[str, str] = {}
        self.leads: dict[UUID, str] = {}


def conditions() -> dict[str, Q]:
    """What each situation means today."""
    return {
        "running": Q(state__in=RUNNING),
        "review": Q(state__in=RUNNING, risk_review_on__lte=clock.today()),
        "closing": Q(state="closing"),
    }


def in_situation(rows: CaseQuerySet, situation: str) -> CaseQuerySet:
    """Cases that are not closed, of which the risk is to be looked at, or whose closure waits."""
    return rows.filter(conditions()[situation])


def opened_within(rows: CaseQuerySet, days: str) -> CaseQuerySet:
    return rows.filter(opened_on__gt=clock.today() - timedelta(days=int(days)))


def in_district(rows: CaseQuerySet, path: str) -> CaseQuerySet:
    return rows.filter(under("place_path", path))


def of_mine(user: User) -> Callable[[CaseQuerySet, str], CaseQuerySet]:
    """Cases this user is responsible for, or whose team they are in."""

    def narrow(rows: CaseQuerySet, value: str) -> CaseQuerySet:
        if value == "lead":
            return rows.filter(lead=user.pk)
        return rows.filter(pk__in=CaseMember.objects.current().filter(user=user.pk).values("case"))

    return narrow


def table_for(user: User, districts: list[tuple[str, str]], shown: Shown) -> type[Table[Case]]:
    """The table's class: whose cases are mine, and the districts to choose from, are known with the reader only."""

    class Caseload(Table[Case]):
        name = NAME
        caption = gettext_lazy("Cases in my sight")
        columns = (
            Column("number", gettext_lazy("Number"), lambda row: Link(row.number, address(row)), sort="number"),
            Column("person", gettext_lazy("Person"), lambda row: shown.names.get(row.person_id, "")),
            Column("risk", gettext_lazy("Risk"), lambda row: risk_word(row.risk)),
            Column("review", gettext_lazy("Next look at the risk"), review_word, sort="risk_review_on"),
            Column("state", gettext_lazy("State"), lambda row: state_word(row.state), sort="state"),
            Column("place", gettext_lazy("District"), lambda row: shown.places[row.place_path], sort="place_path"),
            Column("lead", gettext_lazy("Responsible"), lambda row: shown.leads.get(row.lead, "")),
            Column("opened", gettext_lazy("Opened on"), lambda row: row.opened_on, sort="opened_on"),
        )
        filters = (
            Filter("situation", gettext_lazy("Situation"), SITUATIONS, apply=in_situation),
            Filter("mine", gettext_lazy("Whose"), MINE, apply=of_mine(user)),
            Filter("risk", gettext_lazy("Risk"), tuple(vocabulary.RISKS.items())),
            Filter("state", gettext_lazy("State"), tuple(CASE.words.items())),
            Filter("origin", gettext_lazy("How the person came"), tuple(vocabulary.ORIGINS.items())),
            Filter("district", gettext_lazy("District"), districts, apply=in_district),
            Filter("period", gettext_lazy("Opened within"), PERIODS, apply=opened_within),
        )
        order = "review"
        usual = {"situation": "running"}
        usual_words = gettext_lazy("Only those not yet closed")
        empty_title = gettext_lazy("No case is here")
        empty_text = gettext_lazy("A case appears here when you open one, or when a colleague takes you into a team.")

    return Caseload


@page(READS)
@require_GET
def caseload(request: PageRequest) -> HttpResponse:
    """Everything in the reader's sight; names are opened for the rows of this page and noted."""
    rows = Case.objects.visible_to(request.user)
    shown, counts = Shown(), counted(request.user, rows)
    table = table_for(request.user, _districts(counts.places), shown)(
        rows.select_related("person"),
        request.GET,
        path=request.path,
        saved_views=UserViews(request.user.id, NAME, request.path),
    )
    fill(request, shown, table.page_rows)
    context: dict[str, Any] = {
        "table": table,
        "form": FindForm(),
        "figures": _figures(counts.figures),
        "may_open": request.user.may("case.open"),
        "breadcrumbs": [Crumb(_("Start page"), "/"), Crumb(_("Cases"))],
    }
    return render(request, "protection/cases/caseload.html", context)


def fill(request: PageRequest, shown: Shown, rows: list[Case]) -> None:
    """Looks up what the rows show, and notes whose names are read."""
    shown.names = names_shown(request.user, [row.person for row in rows])
    shown.places = labels({row.place_path for row in rows})
    shown.leads = names_of({row.lead for row in rows})
    seen(request, "case", rows)
    seen(request, "person", [row.person for row in rows if row.person_id in shown.names])


@dataclass(frozen=True)
class Counts:
    """How many cases stand in each situation, and in which districts; read with one look through the rows."""

    figures: dict[str, int]
    places: set[str]


def counted(user: User, rows: CaseQuerySet) -> Counts:
    """Counts of the running cases, by district: the districts to choose from then cost no second look."""
    wanted = {code: Count("pk", filter=condition) for code, condition in conditions().items()}
    wanted["mine"] = Count("pk", filter=Q(lead=user.pk))
    found = list(rows.running().order_by().values("place_path").annotate(**wanted))
    figures = {code: sum(place[code] for place in found) for code in wanted}
    return Counts(figures, {place["place_path"] for place in found})


def _districts(places: set[str]) -> list[tuple[str, str]]:
    """The districts where cases run, by name."""
    return sorted(labels(places).items(), key=lambda district: district[1])


def _figures(figures: dict[str, int]) -> list[dict[str, Any]]:
    """How many run, are to be looked at, wait for a decision, or are mine; each leads to its rows."""
    list_url = reverse("cases:list")
    shown = [
        ("mine", _("I am responsible"), "", f"{NAME}-situation=running&{NAME}-mine=lead"),
        *((code, words, TONES[code], f"{NAME}-situation={code}") for code, words in SITUATIONS),
    ]
    return [
        {"label": words, "value": figures[code], "tone": tone, "url": f"{list_url}?{query}#table-{NAME}"}
        for code, words, tone, query in shown
    ]
