"""Every address, by every role in three positions and by nobody, against the table of the design."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from pokpong.foundation.access.pages import PUBLIC, SIGNED_IN
from pokpong.foundation.access.roles import OWN, ROLES
from tests.guards.reach.addresses import Address, addresses
from tests.guards.reach.positions import Stand
from tests.guards.reach.world import World, make

pytestmark = pytest.mark.django_db

# Addresses that end the visit or change the reader, each with the reason why the sweep does not follow them.
NOT_VISITED = {
    "account_logout": "signs out",
    "access:end_sessions": "signs out everywhere",
}


@pytest.fixture
def world() -> World:
    return make()


def test_every_address_says_who_may_open_it() -> None:
    """Through `@page` or `@public_page`; a library's own view is wrapped in one of the two."""
    assert [address.name for address in addresses() if not address.permission] == []


def test_nobody_is_shown_anything_but_the_public_pages(world: World) -> None:
    visitor, wrong = Client(), []
    for address in addresses():
        if PUBLIC in address.permission:
            continue
        for method in (visitor.get, visitor.post):
            answer = method(address.url(world))
            if answer.status_code == 405:  # the address takes no such method from anybody
                continue
            if answer.status_code != 302 or "/account/login/" not in answer["Location"]:
                wrong.append(f"{address.name}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def expected(stand: Stand, address: Address) -> set[str]:
    """open, forbidden (no permission: 403) or missing (out of sight: 404)."""
    if PUBLIC in address.permission:
        return {"open", "missing"}  # the set-up pages are gone once somebody works here
    held = ROLES[stand.role].permissions | OWN
    if not (SIGNED_IN in address.permission or held & set(address.permission)):
        return {"forbidden"}
    if address.about and not stand.sees(address.about):
        return {"missing"}
    if address.about or not address.parameters:
        return {"open"}
    return {"open", "missing"}  # a record of another kind: the actions' sweep and the kind's own tests decide


def found(status: int) -> str:
    """Anything but a refusal counts as open; a failure of the server is never expected."""
    if status >= 500:
        return f"failed with {status}"
    return {403: "forbidden", 404: "missing", 405: "no such method"}.get(status, "open")


def told_apart(stand: Stand, address: Address) -> bool:
    """Where one stands matters for a record of a kind that is seen by place or tie, to who holds the permission.

    Elsewhere one stand of each role is enough.
    """
    held = ROLES[stand.role].permissions | OWN
    matters = bool(address.about) and bool(held & set(address.permission))
    return matters or stand.position == "untied"


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_role_opens_exactly_what_the_design_says(world: World, method: str) -> None:
    """A POST is sent empty: who may not even open the page must not learn what it would have asked."""
    wrong = []
    for stand in world.stands:
        visitor = Client(raise_request_exception=False)
        visitor.force_login(stand.user, backend="pokpong.foundation.access.sign_in.PokpongBackend")
        for address in addresses():
            if address.name in NOT_VISITED or not told_apart(stand, address):
                continue
            with transaction.atomic():
                answer = getattr(visitor, method)(address.url(world))
                transaction.set_rollback(True)
            if found(answer.status_code) not in expected(stand, address) | {"no such method"}:
                wanted = sorted(expected(stand, address))
                wrong.append(f"{address.name} by {stand.name}: {found(answer.status_code)}, not {wanted}")
    assert not wrong, "\n".join(wrong)
