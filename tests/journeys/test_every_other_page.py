"""Every other page there is, as every role sees it: on a phone, in Lao, in light and dark, readable for everybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.tests import provider
from tests.engines.browser import PHONE, Windows
from tests.engines.installation import Installation
from tests.journeys.every_page import SIGN_INS, WHO, Walk, settle, shape_of

# Addresses out of everybody's sight in the world of the tests, each with the reason.
NOT_THERE = {
    "office:set_up": "an installation is set up once",
    "office:set_up_language": "an installation is set up once",
    "office:set_up_places": "an installation is set up once",
    "office:set_up_organisation": "an installation is set up once",
    "office:set_up_administrator": "an installation is set up once",
    "office:set_up_supervisor": "an installation is set up once",
    "office:set_up_done": "an installation is set up once",
    "ui:error_sample": "shows the page of an error",
    "people:consent_evidence": "the consent of the world was spoken",
}


@pytest.fixture(scope="module")
def walk(installation: Installation) -> Iterator[Walk]:
    """Where one also signs in by a provider of identities."""
    with provider.running() as vouching:
        installation.environment["POKPONG_OIDC_ISSUER"] = vouching.issuer
        installation.environment["POKPONG_OIDC_CLIENT_ID"] = provider.CLIENT
        installation.environment["POKPONG_OIDC_CLIENT_SECRET"] = provider.SECRET
        yield settle(installation, of_help=False)


def test_every_role_has_somebody_who_walks() -> None:
    assert set(SIGN_INS) == set(ROLES)


@pytest.mark.parametrize("who", WHO)
def test_every_page(walk: Walk, windows: Windows, who: str) -> None:
    complaints = walk.along(windows(PHONE), who)
    assert not complaints, "\n".join(complaints)


def test_no_page_was_left_out(walk: Walk) -> None:
    """After all have walked. A page that nobody came to was looked at by nobody."""
    assert walk.found_by_nobody() == set(NOT_THERE)


def test_a_shape_is_what_a_page_is_made_of() -> None:
    assert shape_of('<p class="a b">x</p><p>y</p><c-x>') == {"p.a b", "p", "c-x"}
    assert shape_of("") == set()
