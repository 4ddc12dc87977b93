"""Reading referrals. Everything a page shows starts at `of_seen_cases` (the sender) or `received_by` (who is asked)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from pokpong.areas.protection.models import Case, Referral, ReferralNote
from pokpong.areas.protection.models.referral import ReferralQuerySet, organisations_of
from pokpong.areas.protection.rules.referrals import CONFIRM_WITHIN, Offered
from pokpong.areas.protection.states.referrals import ENDED, TAKEN_BACK, UNANSWERED, UNDER_WAY
from pokpong.foundation.access import row_security
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import covers
from pokpong.foundation.kernel.problems import NotThere
from pokpong.registers.institutions.models import Organisation, ServiceOffer
from pokpong.registers.institutions.models.service import ServiceOfferQuerySet
from pokpong.registers.institutions.queries import directory
from pokpong.registers.people.models import Consent, Contact, Tie
from pokpong.registers.people.queries.consents import valid_consent

PURPOSE = "referral"
TAKEN_BACK_SHOWN_DAYS = 30
PLACE_TAKEN = ("accepted", "in_service")
BESIDE = ("case__person", "organisation", "consent__withdrawal")


def sent_referral(actor: Any, referral: UUID) -> Referral:
    """One of a case in the actor's sight, with its case, person and organisation. Raises NotThere."""
    return _one(Referral.objects.of_seen_cases(actor), referral)


def received_referral(actor: Any, referral: UUID) -> Referral:
    """One that was sent to the actor's organisation. Raises NotThere."""
    return _one(Referral.objects.received_by(actor), referral)


def _one(rows: ReferralQuerySet, referral: UUID) -> Referral:
    found: Referral | None = rows.select_related(*BESIDE).filter(pk=referral).first()
    if found is None:
        raise NotThere(str(referral))
    return found


def of_case(case: Case) -> list[Referral]:
    """All referrals of a visible case: those under way first, then the newest."""
    rows = Referral.objects.filter(case=case.pk).select_related("organisation").order_by("-id")
    return sorted(rows, key=lambda row: row.state in ENDED)


def under_way_of(case: Case) -> list[Referral]:
    """What a closure must end or carry on; drafts are not among them."""
    return list(Referral.objects.under_way().filter(case=case.pk).select_related("organisation").order_by("sent_at"))


def mine(actor: Any) -> ReferralQuerySet:
    """Referrals this actor wrote or sent, and all of the cases they lead, as far as they see them."""
    own = Q(made_by=actor.id) | Q(sent_by=actor.id) | Q(case__lead=actor.id)
    return Referral.objects.of_seen_cases(actor).filter(own).select_related("organisation", "case")


def notes_of(actor: Any, row: Referral) -> list[ReferralNote]:
    """The notes in the actor's sight, oldest first."""
    return list(ReferralNote.objects.visible_to(actor).filter(referral=row.pk).order_by("at", "id"))


def shared_parts(row: Referral) -> frozenset[str]:
    """The groups of the person's record that the organisation sees at this moment; none once the sharing ended."""
    ties = Tie.objects.current().because(row.noun, row.pk).filter(organisation=row.organisation_id)
    return frozenset(part for fields in ties.values_list("fields", flat=True) for part in fields)


def contacts_of(row: Referral) -> list[Contact]:
    """Present contacts of the person, for who may see them."""
    return list(Contact.objects.filter(person=row.case.person_id, ended_on=None).order_by("id"))


@dataclass(frozen=True)
class TakenBack:
    """A referral that the organisation no longer finds: nothing but what was asked for, and when."""

    number: str
    kind: str
    sent_at: datetime
    ended_at: datetime


def taken_back_from(actor: Any) -> list[TakenBack]:
    """What was taken back from the actor's organisation in the last 30 days, the latest first."""
    since = clock.now() - timedelta(days=TAKEN_BACK_SHOWN_DAYS)
    rows = Referral.objects.filter(
        organisation__in=organisations_of(actor), state__in=TAKEN_BACK, sent_at__isnull=False, ended_at__gte=since
    )
    return [TakenBack(row.number, row.kind, row.sent_at, row.ended_at) for row in rows.order_by("-ended_at")]


def services_for(actor: Any, case: Case, kind: str = "") -> ServiceOfferQuerySet:
    """Services offered today for people of the district where the case is helped, of organisations that work."""
    return directory(actor, place=case.place_path, kind=kind).filter(organisation__state="active")


def places_taken(offer: UUID) -> int:
    """How many are helped there now because of a referral, whoever sent them."""
    with row_security.scope("program:capacity"):
        return Referral.objects.filter(offer=offer, state__in=PLACE_TAKEN).count()


def offers_of(organisation: UUID, kind: str, place_path: str) -> list[tuple[ServiceOffer, Offered]]:
    """The services of this kind that an organisation offers today, and whether they are for here and have room."""
    rows = ServiceOffer.objects.filter(organisation=organisation, kind=kind, state="offered").order_by("id")
    return [(row, _offered(row, place_path)) for row in rows]


def _offered(row: ServiceOffer, place_path: str) -> Offered:
    here = any(covers(path, place_path) or covers(place_path, path) for path in row.place_paths)
    return Offered(here, row.capacity, places_taken(row.pk) if row.capacity is not None else 0)


def is_open(organisation: UUID) -> bool:
    return bool(Organisation.objects.filter(pk=organisation, state="active").exists())


def consent_for(row: Referral) -> Consent | None:
    """The consent that allows this referral today: to this organisation, with all of these data."""
    return valid_consent(row.case.person, PURPOSE, row.organisation_id, row.fields, clock.today())


def allows(consent: Consent, organisation: UUID) -> bool:
    """Whether a consent lets an organisation be referred to today, with some of the data."""
    named = {entry["organisation"] for entry in consent.recipients}
    return consent.holds_on(clock.today()) and consent.purpose == PURPOSE and str(organisation) in named


def receivers_of(organisation: UUID) -> list[UUID]:
    """The active users who receive referrals for an organisation, by the grants held today."""
    roles = [code for code, role in ROLES.items() if "referral.tied" in role.permissions]
    today = clock.today()
    grants = Grant.objects.filter(
        Q(ends=None) | Q(ends__gte=today), organisation=organisation, role__in=roles, state="active", starts__lte=today
    )
    active = User.objects.filter(pk__in=grants.values("user"), state="active")
    return sorted(active.values_list("pk", flat=True))


def lapsed(today: date) -> Iterator[UUID]:
    """Unanswered ones that have waited too long."""
    before = today - timedelta(days=settings.POKPONG_REFERRAL_LAPSE_DAYS)
    yield from Referral.objects.filter(state__in=UNANSWERED, answer_by__lt=before).values_list("pk", flat=True)


def unconfirmed(now: datetime) -> Iterator[UUID]:
    """Exceptions that nobody confirmed in time."""
    rows = Referral.objects.filter(state__in=UNDER_WAY, confirmed_by=None, sent_at__lte=now - CONFIRM_WITHIN)
    yield from rows.exclude(exception="").values_list("pk", flat=True)


def run_out(today: date) -> Iterator[UUID]:
    """Under way although their consent has run out."""
    rows = Referral.objects.filter(state__in=UNDER_WAY, consent__expires_on__lte=today)
    yield from rows.values_list("pk", flat=True)
