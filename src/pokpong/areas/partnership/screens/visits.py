"""The list of visits, and the page of one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.partnership.models import Stop, Visit, VisitParty
from pokpong.areas.partnership.queries import decisions as decision_queries
from pokpong.areas.partnership.queries import visits as queries
from pokpong.areas.partnership.rules.visits import DISTRICT
from pokpong.areas.partnership.screens.document_lines import documents_card
from pokpong.areas.partnership.screens.meetings import decisions_card
from pokpong.areas.partnership.screens.parts import (
    Card,
    Line,
    RecordPage,
    crumbs_of,
    filled,
    happenings,
    links,
    record_page,
)
from pokpong.areas.partnership.screens.tables import Visits, status
from pokpong.areas.partnership.states import TONES, VISIT
from pokpong.areas.partnership.vocabulary import STOP_KINDS
from pokpong.foundation.access.form_pages import found
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.saved_views import UserViews
from pokpong.foundation.kernel.paths import cut
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.parts import Link, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.institutions.models import Official
from pokpong.registers.places.queries import label, labels

EVENTS: dict[str, Words] = {"visit.amend": gettext_lazy("Corrected")}
OPEN = ("planned", "made")


@require_GET
@page("visit.read")
def visit_list(request: PageRequest) -> HttpResponse:
    """Visits to this reader's places."""
    rows = Visit.objects.visible_to(request.user).select_related("host")
    views = UserViews(request.user.id, Visits.name, request.path)
    table = Visits(rows, request.GET, path=request.path, saved_views=views)
    may_plan = request.user.may("visit.plan")
    context = {
        "table": table,
        "title": _("Visits"),
        "lead": _("Delegations to your places."),
        "steps": [Link(_("Plan a visit"), reverse("partnership:plan_visit"))] if may_plan else [],
        "breadcrumbs": [*crumbs_of("visit")[:1], Crumb(_("Visits"))],
    }
    return render(request, "partnership/list.html", context)


def visit_for(request: PageRequest, key: UUID) -> Visit:
    """The visit in the reader's sight. Raises NotThere."""
    row: Visit = found(Visit.objects.visible_to(request.user).select_related("host", "committee", "activity"), key)
    return row


@require_GET
@page("visit.read")
def visit_page(request: PageRequest, visit: UUID) -> HttpResponse:
    """Who came, where they went, whom they met, what they found."""
    row = visit_for(request, visit)
    parties = queries.parties_of(row)
    taken = decision_queries.decisions_of(row, request.user)
    people: list[Official] = [party.official for part in parties.values() for party in part if party.official]
    seen(request, "visit", [row])
    seen(request, "official", [*people, *(one.owner for one in taken)])
    cards = [
        Card(_("About the visit"), "info", rows=_facts(row), links=_fact_links(request, row)),
        _delegation(request, row, [*parties["member"], *parties["body"]]),
        _programme(request, row, queries.stops_of(row)),
        _met(request, row, parties["met"]),
        Card(
            _("Findings"),
            "eye",
            lines=[Line(_("What the delegation found"), text=row.findings)] if row.findings else [],
            empty=_("Nothing is written yet."),
        ),
        decisions_card(taken),
        documents_card(request, row),
        Card(_("What happened"), "clock", events=happenings(row, EVENTS, TONES)),
    ]
    shown = RecordPage(_("Visit"), row.purpose, row.host.name, status(VISIT, row), cards, _steps(request, row))
    return record_page(request, shown, crumbs_of("visit", Crumb(_("Visit"))))


def _facts(row: Visit) -> list[SummaryRow]:
    return filled(
        [
            SummaryRow(_("Purpose"), row.purpose),
            SummaryRow(_("Received by"), row.host.name),
            SummaryRow(_("Place"), label(row.place_path)),
            SummaryRow(_("First day"), row.starts),
            SummaryRow(_("Last day"), row.ends),
            SummaryRow(_("Committee"), row.committee.name if row.committee else ""),
            SummaryRow(_("Activity of a plan"), row.activity.name if row.activity else ""),
        ]
    )


def _may(request: PageRequest, row: Visit, name: str, *states: str) -> bool:
    return row.state in states and request.user.may(name, row.place_path)


def _fact_links(request: PageRequest, row: Visit) -> list[Link]:
    return links((_may(request, row, "visit.amend", *OPEN), _("Change"), "amend_visit", row.pk))


def _steps(request: PageRequest, row: Visit) -> list[Link]:
    """What comes next, the next one first."""
    return links(
        (_may(request, row, "visit.make", "planned"), _("It was made: what was found?"), "make_visit", row.pk),
        (_may(request, row, "decision.take", "made", "reported"), _("Write a decision down"), "take_on_visit", row.pk),
        (_may(request, row, "document.draft", "made", "reported"), _("Draft a document"), "draft_of_visit", row.pk),
        (_may(request, row, "visit.report", "made"), _("The report is written"), "report_visit", row.pk),
        (_may(request, row, "visit.cancel", "planned"), _("Cancel the visit"), "cancel_visit", row.pk),
    )


def _party(request: PageRequest, row: Visit, party: VisitParty) -> Line:
    may = _may(request, row, "visit.remove_party", *OPEN)
    ways = links((may, _("Take off the list"), "remove_party", party.pk))
    if party.official is not None:
        hint = f"{party.official.post} · {party.official.organisation.name}"
        return Line(party.official.name, hint=hint, links=ways)
    return Line(party.organisation.name if party.organisation else "", hint=_("Organisation"), links=ways)


def _delegation(request: PageRequest, row: Visit, parties: Sequence[VisitParty]) -> Card:
    may = _may(request, row, "visit.add_party", *OPEN)
    return Card(
        _("Delegation"),
        "people",
        lines=[_party(request, row, party) for party in parties],
        empty=_("Nobody is named yet."),
        links=links(
            (may, _("Add an official"), "add_member", row.pk), (may, _("Add an organisation"), "add_body", row.pk)
        ),
    )


def _met(request: PageRequest, row: Visit, parties: Sequence[VisitParty]) -> Card:
    may = _may(request, row, "visit.add_party", *OPEN)
    return Card(
        _("Officials who were met"),
        "committee",
        lines=[_party(request, row, party) for party in parties],
        empty=_("Nobody is named yet. Only officials are named here, never anybody whom the programme helps."),
        links=links((may, _("Add an official who was met"), "add_met", row.pk)),
    )


def _programme(request: PageRequest, row: Visit, stops: Sequence[Stop]) -> Card:
    may_amend = _may(request, row, "stop.amend", *OPEN)
    may_remove = _may(request, row, "stop.remove", *OPEN)
    named = labels({place_of(stop) for stop in stops})
    lines = [
        Line(
            _("%(number)s. %(stop)s") % {"number": number, "stop": _stop_words(stop)},
            hint=_stop_hint(stop, named[place_of(stop)]),
            text=stop.findings,
            links=links(
                (may_amend, _("Change"), "amend_stop", stop.pk),
                (may_remove, _("Take off the schedule"), "remove_stop", stop.pk),
            ),
        )
        for number, stop in enumerate(stops, start=1)
    ]
    ways = links((_may(request, row, "stop.add", *OPEN), _("Add a stop"), "add_stop", row.pk))
    return Card(_("Schedule of the visit"), "place", lines=lines, empty=_("No stop is planned yet."), links=ways)


def place_of(stop: Stop) -> str:
    """Of a shelter the district at most."""
    return cut(stop.place_path, DISTRICT) if stop.hidden else stop.place_path


def _stop_words(stop: Stop) -> str:
    body = stop.organisation.name if stop.organisation else ""
    return " · ".join(part for part in (STOP_KINDS.words(stop.kind), body) if part)


def _stop_hint(stop: Stop, place: str) -> str:
    where = "" if stop.hidden else stop.words
    parts = (lao_date(stop.day), stop.time, where, place if stop.place_path else "")
    return " · ".join(part for part in parts if part)
