"""Reading what papers of a case need: numbers that were given, offices, who may be told, who sees the person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pokpong.areas.protection.models import Attachment, Case, Closure, IssuedPaper, Note
from pokpong.areas.protection.rules import papers as rules
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.words import in_language
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.models import Consent, Tie

HIGHEST = 5  # offices above an office that are asked for a short name


def issued_of(case: Case) -> list[IssuedPaper]:
    """Every numbered paper of a visible case, the newest first."""
    return list(IssuedPaper.objects.filter(case=case.pk).order_by("-issued_on", "-id"))


def issued(kind: str, subject: UUID, consent: UUID | None = None) -> IssuedPaper | None:
    """The number of a paper about a record that the reader sees already."""
    found: IssuedPaper | None = IssuedPaper.objects.filter(kind=kind, subject=subject, consent=consent).first()
    return found


def office_of(user: UUID | None) -> Organisation | None:
    """The organisation that a user works for, with the one above it."""
    works_for = User.objects.filter(pk__in=[user] if user else []).values("organisation")
    found: Organisation | None = Organisation.objects.select_related("parent").filter(pk__in=works_for).first()
    return found


def office_on(paper: IssuedPaper | None, user: UUID | None) -> Organisation | None:
    """Whose head a paper bears: the office whose number it has, or without a number that of a user."""
    if paper is None:
        return office_of(user)
    return Organisation.objects.select_related("parent").filter(pk=paper.issuer).first()


@dataclass(frozen=True)
class Issuer:
    """Whose numbers a user's letters get: the office, and what stands behind its numbers."""

    office: UUID
    short: str


def issuer_for(user: UUID) -> Issuer | None:
    """With the short name of the user's office, or of the nearest office above it; None when no office has one."""
    office = above = office_of(user)
    for _step in range(HIGHEST):
        if office is None or above is None:
            return None
        if short := in_language(above.short_names, "lo"):
            return Issuer(office.pk, short)
        above = above.parent
    return None


def closure_of(case: Case) -> Closure | None:
    """The closure that is asked for or approved while the case is closing or closed; else none."""
    if case.is_at_work:
        return None
    rows = Closure.objects.filter(case=case.pk, state__in=("asked", "approved"))
    found: Closure | None = rows.order_by("-asked_at", "-pk").first()
    return found


@dataclass(frozen=True)
class ToldVillage:
    """A consent under which village authorities may be told the name, and which."""

    consent: Consent
    authorities: list[Organisation]


def told_villages(case: Case) -> list[ToldVillage]:
    """Every such consent of the person that holds today."""
    consents = [
        consent
        for consent in Consent.objects.filter(person=case.person_id).holding(clock.today()).order_by("given_on", "id")
        if consent.purpose in rules.VILLAGE_PURPOSES and set(consent.fields) >= rules.VILLAGE_FIELDS
    ]
    named = {entry["organisation"] for consent in consents for entry in consent.recipients}
    rows = Organisation.objects.filter(pk__in=named, kind__in=rules.VILLAGE_KINDS, state="active").order_by("sort_key")
    known = {str(row.pk): row for row in rows}
    told = [(consent, {entry["organisation"] for entry in consent.recipients}) for consent in consents]
    found = [ToldVillage(consent, [row for key, row in known.items() if key in to]) for consent, to in told]
    return [one for one in found if one.authorities]


def told_under(case: Case, consent: UUID | None) -> ToldVillage | None:
    """The one of `told_villages` with this consent."""
    return next((one for one in told_villages(case) if one.consent.pk == consent), None)


@dataclass(frozen=True)
class Sees:
    """An organisation whose people see a person now, and which parts. None: people without an organisation."""

    organisation: Organisation | None
    parts: frozenset[str]


def who_sees(person: UUID) -> list[Sees]:
    """By organisation; no single colleague is named."""
    ties = list(Tie.objects.filter(person=person).current().values_list("user", "organisation", "fields"))
    works_for = dict(User.objects.filter(pk__in=_set(tie[0] for tie in ties)).values_list("pk", "organisation"))
    parts: dict[UUID | None, set[str]] = defaultdict(set)
    for user, organisation, fields in ties:
        parts[organisation or works_for.get(user)] |= set(fields)
    rows = {row.pk: row for row in Organisation.objects.filter(pk__in=_set(parts)).order_by("sort_key")}
    named = [Sees(row, frozenset(parts[key])) for key, row in rows.items()]
    others = frozenset(part for key, fields in parts.items() if key not in rows for part in fields)
    return [*named, *([Sees(None, others)] if others else [])]


def kept_beside(case: Case) -> dict[str, int]:
    """How many notes and files are kept of a visible case."""
    return {
        "notes": Note.objects.filter(case=case.pk).count(),
        "files": Attachment.objects.filter(case=case.pk).count(),
    }


def _set(keys: Iterable[Any]) -> set[Any]:
    return {key for key in keys if key is not None}
