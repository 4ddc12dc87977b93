"""Opens every address of the program as one role at a phone, and looks at each page whose shape is new.

A page is looked at in light and dark: nothing serious for axe-core, in Lao, nothing wider than the screen.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from playwright.sync_api import APIResponse, Page

from pokpong.demo.people import ADMINISTRATOR, USERS
from pokpong.foundation.access.pages import PUBLIC, SIGNED_IN
from pokpong.foundation.access.roles import OWN, ROLES
from tests.engines.installation import Installation
from tests.journeys.eyes import wrong_with
from tests.journeys.pictures import sign_in

# A file belongs to whoever brought it in: the caseworker brings one with a row that asks, and one with a row rejected.
# A one-time link was opened in the browser of the visitor, and of nobody else.
TELL = """
import json
from django.urls import reverse
from pokpong.areas.protection import link_codes
from pokpong.areas.protection.actions.referrals import enter_link
from pokpong.areas.protection.models import ReferralLink
from pokpong.areas.protection.screens.partner.cookies import name_of
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.visitor import Visitor
from pokpong.doors.exchange.tests.books import template_of
from pokpong.doors.exchange.tests.factories import ROW, brought_in, checked, one_row
from pokpong.foundation.kernel.ids import new_id
from tests.guards.reach.addresses import addresses
from tests.guards.reach.world import make
world, found = make(), []
worker = world.demo["caseworker"]
a_case(worker, person=a_person(worker, name="ຄຳ ໄຊຍະວົງ", age=25))
link, call = ReferralLink.objects.select_related("referral__organisation").get(pk=world.ids["referral_link"]), new_id()
secret = link_codes.cookie_for(call)
browser = link_codes.digest_of_cookie(secret)
enter_link(by=Visitor.at_the_door(link), link=link.pk, pin=link.pin, browser=browser, call_id=call)
asks, rejected = brought_in(worker, one_row()), checked(worker, template_of([{**ROW, "H": "?"}]))
own = {
    "exchange:file": [asks.pk],
    "exchange:columns": [rejected.pk],
    "exchange:rejected": [rejected.pk],
    "exchange:row": [asks.pk, 3],
    "places:confirm": [world.ids["proposed"]],
}
for address in addresses():
    try:
        url = reverse(address.name, args=own[address.name]) if address.name in own else address.url(world)
    except KeyError:
        url = ""
    found.append((address.name, url, address.permission))
print("ADDRESSES" + json.dumps([found, name_of(link.pk), secret]))
"""
# Addresses that end the visit or change the reader, each with the reason why nobody goes there.
NOT_VISITED = {
    "account_logout": "signs out",
    "access:end_sessions": "signs out everywhere",
    "access:identity_back": "counts whoever was not sent there by it as a wrong try",
}
MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
TAG = re.compile(r"<([a-z][a-z0-9-]*)\b([^>]*)>")
CLASS = re.compile(r'\bclass="([^"]*)"')
SHELL = "the shell around every page"
OK, FAILED = 200, 500
OUT_OF_SIGHT = {403, 404}
# One demo sign-in for each role; those who see the most come first, so that the others have little left to look at.
SIGN_INS = {user.role: user.username for user in reversed((*USERS, ADMINISTRATOR))}
FIRST = ("case_supervisor", "administrator", "service_provider", "secretary")
WHO = ("", *(SIGN_INS[role] for role in FIRST), *sorted(name for role, name in SIGN_INS.items() if role not in FIRST))
# The addresses of cases and of what comes in and goes out make one walk, all others another: each on its own engine.
OF_HELP = {
    *("cases", "plan", "services", "referrals", "screening", "identification", "papers"),
    *("provider", "body", "exchange"),
}


@dataclass(frozen=True)
class Stop:
    """An address of the program and the permissions that open it; no `url` while nothing in the world answers to it."""

    name: str
    url: str
    permissions: frozenset[str]

    @property
    def is_of_help(self) -> bool:
        return self.name.split(":")[0] in OF_HELP

    def is_open_to(self, held: frozenset[str]) -> bool:
        """That everybody else is refused, another sweep shows without a browser."""
        return bool(self.permissions & (held | {PUBLIC}))


@dataclass(frozen=True)
class Cookie:
    """What the one browser keeps in which a one-time link was opened; `url` is where it is sent."""

    name: str
    value: str
    url: str


@dataclass
class Walk:
    """`shapes`: by the name of an address, the kinds of elements that were already looked at there.

    `answers`: what an address answered to anybody who may open it. `cookie`: of the visitor's browser.
    """

    stops: list[Stop]
    cookie: Cookie
    shapes: dict[str, set[str]] = field(default_factory=dict)
    answers: dict[str, set[int]] = field(default_factory=dict)

    def along(self, page: Page, who: str) -> list[str]:
        """Every address open to whoever is signed in at `page`, called `who`: all that is wrong there."""
        if who:
            sign_in(page, who)
        else:
            page.context.add_cookies([{"name": self.cookie.name, "value": self.cookie.value, "url": self.cookie.url}])
        held = held_by(who)
        return [
            f"{stop.name} as {who or 'a visitor'}: {wrong}"
            for stop in self.stops
            if stop.url and stop.name not in NOT_VISITED and stop.is_open_to(held)
            for wrong in self.visit(page, stop)
        ]

    def visit(self, page: Page, stop: Stop) -> list[str]:
        """What answers with no page, like a file, or is out of the visitor's sight, is not looked at."""
        answer = page.request.get(stop.url, max_redirects=0)
        self.answers.setdefault(stop.name, set()).add(answer.status)
        if answer.status >= FAILED:
            return [f"answered {answer.status}"]
        if not (is_a_page(answer) and self.is_new(stop.name, answer.text())):
            return []
        page.goto(stop.url)
        return wrong_with(page)

    def is_new(self, name: str, content: str) -> bool:
        """Whether the page holds a kind of element not looked at before at this address, or in any shell."""
        main = MAIN.search(content)
        inner, outer = (main.group(), MAIN.sub("", content)) if main else (content, "")
        return any([self._adds(name, shape_of(inner)), self._adds(SHELL, shape_of(outer))])

    def _adds(self, name: str, shape: set[str]) -> bool:
        known = self.shapes.setdefault(name, set())
        new = not shape <= known or not known
        known |= shape
        return new

    def found_by_nobody(self) -> set[str]:
        """Addresses that were out of everybody's sight, or that nothing in the world answers to."""
        found = {name for name, statuses in self.answers.items() if statuses - OUT_OF_SIGHT}
        return {stop.name for stop in self.stops} - found - set(NOT_VISITED)


def settle(installation: Installation, *, of_help: bool) -> Walk:
    """A world with one record of every kind there is, and the walk along the addresses of help, or all others."""
    told = installation.script(TELL)
    installation.restart()  # the gate to set-up opens
    found, name, secret = json.loads(told.split("ADDRESSES")[1])
    stops = [Stop(name, url, frozenset(permissions)) for name, url, permissions in found]
    cookie = Cookie(name, secret, f"{installation.url}/link/")
    return Walk([stop for stop in stops if stop.is_of_help is of_help], cookie)


def held_by(who: str) -> frozenset[str]:
    """What a demo sign-in may do; a visitor may do nothing."""
    roles = [role for role, name in SIGN_INS.items() if name == who]
    return frozenset({SIGNED_IN, *OWN}).union(*(ROLES[role].permissions for role in roles)) if who else frozenset()


def is_a_page(answer: APIResponse) -> bool:
    return answer.status == OK and answer.headers.get("content-type", "").startswith("text/html")


def shape_of(content: str) -> set[str]:
    """The kinds of elements a page is made of: tag and classes of each."""
    found = set()
    for tag, attributes in TAG.findall(content):
        classes = CLASS.search(attributes)
        found.add(f"{tag}.{classes.group(1).strip()}" if classes else tag)
    return found
