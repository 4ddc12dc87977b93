"""The overview of a place, what its figures mean, and the report on the overall situation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.partnership.actions.documents import draft_document
from pokpong.areas.partnership.drafting.draft import Draft
from pokpong.areas.partnership.queries.documents import office_of
from pokpong.areas.partnership.rules.documents import with_bases
from pokpong.areas.partnership.screens.document_paper import WITHOUT_SIGNER, sections
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotAllowed
from pokpong.foundation.papers.paper import Paper, Section, Signature, render_paper
from pokpong.foundation.papers.words import Languages, Said
from pokpong.foundation.ui.parts import Link, StatusWord
from pokpong.foundation.ui.shell import Crumb
from pokpong.insight.indicators.queries import last_closing, shown_tables
from pokpong.insight.indicators.tables import TABLES
from pokpong.insight.reports import live, meaning
from pokpong.insight.reports.figures import Drawn, covers_place, drawn
from pokpong.insight.reports.maps import map_of
from pokpong.insight.reports.sight import READ, SEES, Sight, below, has_figures, names_of, sight_of
from pokpong.insight.reports.situation import situation_of
from pokpong.registers.institutions.screens.tables import attention_words

MAPPED = "concerns"


@dataclass(frozen=True)
class Looked:
    """A reader, the place looked at, and its name."""

    sight: Sight
    path: str | None
    place: str

    @property
    def query(self) -> str:
        return f"?{urlencode({'place': self.path})}" if self.path is not None else ""


def looked_at(request: PageRequest) -> Looked:
    """Raises NotThere for a place out of sight."""
    sight = sight_of(request.user)
    path = sight.chosen(request.GET.get("place"))
    place = "" if path is None else names_of([path])[path] or _("The whole country")
    return Looked(sight, path, place)


@require_GET
@page(READ)
def overview(request: PageRequest) -> HttpResponse:
    """Live work of an office's places; frozen figures for everybody who may see any."""
    looked = looked_at(request)
    tables = tables_of(looked)
    mapped = next((table for table in tables if table.shown.table.code == MAPPED), None)
    context: dict[str, Any] = {
        "looked": looked,
        "places": ways(looked),
        "tables": tables,
        "closing": last_closing(),
        "map": map_of(mapped) if mapped else None,
        "mapped": mapped,
        "today": clock.today(),
        "hides": any(table.hides for table in tables),
        "may_draft": looked.path is not None and request.user.may("document.draft", looked.path),
        **(_live(request, looked.path) if looked.sight.is_office and looked.path is not None else {}),
    }
    return render(request, "reports/overview.html", context)


def tables_of(looked: Looked) -> list[Drawn]:
    """The tables that have a line for the place."""
    closing = last_closing()
    if closing is None or looked.path is None or not has_figures(looked.path):
        return []
    path = looked.path
    shown = shown_tables(closing, looked.sight.circle).values()
    return [drawn(table, path) for table in shown if covers_place(table, path)]


def _live(request: PageRequest, path: str) -> dict[str, Any]:
    today = clock.today()
    committees, plans = live.committees(request.user, path, today), live.plans(request.user, path)
    return {
        "committees": committees,
        "committee_lines": [(line, attention_words(line.reasons)) for line in committees.lines],
        "plans": plans,
        "plan_lines": [(line, _pace(line.late)) for line in plans.lines],
        "trainings": live.trainings(request.user, path, today),
        "decisions": live.decisions(request.user, path, today),
    }


def _pace(late: int) -> StatusWord:
    if not late:
        return StatusWord(_("On track"), "success")
    return StatusWord(_("%(number)s activities late") % {"number": late}, "warning")


def ways(looked: Looked) -> list[Link]:
    """The other places of this reader: the widest ones, and those below the one looked at."""
    paths = [path for path in looked.sight.paths if path != looked.path]
    found = [(path, name or _("The whole country")) for path, name in names_of(paths).items()]
    inner = below(looked.path) if looked.path is not None else []
    return [Link(name, address_of(path)) for path, name in [*found, *inner]]


def address_of(path: str) -> str:
    """The overview of a place."""
    return f"{reverse('reports:overview')}?{urlencode({'place': path})}"


@require_GET
@page(READ)
def figure(request: PageRequest, figure: str) -> HttpResponse:
    """One table with what it means: what is counted, by which day, over which period, from which records."""
    if figure not in TABLES:
        raise Http404(figure)
    looked = looked_at(request)
    found = next((table for table in tables_of(looked) if table.shown.table.code == figure), None)
    table = TABLES[figure]
    records = reverse(table.records) if request.user.may(table.permission) else ""
    context = {
        "looked": looked,
        "table": table,
        "shown": found,
        "closing": last_closing(),
        "map": map_of(found) if found else None,
        "records": records,
        "breadcrumbs": [Crumb(_("Overview"), reverse("reports:overview") + looked.query), Crumb(table.title)],
    }
    return render(request, "reports/figure.html", context)


@require_GET
@page(READ)
def meanings(request: PageRequest) -> HttpResponse:
    """What every figure of the overview means."""
    looked = looked_at(request)
    context = {
        "looked": looked,
        "live": meaning.LIVE if looked.sight.is_office else (),
        "tables": TABLES.values(),
        "breadcrumbs": [
            Crumb(_("Overview"), reverse("reports:overview") + looked.query),
            Crumb(_("What the figures mean")),
        ],
    }
    return render(request, "reports/meanings.html", context)


# --- the report on the overall situation -----------------------------------------------------------------------------


def _place(request: PageRequest) -> str:
    """The place of the report. Raises NotAllowed for somebody who has none."""
    path = looked_at(request).path
    if path is None:
        raise NotAllowed([])
    return path


@require_GET
@page(SEES)
def situation(request: PageRequest) -> HttpResponse:
    """The report as an official paper, not signed: on the screen, for printing, as PDF or Word."""
    path = _place(request)
    text = situation_of(request.user, path, clock.today())
    back = address_of(path)
    office = office_of(request.user.pk)
    return render_paper(paper_of(text, names_of([path])[path], back, office.names if office else {}), request)


def paper_of(text: Draft, place: str, back: str, issuer: dict[str, str]) -> Paper:
    """In Lao, as an office writes it; `issuer` names the office of whoever makes it."""
    languages = Languages("lo")
    bases, blocks = with_bases(text.body["lo"])
    return Paper(
        kind=languages.say(meaning.REPORT),
        languages=languages,
        subject=Said(text.title["lo"]),
        issuers=[languages.name(issuer)] if issuer else [],
        signatures=[Signature(languages.say(WITHOUT_SIGNER), "")],
        number=languages.say(meaning.DRAFT).first,
        place=Said(place) if place else None,
        date=clock.today(),
        settled=True,  # the same figures on the same day are the same file
        bases=[Said(line) for line in bases],
        sections=sections(blocks) or [Section()],
        file_stem="overall-situation",
        back_url=back,
    )


@require_http_methods(["GET", "POST"])
@page("document.draft")
def draft(request: PageRequest) -> HttpResponse:
    """Makes the report a document: it can be edited, and a second person signs it."""
    path = _place(request)
    if not request.user.may("document.draft", path):
        raise NotAllowed([])
    form = ActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.perform(
            draft_document,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            kind="report",
            place=path,
            text=situation_of(request.user, path, clock.today()),
        )
        if made is not None:
            return HttpResponseRedirect(reverse("partnership:document", args=[made.pk]))
    title = _("Report on the overall situation")
    back = address_of(path)
    context = {"form": form, "back": back, "breadcrumbs": [Crumb(_("Overview"), back), Crumb(title)]}
    return render(request, "reports/draft.html", context)
