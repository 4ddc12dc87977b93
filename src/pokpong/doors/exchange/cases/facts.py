"""Everything the ledger holds of a case that a row of the standard can say, read with a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pokpong.areas.protection.models import (
    Case,
    Closure,
    Exploitation,
    Identification,
    IdentificationAnswer,
    Referral,
)
from pokpong.doors.exchange.models import ImportedRow
from pokpong.foundation.access.models import User
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.models import Consent, Contact

CONSENT_FOR = "assistance"
SHOWN_NUMBERS = frozenset({"safe", "unknown"})  # an unsafe number in a file would be called by somebody who cannot know
TELEPHONES = frozenset({"phone", "whatsapp"})


@dataclass
class CaseFacts:
    """One case, with its person. Lists are in the order of time."""

    case: Case
    lead: str = ""
    consented: bool = False
    exploitation: Exploitation | None = None
    identification: Identification | None = None
    formal: IdentificationAnswer | None = None
    body_kind: str = ""
    referrals: list[tuple[Referral, Organisation]] = field(default_factory=list)
    telephones: list[str] = field(default_factory=list)
    closure: Closure | None = None
    imported: ImportedRow | None = None


def facts_of(actor: Actor, cases: Sequence[Case]) -> list[CaseFacts]:
    """The facts of these visible cases (with their persons), in their order."""
    found = {case.pk: CaseFacts(case) for case in cases}
    _leads(found)
    _consents(found)
    _exploitation(actor, found)
    _identification(actor, found)
    _referrals(actor, found)
    _telephones(found)
    _closures(found)
    _imported(actor, found)
    return list(found.values())


def _leads(found: dict[UUID, CaseFacts]) -> None:
    names = dict(
        User.objects.filter(pk__in={one.case.lead for one in found.values()}).values_list("pk", "display_name")
    )
    for one in found.values():
        one.lead = names.get(one.case.lead, "")


def _by_person(found: dict[UUID, CaseFacts]) -> dict[UUID, list[CaseFacts]]:
    persons: dict[UUID, list[CaseFacts]] = defaultdict(list)
    for one in found.values():
        persons[one.case.person_id].append(one)
    return persons


def _consents(found: dict[UUID, CaseFacts]) -> None:
    persons = _by_person(found)
    for consent in Consent.objects.filter(person__in=list(persons)).holding(clock.today()):
        if consent.purpose == CONSENT_FOR:
            for one in persons[consent.person_id]:
                one.consented = True


def _exploitation(actor: Actor, found: dict[UUID, CaseFacts]) -> None:
    for row in Exploitation.objects.visible_to(actor).filter(case__in=list(found)):
        found[row.case_id].exploitation = row


def _identification(actor: Actor, found: dict[UUID, CaseFacts]) -> None:
    rows = Identification.objects.visible_to(actor).filter(case__in=list(found)).exclude(state="set_aside")
    by_id = {row.pk: row for row in rows.order_by("presumed_on", "id")}
    for row in by_id.values():
        found[row.case_id].identification = row
    answers = IdentificationAnswer.objects.filter(identification__in=list(by_id), answer="formal").order_by("at", "id")
    for answer in answers:
        found[by_id[answer.identification_id].case_id].formal = answer
    bodies = {one.formal.body for one in found.values() if one.formal is not None}
    kinds = dict(Organisation.objects.filter(pk__in=bodies).values_list("pk", "kind"))
    for one in found.values():
        one.body_kind = kinds.get(one.formal.body, "") if one.formal is not None else ""


def _referrals(actor: Actor, found: dict[UUID, CaseFacts]) -> None:
    sent = Referral.objects.of_seen_cases(actor).filter(case__in=list(found)).exclude(sent_at=None)
    for row in sent.select_related("organisation").order_by("sent_at", "id"):
        found[row.case_id].referrals.append((row, row.organisation))


def _telephones(found: dict[UUID, CaseFacts]) -> None:
    persons = _by_person(found)
    for contact in Contact.objects.filter(person__in=list(persons), ended_on=None).order_by("id"):
        if contact.kind in TELEPHONES and contact.safety in SHOWN_NUMBERS:
            for one in persons[contact.person_id]:
                one.telephones.append(contact.value)


def _closures(found: dict[UUID, CaseFacts]) -> None:
    approved = Closure.objects.filter(case__in=list(found), state="approved").order_by("asked_at", "id")
    for row in approved:
        found[row.case_id].closure = row


def _imported(actor: Actor, found: dict[UUID, CaseFacts]) -> None:
    rows: Iterable[ImportedRow] = (
        ImportedRow.objects.visible_to(actor).filter(case__in=list(found)).order_by("at", "id")
    )
    for row in rows:
        found[row.case_id].imported = row
