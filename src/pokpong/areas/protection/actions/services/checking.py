"""What an action asks before it keeps a service: whether the rows it names exist, beside the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from pokpong.areas.protection.models import Case, Need, Referral
from pokpong.areas.protection.rules import services as rules
from pokpong.areas.protection.rules.services import Provided
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.lao.text import canon
from pokpong.registers.institutions.models import Organisation, ServiceOffer
from pokpong.registers.institutions.vocabularies import SERVICE_KINDS


def cleaned(what: Provided) -> Provided:
    return replace(what, note=canon(what.note).strip())


def wrong_service(case: Case, kind: str, what: Provided) -> list[Problem]:
    """Every reason against this service for the person of this case."""
    return [
        *([] if kind in SERVICE_KINDS else [rules.KIND_UNKNOWN("kind")]),
        *rules.wrong_amounts(what.quantity, what.unit, what.cost, what.currency),
        *rules.wrong_outcome(what.outcome),
        *rules.wrong_note(what.note),
        *wrong_organisation(what.organisation),
        *_wrong_parts(case, what),
    ]


def wrong_organisation(organisation: UUID | None) -> list[Problem]:
    known = organisation is None or Organisation.objects.filter(pk=organisation, state="active").exists()
    return [] if known else [rules.ORGANISATION_UNKNOWN("organisation")]


def _wrong_parts(case: Case, what: Provided) -> list[Problem]:
    """The need and the referral that it names must be those of this case."""
    need = what.need is None or Need.objects.filter(pk=what.need, case=case.pk).exists()
    referral = what.referral is None or Referral.objects.filter(pk=what.referral, case=case.pk).exists()
    found = [] if need else [rules.NEED_UNKNOWN("need")]
    return found if referral else [*found, rules.REFERRAL_UNKNOWN("referral")]


def offer_of(organisation: UUID | None, kind: str, offer: UUID | None) -> UUID | None:
    """The service of the directory: the one named if it fits, else the only one of this kind that is offered there."""
    if organisation is None:
        return None
    offered = ServiceOffer.objects.filter(organisation=organisation, kind=kind, state="offered")
    found: list[UUID] = list(offered.order_by("pk").values_list("pk", flat=True)[:2])
    if offer is not None and offered.filter(pk=offer).exists():
        return offer
    return found[0] if len(found) == 1 else None


def columns(case: Case, kind: str, what: Provided, **more: date | None) -> dict[str, object]:
    """The columns of a service."""
    return {
        "kind": kind,
        "organisation": what.organisation,
        "offer": offer_of(what.organisation, kind, what.offer),
        "need": what.need,
        "referral": what.referral,
        "quantity": what.quantity,
        "unit": what.unit,
        "cost": what.cost,
        "currency": what.currency,
        "outcome": what.outcome,
        "note": what.note or None,
        **more,
    }
