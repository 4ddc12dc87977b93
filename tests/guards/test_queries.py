"""A page costs the same number of queries for a few rows as for many.

Every address is visited: lists, and records with few and many children. What grows is of every kind there is, so a
new page or a new kind of record that nobody thought of here fails the guard.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import get_user
from django.db import connection, reset_queries, transaction
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pokpong.foundation.access import idle
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PUBLIC, SIGNED_IN
from pokpong.foundation.actions.nouns import by_name
from pokpong.foundation.vault import keyring
from tests.guards.private.walking import visitor
from tests.guards.reach.addresses import Address, addresses
from tests.guards.reach.world import World, make
from tests.guards.rows.growing import SAMENAME, grow

pytestmark = pytest.mark.django_db

VALUE = re.compile(r"""'[^']*'|"s\d+_x\d+"|\b\d+\b""")  # differs from row to row
FEW, MORE = 3, 24  # more than fit a page of a table
# Who looks, in this order; for each page the first that may.
WATCHERS = (
    "supervisor",
    "caseworker",
    "admin",
    "ministry",
    "auditor",
    "secretary",
    "village",
    "provider",
    "investigator",
    "manager",
)
# Addresses without a record that show no page, each with the reason.
NO_PAGE = {
    "account_logout": "signs out",
    "access:end_sessions": "signs out everywhere",
}
# What is sent to pages that take a POST only, and to searches: what is typed there finds every row that grows.
TYPED = {
    "access:factor_codes": {},
    "access:kept": {"path": "/"},
    "people:search": {"text": SAMENAME},
    "office:search": {"text": "ທົດສອບ"},
    "cases:search": {"text": SAMENAME},
}
QUERIES = {
    "places:search": {"q": "ທົດສອບ"},
    "places:find": {"q": "ທົດສອບ"},
    "places:find_level": {"q": "ທົດສອບ"},
    "places:find_in": {"q": "ທົດສອບ"},
    "institutions:find": {"q": "ທົດສອບ"},
    "institutions:find_officials": {"q": "ທົດສອບ"},
}
# What a visit's session holds for a page that is shown in one state of it only.
IN_SESSION = {"access:locked": {idle.LOCKED: True}}
# Kinds of rows that do not grow with the work, each with the reason.
STILL = {
    "installation": "one row",
    "place_level": "a handful, set up once",
    "daily_summary": "shown nowhere",
    "audit_batch": "made by the clock; a page shows the last one only",
    "reading_week": "made by the clock; a page shows the last one only",
    "closing": "made by the clock once a month; a page shows the last one only",
    "frozen_table": "a handful for each closing; shown nowhere",
    "published_table": "a handful for each closing; a page shows those of the last one only",
    "paper_serial": "shown nowhere in a list",
    "saved_view": "a few for each user",
}
# Pages without a record that a GET shows to none of the watchers, each with the reason.
NOT_SHOWN = {
    "account_login": "who is signed in goes home",
    "mfa_authenticate": "between the two steps of signing in; who is signed in goes home",
    "access:identity": "goes to the provider of identities; who is signed in goes home",
    "access:identity_back": "takes who comes back from the provider on to another page",
    "access:confirm_identity": "goes to the provider of identities; who has none to confirm goes back",
    "access:language": "takes a POST and goes back",
    "access:lock": "takes a POST and answers with no page",
    "ui:design_action": "takes a POST and goes back",
    "ui:language": "takes a POST and goes back",
    "ui:save_view": "takes a POST and goes back",
    "ui:theme": "takes a POST and goes back",
    "office:verify_now": "takes a POST and goes back",
    "office:set_up": "an installation is set up once",
    "office:set_up_language": "an installation is set up once",
    "office:set_up_places": "an installation is set up once",
    "office:set_up_organisation": "an installation is set up once",
    "office:set_up_administrator": "an installation is set up once",
    "office:set_up_supervisor": "an installation is set up once",
    "office:set_up_done": "an installation is set up once",
}
LEAST = 8  # rows more of every other kind


@dataclass(frozen=True)
class Visit:
    """One way to ask for a page."""

    address: Address
    url: str
    watcher: str

    @property
    def name(self) -> str:
        return f"{self.address.name} by {self.watcher}"


def visits(world: World) -> list[Visit]:
    """For every address the first watcher to whom it shows a page. Looking also fills the caches of the process."""
    found = []
    clients = {name: visitor(world.demo[name]) for name in WATCHERS}
    for address in addresses():
        if address.name not in NO_PAGE:
            url = address.url(world)
            may = [name for name in WATCHERS if is_for(address, world.demo[name])]
            watcher = next((name for name in may if answers(clients[name], address, url)), "")
            found.append(Visit(address, url, watcher))
    return found


def is_for(address: Address, user: User) -> bool:
    """Whether the page is for this user at all; rows are another question."""
    held = [name for name in address.permission if name not in (PUBLIC, SIGNED_IN)]
    return not held or any(user.may(name) for name in held)


def prepare(client: Client, address: Address) -> None:
    """As if the own password had been given once more just now, which pages of one's own security ask for."""
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, get_user(request), "password", reauthenticated=True)
    request.session.update(IN_SESSION.get(address.name, {}))
    request.session.save()


def answers(client: Client, address: Address, url: str) -> bool:
    return ask(client, address, url) == 200


def ask(client: Client, address: Address, url: str) -> int:
    """Visits the page (and searches, where it is one for searching) and takes back what that left."""
    with transaction.atomic():
        prepare(client, address)
        if address.name in TYPED:
            answer = client.post(url, TYPED[address.name])
        else:
            answer = client.get(url, QUERIES.get(address.name, {}))
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return answer.status_code


def counted(world: World, found: list[Visit]) -> dict[str, list[str]]:
    """The queries of every visit, with nothing left in the process from the visits before."""
    clients = {name: visitor(User.objects.get(pk=world.demo[name].pk)) for name in WATCHERS}
    queries = {}
    for visit in found:
        keyring.forget()
        reset_queries()  # the log of a connection holds 9,000, and counts wrong beyond
        with CaptureQueriesContext(connection) as captured:
            ask(clients[visit.watcher], visit.address, visit.url)
        queries[visit.name] = [shape(query["sql"]) for query in captured.captured_queries]
    return queries


def shape(sql: str) -> str:
    """The beginning of a query, enough to see which one it is."""
    start, _, rest = VALUE.sub("?", sql).partition(" FROM ")
    return f"{start[:12]} … FROM {rest[:120]}" if rest else start[:120]


def rows_of_every_kind() -> dict[str, int]:
    return {noun: model.objects.count() for noun, model in by_name().items()}


def test_pages_cost_the_same_for_few_and_many_rows() -> None:
    world = make()
    grow(world, FEW, 0)
    found = visits(world)
    unseen = {visit.address.name for visit in found if not visit.watcher and not visit.address.parameters}
    assert sorted(unseen - NOT_SHOWN.keys()) == [], "shown to no watcher: their queries would never be counted"
    seen = [visit for visit in found if visit.watcher]
    before, few = rows_of_every_kind(), counted(world, seen)
    grow(world, MORE, FEW)
    after, many = rows_of_every_kind(), counted(world, seen)
    still = {noun for noun in before if after[noun] - before[noun] < LEAST}
    assert still - STILL.keys() == set(), "kinds of rows that did not grow: add them to rows/growing.py"
    wrong = [
        f"{name}: {len(few[name])} queries, then {len(many[name])}: {more(few[name], many[name])}"
        for name in few
        if len(few[name]) != len(many[name])
    ]
    assert not wrong, "\n".join(wrong)
    assert len(seen) > 60, "hardly any page was visited"


def more(few: list[str], many: list[str]) -> str:
    """The queries that became more."""
    return "; ".join(f"{times} x {query}" for query, times in (Counter(many) - Counter(few)).most_common(3))
