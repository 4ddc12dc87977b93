"""Donors, and what they agree to pay for a project."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import Problem, ProblemKind, refuse
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.institutions.actions.cleaning import cleaned
from pokpong.registers.programme.actions.projects import check_all_places, check_organisation, locked_project
from pokpong.registers.programme.models import Donor, Funding, Project
from pokpong.registers.programme.rules import common, money

DONOR_FIELDS = ("names", "organisation_id")
FUNDING_FIELDS = ("currency", "amount", "starts", "ends", "reference")
ORGANISATION_TAKEN = ProblemKind("donor_organisation_taken", _("This organisation stands for another donor already."))


@action("donor.add")
def add_donor(*, by: Actor, id: UUID, names: dict[str, str], organisation: UUID | None = None, call_id: UUID) -> Donor:
    """Adds a donor; users with a donor's grant of `organisation` then see the projects it pays for. Raises Refused."""
    values = cleaned({"names": names, "organisation_id": organisation})
    refuse(check_donor(by, values))
    row = door.add(Donor(id=id, **values))
    door.event(row, {"names": row.names})
    return row


@action("donor.amend")
def amend_donor(*, by: Actor, donor: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Donor:
    """Changes what was typed (`DONOR_FIELDS`). Raises Refused, NotThere."""
    row: Donor = door.locked(Donor.objects.visible_to(by), donor)
    wanted = cleaned(changes)
    refuse(check_donor(by, {name: wanted.get(name, getattr(row, name)) for name in DONOR_FIELDS}, row=row))
    amend.amend(row, wanted, base=base, fields=DONOR_FIELDS)
    door.event(row, {"changed": sorted(wanted)})
    return row


def check_donor(by: Actor, values: dict[str, Any], *, row: Donor | None = None) -> list[Problem]:
    """All reasons against these values."""
    problems = common.check_names(values["names"])
    organisation = values["organisation_id"]
    if organisation is None or (row is not None and row.organisation_id == organisation):
        return problems
    taken = Donor.objects.filter(organisation=organisation).exists()
    return (
        problems
        + check_organisation(by, organisation, "organisation")
        + ([ORGANISATION_TAKEN("organisation")] if taken else [])
    )


@action("funding.add")
def add_funding(
    *,
    by: Actor,
    id: UUID,
    project: UUID,
    donor: UUID,
    currency: str,
    amount: Decimal | None,
    starts: date | None,
    ends: date | None = None,
    reference: str = "",
    call_id: UUID,
) -> Funding:
    """Notes what a donor agreed to pay for a project. Raises Refused, NotAllowed, NotThere."""
    owner = locked_project(by, project)
    payer: Donor = door.locked(Donor.objects.visible_to(by), donor)
    values = cleaned({"currency": currency, "amount": amount, "starts": starts, "ends": ends, "reference": reference})
    refuse(check_funding(owner, values))
    row = door.add(Funding(id=id, project=owner, donor=payer, **values))
    moves.begin(row)
    door.touch(owner)
    door.event(row, {"currency": currency, "amount": str(amount)})
    return row


@action("funding.amend")
def amend_funding(*, by: Actor, funding: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Funding:
    """Changes what was typed (`FUNDING_FIELDS`). Raises Refused, NotAllowed, NotThere."""
    row = _locked(by, funding)
    wanted = cleaned(changes)
    refuse(check_funding(row.project, {name: wanted.get(name, getattr(row, name)) for name in FUNDING_FIELDS}))
    amend.amend(row, wanted, base=base, fields=FUNDING_FIELDS)
    door.event(row, {"changed": sorted(wanted)})
    return row


@action("funding.withdraw")
def withdraw_funding(*, by: Actor, funding: UUID, reason: str, call_id: UUID) -> Funding:
    """The donor pays no longer; what was agreed stays in the history. Raises Refused, NotAllowed, NotThere."""
    row = _locked(by, funding)
    refuse(common.check_reason(reason))
    moves.move(row, "withdrawn", why=reason)
    door.save(row)
    door.event(row)
    return row


def _locked(by: Actor, funding: UUID) -> Funding:
    row: Funding = door.locked(Funding.objects.visible_to(by), funding)
    check_all_places(row.project.place_paths)
    refuse([] if row.state == "agreed" else [money.WITHDRAWN()])
    return row


def check_funding(project: Project, values: dict[str, Any]) -> list[Problem]:
    """All reasons against these values."""
    problems = money.check_amount(values["amount"], values["currency"])
    days = common.check_days(values["starts"], values["ends"])
    problems += days or money.check_within(values["starts"], values["ends"], project.starts, project.ends)
    problems += common.check_text(values["reference"], "reference", 80)
    return problems + ([money.PROJECT_CLOSED()] if project.state == "closed" else [])
