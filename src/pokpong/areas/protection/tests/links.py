"""One-time links made through the actions, and what their holders do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from pokpong.areas.protection import link_codes
from pokpong.areas.protection.actions.referrals import enter_link, make_link
from pokpong.areas.protection.models import Referral, ReferralLink
from pokpong.areas.protection.visitor import Visitor
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.ids import new_id

RECIPIENT = "ທ່ານ ໝໍ ຄຳໃບ ສົມມຸດ"
PIN = "482913"
WRONG = "111111"


@dataclass(frozen=True)
class Handed:
    """What the sender handed over: the code of a link, and its PIN."""

    link: UUID
    code: str
    pin: str = PIN

    @property
    def row(self) -> ReferralLink:
        """As the holder's actor and pages read it."""
        row: ReferralLink = ReferralLink.objects.select_related("referral__organisation").get(pk=self.link)
        return row

    @property
    def inside(self) -> Visitor:
        return Visitor.inside(self.row)

    @property
    def page(self) -> str:
        return reverse("partner:referral", args=[self.link])


def made(by: Actor, referral: Referral, **more: Any) -> Handed:
    """A link to all that the referral shares; `more` replaces what is asked for."""
    link, code = new_id(), link_codes.new_code()
    values: dict[str, Any] = {
        "fields": tuple(referral.fields),
        "recipient": RECIPIENT,
        "code": link_codes.digest_of_code(code),
        "pin": link_codes.digest_of_pin(link, PIN),
        **more,
    }
    make_link(by=by, id=link, referral=referral.pk, call_id=new_id(), **values)
    return Handed(link, code)


def knock(handed: Handed, pin: str = PIN, call_id: UUID | None = None) -> ReferralLink:
    """Tries a PIN at the door, in a browser of its own."""
    call = call_id or new_id()
    return enter_link(
        by=Visitor.at_the_door(handed.row),
        link=handed.link,
        pin=link_codes.digest_of_pin(handed.link, pin),
        browser=link_codes.digest_of_cookie(link_codes.cookie_for(call)),
        call_id=call,
    )


def enter(client: Client, handed: Handed, pin: str = "", **more: Any) -> Any:
    """Types code and PIN on the public page."""
    typed = {"call_id": str(new_id()), "code": link_codes.grouped(handed.code), "pin": pin or handed.pin, **more}
    return client.post(reverse("partner:enter"), typed)


def partner() -> Client:
    """Another browser, of nobody who signed in; it reads English."""
    client = Client()
    client.cookies["pokpong_language"] = "en"
    return client


def let_in(handed: Handed) -> Client:
    client = partner()
    assert enter(client, handed)["Location"] == handed.page
    return client
