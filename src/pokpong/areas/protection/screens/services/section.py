"""Services, stays and returns on the page of a case."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Case, Service, Stay
from pokpong.areas.protection.queries.services import costs, organisation_names, returns_of, services_of, stays_of
from pokpong.areas.protection.screens.of_case import Section
from pokpong.areas.protection.screens.services import words
from pokpong.areas.protection.states.services import TAKES_A_BED
from pokpong.areas.protection.vocabulary import returns as returning
from pokpong.areas.protection.vocabulary import services as vocabulary
from pokpong.foundation.access.pages import PageRequest
from pokpong.registers.places.queries import labels

SHOWN = 30  # the latest services; the others stand on their own page


def sections(request: PageRequest, case: Case, *, at_work: bool) -> list[Section]:
    """Three parts: services, stays in a shelter, the return home. No sealed text is opened here."""
    services = list(services_of(case)[: SHOWN + 1])
    stays = list(stays_of(case))
    names = organisation_names([*(row.organisation for row in services), *(row.organisation for row in stays)])
    return [
        _services(request, case, services, names, at_work=at_work),
        _stays(request, case, stays, names, at_work=at_work),
        _returns(request, case, at_work=at_work),
    ]


def _services(
    request: PageRequest, case: Case, rows: list[Service], names: dict[Any, str], *, at_work: bool
) -> Section:
    may_deliver = at_work and request.user.may("service.deliver")
    summed = costs(services_of(case)) if rows else {"delivered": [], "planned": []}
    context = {
        "services": [_service(row, names, may_deliver=may_deliver) for row in rows[:SHOWN]],
        "more": len(rows) > SHOWN,
        "spent": words.sums(summed["delivered"]),
        "expected": words.sums(summed["planned"]),
        "list_url": reverse("services:list", args=[case.pk]),
        "may_plan": at_work and request.user.may("service.plan"),
        "may_record": at_work and request.user.may("service.record"),
    }
    return Section("services", _("Services"), "folder", "protection/services/services_section.html", context)


def _service(row: Service, names: dict[Any, str], *, may_deliver: bool) -> dict[str, Any]:
    return {
        "url": reverse("services:service", args=[row.pk]),
        "kind": words.kind_of(row),
        "state": words.state_of(row),
        "day": row.delivered_on or row.planned_on,
        "who": names.get(row.organisation, ""),
        "quantity": words.quantity_of(row),
        "cost": words.money_words(row.money),
        "outcome": vocabulary.OUTCOMES.get(row.outcome) or vocabulary.MISSED.get(row.missed, ""),
        "deliver_url": reverse("services:service_deliver", args=[row.pk])
        if may_deliver and row.state == "planned"
        else "",
    }


def _stays(request: PageRequest, case: Case, rows: list[Stay], names: dict[Any, str], *, at_work: bool) -> Section:
    context = {
        "stays": [
            {
                "url": reverse("services:stay", args=[row.pk]),
                "shelter": names.get(row.organisation, ""),
                "state": words.state_of(row),
                "starts_on": row.starts_on,
                "until_on": row.left_on or row.until_on,
                "bed": row.bed,
            }
            for row in rows
        ],
        "may_reserve": at_work and request.user.may("stay.reserve"),
        "may_admit": at_work and request.user.may("stay.admit") and not any(row.state == "in" for row in rows),
        "takes_a_bed": any(row.state in TAKES_A_BED for row in rows),
    }
    return Section("stays", _("Stays in a shelter"), "home", "protection/services/stays_section.html", context)


def _returns(request: PageRequest, case: Case, *, at_work: bool) -> Section:
    rows = list(returns_of(case))
    places = labels({row.to_path for row in rows if row.to_path}) if rows else {}
    context = {
        "returns": [
            {
                "url": reverse("services:return", args=[row.pk]),
                "kind": returning.KINDS.get(row.kind, row.kind),
                "way": words.way_of(row, places),
                "state": words.state_of(row),
                "day": row.received_on or row.left_on or row.planned_on,
            }
            for row in rows
        ],
        "may_plan_return": at_work and request.user.may("return.plan") and not any(row.is_running for row in rows),
    }
    return Section("returns", _("Return home"), "arrow-right", "protection/services/returns_section.html", context)
