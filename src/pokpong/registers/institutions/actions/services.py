"""Services are offered, amended, checked, and ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions import rules
from pokpong.registers.institutions.actions.cleaning import cleaned, place_in_use
from pokpong.registers.institutions.models import Organisation, ServiceOffer
from pokpong.registers.institutions.vocabularies import FOR_WHOM, SERVICE_KINDS, SPOKEN

FIELDS = (
    "kind",
    "names",
    "place_paths",
    "for_whom_codes",
    "eligibility",
    "capacity",
    "hours",
    "languages",
    "phone",
)


@action("service_offer.add")
def add_service_offer(
    *,
    by: Actor,
    id: UUID,
    organisation: UUID,
    kind: str,
    places: list[str],
    names: dict[str, str] | None = None,
    for_whom: list[str] | None = None,
    eligibility: dict[str, str] | None = None,
    capacity: int | None = None,
    hours: dict[str, str] | None = None,
    languages: list[str] | None = None,
    phone: str = "",
    call_id: UUID,
) -> ServiceOffer:
    """Adds a service of an organisation for the people of `places` (paths). It counts as checked today.

    Raises Refused, NotAllowed, NotThere.
    """
    owner: Organisation = door.locked(Organisation.objects.visible_to(by), organisation)
    door.check(place=owner.place_path)
    values = cleaned(
        {
            "kind": kind,
            "names": names or {},
            "place_paths": list(dict.fromkeys(places)),
            "for_whom_codes": for_whom or [],
            "eligibility": eligibility or {},
            "capacity": capacity,
            "hours": hours or {},
            "languages": languages or [],
            "phone": phone,
        }
    )
    problems = check_service(values)
    refuse(problems + ([] if owner.state == "active" else [rules.ORGANISATION_CLOSED("organisation")]))
    row = door.add(ServiceOffer(id=id, organisation=owner, verified_on=clock.today(), verified_by=by.id, **values))
    moves.begin(row)
    door.event(row, {"kind": kind, "places": row.place_paths})
    return row


@action("service_offer.amend")
def amend_service_offer(
    *, by: Actor, service_offer: UUID, base: int, changes: dict[str, Any], call_id: UUID
) -> ServiceOffer:
    """Changes what was typed (`FIELDS`). Raises Refused, NotAllowed, NotThere."""
    row = _locked(by, service_offer)
    wanted = cleaned(changes)
    refuse(check_service({name: wanted.get(name, getattr(row, name)) for name in FIELDS}) + _check_offered(row))
    amend.amend(row, wanted, base=base, fields=FIELDS)
    door.event(row, {"changed": sorted(wanted)})
    return row


@action("service_offer.verify")
def verify_service_offer(*, by: Actor, service_offer: UUID, call_id: UUID) -> ServiceOffer:
    """Notes that what the directory says of the service was checked today and holds. Raises Refused, NotThere."""
    row = _locked(by, service_offer)
    refuse(_check_offered(row))
    amend.apply(row, {"verified_on": clock.today(), "verified_by": by.id})
    door.event(row)
    return row


@action("service_offer.end")
def end_service_offer(*, by: Actor, service_offer: UUID, reason: str, call_id: UUID) -> ServiceOffer:
    """Takes the service out of the directory, with the reason. Raises Refused, NotAllowed, NotThere."""
    row = _locked(by, service_offer)
    refuse(rules.check_reason(reason) + _check_offered(row))
    moves.move(row, "ended", why=reason)
    door.save(row)
    door.event(row)
    return row


def _locked(by: Actor, service_offer: UUID) -> ServiceOffer:
    row: ServiceOffer = door.locked(ServiceOffer.objects.visible_to(by), service_offer)
    door.check(place=row.organisation.place_path)
    return row


def _check_offered(row: ServiceOffer) -> list[Problem]:
    return [] if row.state == "offered" else [rules.SERVICE_ENDED("service_offer")]


def check_service(values: dict[str, Any]) -> list[Problem]:
    """All reasons against these values."""
    places = values["place_paths"]
    problems = rules.check_code(values["kind"], SERVICE_KINDS, "kind")
    problems += rules.check_texts(values["names"], "name", rules.LONGEST_NAME)
    problems += rules.check_areas(places, [path for path in places if not place_in_use(path)])
    problems += rules.check_codes(values["for_whom_codes"], FOR_WHOM, "for_whom")
    problems += rules.check_codes(values["languages"], SPOKEN, "languages")
    problems += rules.check_texts(values["eligibility"], "eligibility")
    problems += rules.check_texts(values["hours"], "hours", 300)
    return problems + rules.check_capacity(values["capacity"]) + rules.check_phone(values["phone"])
