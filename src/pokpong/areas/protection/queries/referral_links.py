"""Reading one-time links: by their code, by the cookie of the browser, and for the sender's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.crypto import constant_time_compare

from pokpong.areas.protection import link_codes
from pokpong.areas.protection.models import Referral, ReferralLink
from pokpong.areas.protection.queries.referrals import shared_parts
from pokpong.foundation.access import row_security
from pokpong.foundation.access.models import User
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel import clock
from pokpong.registers.people.models import Person

BESIDE = ("referral__case__person", "referral__organisation", "referral__consent__withdrawal")
MERGED = "merged"


def by_code(typed: str) -> ReferralLink | None:
    """The link with this code, for whoever holds it."""
    with row_security.scope("program:one_time_link"):
        rows = ReferralLink.objects.living().select_related(*BESIDE)
        return rows.filter(code=link_codes.digest_of_code(typed)).first()


def opened_here(link: UUID, cookie: str) -> ReferralLink | None:
    """The link, when this is the cookie of the browser in which it was opened."""
    with row_security.scope("program:one_time_link"):
        row = ReferralLink.objects.living().select_related(*BESIDE).filter(pk=link).first()
        return row if row is not None and is_its_browser(row, cookie) else None


def is_its_browser(row: ReferralLink, cookie: str) -> bool:
    return bool(row.browser and cookie) and constant_time_compare(row.browser, link_codes.digest_of_cookie(cookie))


def shows(row: ReferralLink) -> frozenset[str]:
    """The groups of the record that the link shows now: what it names, as far as the referral still shares it."""
    return frozenset(row.fields) & parts_shared(row.referral)


def parts_shared(referral: Referral) -> frozenset[str]:
    """What a link of this referral could show now; nothing of one that ended, or whose record was merged."""
    if not referral.is_under_way or not holds(referral) or is_merged(referral.case.person):
        return frozenset()
    return shared_parts(referral)


def holds(referral: Referral) -> bool:
    """Whether the consent, where there is one, holds today."""
    consent = referral.consent
    return consent is None or consent.holds_on(clock.today())


def is_merged(person: Person) -> bool:
    """Another record says now what is known of this human being: a link made for this one ends."""
    return bool(person.state == MERGED)


def is_over(row: ReferralLink) -> bool:
    """Whether nothing is shown through it any more, also before the clock has noticed."""
    with row_security.scope("program:one_time_link"):
        return not row.is_live or row.is_late(clock.now()) or not shows(row)


@dataclass(frozen=True)
class Made:
    """One link for the sender's page: who made it, and when it was looked at."""

    link: ReferralLink
    made_by: str
    looks: tuple[datetime, ...]


def of_referral(referral: Referral) -> list[Made]:
    """All links of a visible referral, the newest first."""
    rows = list(ReferralLink.objects.living().filter(referral=referral.pk).order_by("-made_at", "-id"))
    names = dict(User.objects.filter(pk__in={row.made_by for row in rows}).values_list("pk", "display_name"))
    looks: dict[UUID, list[datetime]] = {row.pk: [] for row in rows}
    readings = Reading.objects.filter(actor__in=list(looks), kind=Referral.noun).order_by("at", "id")
    for actor, at in readings.values_list("actor", "at"):
        looks[actor].append(at)
    return [Made(row, names.get(row.made_by, ""), tuple(looks[row.pk])) for row in rows]


def makers(actors: set[UUID]) -> dict[UUID, str]:
    """Who made these links, by the id of the link; ids of anybody else are left out."""
    rows = dict(ReferralLink.objects.filter(pk__in=actors).values_list("pk", "made_by"))
    names = dict(User.objects.filter(pk__in=set(rows.values())).values_list("pk", "display_name"))
    return {link: names.get(user, "") for link, user in rows.items()}


def to_expire(now: datetime) -> list[UUID]:
    """Links whose time has run out."""
    return list(ReferralLink.objects.live().filter(expires__lte=now).order_by("pk").values_list("pk", flat=True))


def to_end() -> list[UUID]:
    """Links whose record was merged into another one."""
    rows = ReferralLink.objects.live().filter(referral__case__person__state=MERGED)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def live_of(referral: Referral) -> list[UUID]:
    rows = ReferralLink.objects.live().filter(referral=referral.pk).order_by("pk")
    return list(rows.values_list("pk", flat=True))
