"""The page of one service, one stay, one return: what is written, what comes next, what happened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.protection.models import Need, ReturnHome, Service, Stay
from pokpong.areas.protection.queries.parts import visible_part
from pokpong.areas.protection.queries.services import organisation_names
from pokpong.areas.protection.screens.of_case import address, crumbs
from pokpong.areas.protection.screens.services import words
from pokpong.areas.protection.screens.services.lists import READS
from pokpong.areas.protection.screens.services.past import old_values, what_happened
from pokpong.areas.protection.vocabulary import returns as returning
from pokpong.areas.protection.vocabulary import services as vocabulary
from pokpong.areas.protection.vocabulary import stays as staying
from pokpong.areas.protection.vocabulary.plan import DOMAINS
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.registers.places.queries import label

Words = str | Promise
# Name of the step's address and action, its words, the states in which it is offered; the first that fits leads.
STEPS: dict[str, tuple[tuple[str, Words, tuple[str, ...]], ...]] = {
    "service": (
        ("deliver", gettext_lazy("It was given"), ("planned",)),
        ("miss", gettext_lazy("It was not given"), ("planned",)),
        ("extend", gettext_lazy("Add more"), ("delivered",)),
        ("amend", gettext_lazy("Correct"), ("planned", "delivered", "not_delivered", "cancelled")),
        ("cancel", gettext_lazy("Cancel the service"), ("planned",)),
        ("take_back", gettext_lazy("Take back"), ("delivered", "not_delivered", "cancelled")),
    ),
    "stay": (
        ("begin", gettext_lazy("The person has come"), ("reserved",)),
        ("end", gettext_lazy("The person has left"), ("in",)),
        ("change_bed", gettext_lazy("Another bed"), ("reserved", "in")),
        ("amend", gettext_lazy("Correct"), ("reserved", "in", "left", "cancelled")),
        ("cancel", gettext_lazy("Cancel the stay"), ("reserved", "in")),
    ),
    "return": (
        ("agree", gettext_lazy("The person agreed"), ("planned",)),
        ("set_out", gettext_lazy("The person set out"), ("agreed",)),
        ("receive", gettext_lazy("The person has arrived"), ("on_the_way",)),
        ("amend", gettext_lazy("Correct"), ("planned", "agreed", "on_the_way", "received", "cancelled")),
        ("cancel", gettext_lazy("Cancel the return"), ("planned", "agreed", "on_the_way")),
    ),
}


def page_of(row: Any) -> str:
    return reverse(f"services:{row.noun}", args=[row.pk])


def _steps(request: PageRequest, row: Any) -> list[dict[str, Any]]:
    """What may be done now, the likeliest step first."""
    if not row.case.is_at_work:
        return []
    offered = [
        (name, says)
        for name, says, states in STEPS[row.noun]
        if row.state in states and request.user.may(f"{row.noun}.{name}")
    ]
    return [
        {
            "label": says,
            "url": reverse(f"services:{row.noun}_{name}", args=[row.pk]),
            "kind": "secondary" if number else "",
        }
        for number, (name, says) in enumerate(offered)
    ]


def _conflict_url(request: PageRequest, row: Any) -> str:
    """Where two versions wait for a choice; that page stands on a higher floor, so its address is a setting."""
    if not request.user.may("conflict.settle") or not Conflict.objects.filter(row=row.pk, state="open").exists():
        return ""
    return resolve_url(settings.POKPONG_CONFLICT_PAGE)


def _shown(request: PageRequest, row: Any, title: Any, facts: list[SummaryRow], part: str) -> HttpResponse:
    seen(request, row.noun, [row])
    context = {
        "row": row,
        "case": row.case,
        "title": title,
        "state": words.state_of(row),
        "facts": [fact for fact in facts if fact.value not in (None, "")],
        "steps": _steps(request, row),
        "timeline": what_happened(row),
        "changes": old_values(row),
        "conflict_url": _conflict_url(request, row),
        "back": address(row.case, part),
        "breadcrumbs": crumbs(row.case, str(title)),
    }
    return render(request, "protection/services/one.html", context)


@page(READS)
@require_GET
def service(request: PageRequest, service: UUID) -> HttpResponse:
    """One service with its note and history."""
    row: Service = visible_part(request.user, Service, service)
    need = Need.objects.filter(pk=row.need).first() if row.need else None
    facts = [
        SummaryRow(_("Planned for"), row.planned_on),
        SummaryRow(_("Given on"), row.delivered_on),
        SummaryRow(_("Who gives it"), organisation_names([row.organisation]).get(row.organisation or row.pk, "")),
        SummaryRow(_("Need"), DOMAINS.get(need.domain, need.domain) if need else ""),
        SummaryRow(_("Quantity"), words.quantity_of(row)),
        SummaryRow(_("Cost"), words.money_words(row.money)),
        SummaryRow(_("Outcome"), vocabulary.OUTCOMES.get(row.outcome, "")),
        SummaryRow(_("Why it was not given"), vocabulary.MISSED.get(row.missed, "")),
        SummaryRow(_("Note"), row.note),
    ]
    return _shown(request, row, words.kind_of(row), facts, "services")


@page(READS)
@require_GET
def stay(request: PageRequest, stay: UUID) -> HttpResponse:
    """One stay in a shelter. Where the shelter stands is not said."""
    row: Stay = visible_part(request.user, Stay, stay)
    facts = [
        SummaryRow(_("Shelter"), organisation_names([row.organisation]).get(row.organisation, "")),
        SummaryRow(_("Number of the bed"), row.bed),
        SummaryRow(_("From"), row.starts_on),
        SummaryRow(_("Expected last day"), row.until_on),
        SummaryRow(_("Left on"), row.left_on),
        SummaryRow(_("Where the person went"), staying.LEFT_FOR.get(row.left_for, "")),
        SummaryRow(_("Note"), row.note),
    ]
    return _shown(request, row, _("Stay in a shelter"), facts, "stays")


@page(READS)
@require_GET
def return_home(request: PageRequest, return_home: UUID) -> HttpResponse:
    """One return with its steps."""
    row: ReturnHome = visible_part(request.user, ReturnHome, return_home)
    facts = [
        SummaryRow(_("From where to where?"), returning.KINDS.get(row.kind, row.kind)),
        SummaryRow(_("The other country"), returning.COUNTRIES.get(row.country, "")),
        SummaryRow(_("To which district?"), label(row.to_path) if row.to_path else ""),
        SummaryRow(_("To whom?"), returning.DESTINATIONS.get(row.destination, "")),
        SummaryRow(_("What the visit to the family showed"), returning.ASSESSMENTS.get(row.assessment, "")),
        SummaryRow(_("Who goes with the person?"), returning.ESCORTS.get(row.escort, "")),
        SummaryRow(_("Organisation"), organisation_names([row.organisation]).get(row.organisation or row.pk, "")),
        SummaryRow(_("Planned for"), row.planned_on),
        SummaryRow(_("The person agreed on"), row.agreed_on),
        SummaryRow(_("How the person agreed"), row.agreement),
        SummaryRow(_("Set out on"), row.left_on),
        SummaryRow(_("Arrived on"), row.received_on),
        SummaryRow(_("Note"), row.note),
    ]
    return _shown(request, row, _("Return home"), facts, "returns")
