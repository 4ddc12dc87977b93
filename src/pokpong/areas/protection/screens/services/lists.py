"""Every service of a case as a table with what it cost; and where beds are free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pokpong.areas.protection.models import Service
from pokpong.areas.protection.queries.services import beds_of, costs, organisation_names, services_of, shelters
from pokpong.areas.protection.rules.stays import Beds
from pokpong.areas.protection.screens.of_case import address, crumbs, found
from pokpong.areas.protection.screens.services import words
from pokpong.areas.protection.states.services import SERVICE
from pokpong.areas.protection.vocabulary import services as vocabulary
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import cut
from pokpong.foundation.ui.parts import Link, StatusWord
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.registers.institutions.models import ServiceOffer
from pokpong.registers.institutions.screens.tables import WordChoices
from pokpong.registers.institutions.vocabularies import FOR_WHOM, SERVICE_KINDS
from pokpong.registers.places.queries import labels

READS = ("case.tied", "case.read", "glass.break")
LISTED = "services"
BEDS = "beds"
PROVINCE, DISTRICT = 1, 2
DUE = (("due", gettext_lazy("Planned, and the day has passed")),)


def due_only(rows: Any, _chosen: str) -> Any:
    return rows.filter(Q(state="planned", planned_on__lt=clock.today()))


def day_of(row: Service) -> object:
    return row.delivered_on or row.planned_on


def result_of(row: Service) -> object:
    return vocabulary.OUTCOMES.get(row.outcome) or vocabulary.MISSED.get(row.missed, "")


def table_for(names: dict[UUID, str]) -> type[Table[Service]]:
    """The table's class: names of organisations are known only while the page is made."""

    class Services(Table[Service]):
        name = LISTED
        caption = gettext_lazy("Services of this case")
        columns = (
            Column(
                "kind",
                gettext_lazy("Service"),
                lambda row: Link(words.kind_of(row), reverse("services:service", args=[row.pk])),
                sort="kind",
            ),
            Column("state", gettext_lazy("State"), words.state_of, sort="state"),
            Column("day", gettext_lazy("Day"), day_of, sort="delivered_on,planned_on"),
            Column("who", gettext_lazy("Who gives it"), lambda row: names.get(row.organisation, "")),
            Column("quantity", gettext_lazy("Quantity"), words.quantity_of, numeric=True),
            Column("cost", gettext_lazy("Cost"), lambda row: words.money_words(row.money), numeric=True),
            Column("outcome", gettext_lazy("Outcome"), result_of, sort="outcome"),
        )
        filters = (
            Filter("kind", gettext_lazy("Kind of service"), WordChoices(SERVICE_KINDS)),
            Filter("state", gettext_lazy("State"), tuple(SERVICE.words.items())),
            Filter("currency", gettext_lazy("Currency"), tuple(vocabulary.CURRENCIES.items())),
            Filter("due", gettext_lazy("Due"), DUE, apply=due_only),
        )
        order = "-day"
        empty_title = gettext_lazy("No service here")
        empty_text = gettext_lazy("Plan one, record one that was given, or take the filters away.")

    return Services


@page(READS)
@require_GET
def service_list(request: PageRequest, case: UUID) -> HttpResponse:
    """All services of a case by kind and state; the sums are those of what is shown, each currency for itself."""
    row = found(request, case)
    names: dict[UUID, str] = {}
    table = table_for(names)(services_of(row), request.GET, path=request.path)
    names.update(organisation_names(service.organisation for service in table.page_rows))
    summed = costs(table.matching)
    seen(request, "case", [row])
    context: dict[str, Any] = {
        "case": row,
        "table": table,
        "spent": words.sums(summed["delivered"]),
        "expected": words.sums(summed["planned"]),
        "back": address(row, "services"),
        "may_plan": row.is_at_work and request.user.may("service.plan"),
        "may_record": row.is_at_work and request.user.may("service.record"),
        "breadcrumbs": crumbs(row, _("Services")),
    }
    return render(request, "protection/services/list.html", context)


@dataclass(frozen=True)
class Shelter:
    """One line of the list of free beds."""

    offer: ServiceOffer
    beds: Beds
    place: str

    @property
    def place_path(self) -> str:
        return str(self.offer.organisation.place_path)

    @property
    def free(self) -> int:
        """To sort by: a shelter whose beds nobody counted stands after those that have none."""
        return -1 if self.beds.free is None else self.beds.free


def free_of(row: Shelter) -> object:
    if row.beds.free == 0:
        return StatusWord(_("None"), "warning")
    return words.free_words(row.beds)


def shelter_name(row: Shelter) -> str:
    name = row.offer.organisation.name
    return f"{name} – {row.offer.name}" if row.offer.name else name


FREE = (("yes", gettext_lazy("Only with a free bed")),)


def with_beds(rows: list[Shelter], _chosen: str) -> list[Shelter]:
    return [row for row in rows if row.beds.free != 0]


def in_place(rows: list[Shelter], path: str) -> list[Shelter]:
    return [row for row in rows if row.place_path.startswith(path)]


def beds_table(provinces: list[tuple[str, str]]) -> type[Table[Shelter]]:
    """The table's class, with the provinces that stand in it."""

    class FreeBeds(Table[Shelter]):
        name = BEDS
        caption = gettext_lazy("Beds free")
        columns = (
            Column(
                "shelter",
                gettext_lazy("Shelter"),
                lambda row: Link(shelter_name(row), reverse("institutions:service", args=[row.offer.pk])),
                sort=lambda row: row.offer.organisation.sort_key,
            ),
            Column("place", gettext_lazy("Place"), lambda row: row.place, sort=lambda row: row.place_path),
            Column("free", gettext_lazy("Free"), free_of, sort=lambda row: row.free, numeric=True),
            Column("capacity", gettext_lazy("Beds"), lambda row: row.beds.capacity, numeric=True),
            Column("present", gettext_lazy("Taken"), lambda row: row.beds.present, numeric=True),
            Column("reserved", gettext_lazy("Reserved"), lambda row: row.beds.reserved, numeric=True),
            Column("whom", gettext_lazy("For whom?"), lambda row: FOR_WHOM.all_words(row.offer.for_whom_codes)),
            Column(
                "phone", gettext_lazy("Telephone number"), lambda row: row.offer.phone or row.offer.organisation.phone
            ),
        )
        filters = (
            Filter("free", gettext_lazy("Free beds"), FREE, apply=with_beds),
            Filter("place", gettext_lazy("Province"), provinces, apply=in_place),
        )
        order = "-free"
        empty_title = gettext_lazy("No shelter here")
        empty_text = gettext_lazy("Take the filters away, or ask the programme manager to add the shelter.")

    return FreeBeds


@page("stay.reserve")
@require_GET
def free_beds(request: PageRequest) -> HttpResponse:
    """How many beds are free where. It names nobody who stays there, and never where a shelter stands."""
    offers = list(shelters(request.user))
    beds = beds_of(offers)
    paths = {offer.organisation.place_path for offer in offers}
    provinces = {cut(path, PROVINCE) for path in paths if path}
    named = labels({cut(path, DISTRICT) for path in paths} | provinces)
    rows = [Shelter(offer, beds[offer.pk], named[cut(offer.organisation.place_path, DISTRICT)]) for offer in offers]
    choices = sorted(((path, named[path]) for path in provinces), key=lambda choice: choice[1])
    table = beds_table(choices)(rows, request.GET, path=request.path)
    context: dict[str, Any] = {
        "table": table,
        "breadcrumbs": [
            Crumb(_("Start page"), "/"),
            Crumb(_("Cases"), reverse("cases:list")),
            Crumb(_("Beds free")),
        ],
    }
    return render(request, "protection/services/beds.html", context)
