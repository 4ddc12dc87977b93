"""Consents: given, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pokpong.foundation.access import row_security
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon
from pokpong.foundation.vault import files
from pokpong.registers.people.actions.reach import locked_person
from pokpong.registers.people.actions.ties import untie_consent
from pokpong.registers.people.models import Consent, ConsentWithdrawal, Person, Relation
from pokpong.registers.people.queries.belonging import relations_of
from pokpong.registers.people.rules import consent as rules

_after_withdrawal: list[Callable[[Consent], None]] = []


def after_withdrawal(do: Callable[[Consent], None]) -> Callable[[Consent], None]:
    """Registers what else ends in the same transaction when a consent is withdrawn: what was shared under it."""
    if do not in _after_withdrawal:
        _after_withdrawal.append(do)
    return do


@dataclass(frozen=True)
class Agreed:
    """What was agreed. `recipients` are organisation ids with their names; `fields` are groups of a record."""

    purpose: str
    recipients: dict[str, str]
    fields: Sequence[str]
    given_by: str
    given_on: date
    expires_on: date
    language: str
    way: str
    guardian: UUID | None = None
    authority: str = ""
    assent: str = ""
    witness: str = ""
    note: str = ""


@action("consent.give", doors=("office", "device"))
def give_consent(
    *,
    by: Actor,
    id: UUID,
    person: UUID,
    agreed: Agreed,
    evidence_name: str = "",
    evidence: bytes = b"",
    call_id: UUID,
) -> Consent:
    """Keeps a consent as it was given, with its evidence (a picture or PDF, sealed).

    Raises NotThere, NotAllowed, Refused with all reasons (see `rules.consent`).
    """
    row = locked_person(by, person, "consents")
    guardian = _guardian(row, agreed.guardian)
    refuse(rules.consent_problems(_asked(row, agreed, guardian, has_evidence=bool(evidence)), clock.today()))
    clean = files.clean(evidence_name, evidence, field="evidence") if evidence else None
    consent = Consent(
        id=id,
        key_id=row.key_id,
        person=row,
        given_on=agreed.given_on,
        expires_on=agreed.expires_on,
        asked_by=by.id,
        purpose=agreed.purpose,
        recipients=[{"organisation": key, "name": name} for key, name in agreed.recipients.items()],
        fields=list(agreed.fields),
        given_by=agreed.given_by,
        guardian=guardian.pk if guardian else None,
        authority=canon(agreed.authority).strip() or None,
        assent=agreed.assent or None,
        language=agreed.language,
        way=agreed.way,
        witness=canon(agreed.witness).strip() or None,
        note=canon(agreed.note).strip() or None,
        evidence=files.store(clean).pk if clean else None,
    )
    door.add(consent)
    door.event(row, {"consent": str(id), "purpose": agreed.purpose})
    return consent


def _guardian(person: Person, relation: UUID | None) -> Relation | None:
    """The relation named as the guardian's, if it is one of this person."""
    return next((row for row in relations_of(person) if row.pk == relation), None) if relation else None


def _asked(person: Person, agreed: Agreed, guardian: Relation | None, *, has_evidence: bool) -> rules.Asked:
    return rules.Asked(
        age=person.age_on(agreed.given_on),
        purpose=agreed.purpose,
        recipients=list(agreed.recipients),
        fields=agreed.fields,
        given_by=agreed.given_by,
        given_on=agreed.given_on,
        expires_on=agreed.expires_on,
        way=agreed.way,
        guardian=guardian.kind if guardian else "",
        guardian_suspected=guardian is not None and guardian.is_suspected,
        assent=agreed.assent,
        authority=agreed.authority.strip(),
        witness=agreed.witness.strip(),
        has_evidence=has_evidence,
    )


@action("consent.withdraw", doors=("office", "device"))
def withdraw_consent(
    *,
    by: Actor,
    id: UUID,
    consent: UUID,
    said_by: str = "",
    reason: str = "",
    call_id: UUID,
) -> ConsentWithdrawal:
    """Takes a consent back from today on. No reason is needed, and no permission of anybody else.

    Every tie under it, and what other areas share under it, ends in the same moment.
    Raises NotThere, NotAllowed, Refused when it was withdrawn before.
    """
    found: Consent = door.locked(Consent.objects.visible_to(by), consent)
    row = locked_person(by, found.person_id, "consents", merged=True)
    refuse([rules.ALREADY_WITHDRAWN("consent")] if ConsentWithdrawal.objects.filter(consent=found.pk).exists() else [])
    withdrawal = ConsentWithdrawal(
        id=id,
        key_id=row.key_id,
        person=row,
        consent=found,
        withdrawn_on=clock.today(),
        noted_by=by.id,
        said_by=canon(said_by).strip() or None,
        reason=canon(reason).strip() or None,
    )
    door.add(withdrawal)
    door.event(row, {"consent": str(found.pk)})
    with row_security.scope("program:end_of_consent"):
        untie_consent(found)
        for follow in _after_withdrawal:
            follow(found)
    return withdrawal
