"""Reading services, stays and returns. Everything starts at `visible_to`; free beds are counted, nobody is named."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet, Sum

from pokpong.areas.protection.models import Case, ReturnHome, Service, Stay
from pokpong.areas.protection.rules.stays import Beds
from pokpong.areas.protection.states.services import TAKES_A_BED
from pokpong.areas.protection.vocabulary.stays import SHELTER
from pokpong.foundation.access import row_security
from pokpong.foundation.kernel.money import Money
from pokpong.registers.institutions.models import Organisation, ServiceOffer
from pokpong.registers.institutions.models.service import ServiceOfferQuerySet


def services_of(case: Case) -> QuerySet[Service]:
    """Of a case that the reader sees: what is planned first, then what happened last."""
    return Service.objects.filter(case=case.pk).order_by(
        F("delivered_on").desc(nulls_first=True), F("planned_on").asc(nulls_last=True), "-pk"
    )


def stays_of(case: Case) -> QuerySet[Stay]:
    """Of a case that the reader sees, the latest first."""
    return Stay.objects.filter(case=case.pk).order_by("-starts_on", "-pk")


def returns_of(case: Case) -> QuerySet[ReturnHome]:
    """Of a case that the reader sees, the latest first."""
    return ReturnHome.objects.filter(case=case.pk).order_by("-pk")


def costs(services: QuerySet[Service]) -> dict[str, list[Money]]:
    """What these services cost, by state (planned, delivered), one sum for each currency: never added across."""
    found: dict[str, list[Money]] = {"planned": [], "delivered": []}
    summed = services.filter(state__in=found, cost__isnull=False).order_by().values("state", "currency")
    for line in summed.annotate(total=Sum("cost")).order_by("state", "currency"):
        found[line["state"]].append(Money(line["total"], line["currency"]))
    return found


def organisation_names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """In the reader's language, with one query, or none when there is nothing to look up."""
    wanted = {key for key in ids if key is not None}
    return {row.pk: row.name for row in Organisation.objects.filter(pk__in=wanted)} if wanted else {}


def shelters(actor: Any) -> ServiceOfferQuerySet:
    """The shelters of the directory, with who runs them."""
    offers = ServiceOffer.objects.visible_to(actor).filter(kind=SHELTER, state="offered")
    return offers.select_related("organisation")


def beds_of(offers: Collection[ServiceOffer]) -> dict[UUID, Beds]:
    """How full these shelters are. Stays the reader does not see count too: a bed is free for nobody or for all."""
    taken = Stay.objects.filter(offer__in=[offer.pk for offer in offers], state__in=TAKES_A_BED)
    with row_security.scope("program:capacity"):
        counted = {
            (line["offer"], line["state"]): line["number"]
            for line in taken.order_by().values("offer", "state").annotate(number=Count("pk"))
        }
    return {
        offer.pk: Beds(
            offer.capacity,
            present=counted.get((offer.pk, "in"), 0),
            reserved=counted.get((offer.pk, "reserved"), 0),
        )
        for offer in offers
    }


def bed_is_taken(offer: UUID, bed: int | None, *, besides: UUID | None = None) -> bool:
    """Whether somebody else has this bed."""
    taken = Stay.objects.filter(offer=offer, bed=bed, state__in=TAKES_A_BED).exclude(pk=besides)
    with row_security.scope("program:capacity"):
        return bed is not None and bool(taken.exists())
