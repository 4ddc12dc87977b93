"""Every page of cases, referrals, requests and files, as every role sees it: on a phone, readable for everybody."""

from __future__ import annotations

import pytest

from tests.engines.browser import PHONE, Windows
from tests.engines.installation import Installation
from tests.journeys.every_page import WHO, Walk, settle


@pytest.fixture(scope="module")
def walk(installation: Installation) -> Walk:
    return settle(installation, of_help=True)


@pytest.mark.parametrize("who", WHO)
def test_every_page(walk: Walk, windows: Windows, who: str) -> None:
    complaints = walk.along(windows(PHONE), who)
    assert not complaints, "\n".join(complaints)


def test_no_page_was_left_out(walk: Walk) -> None:
    """After all have walked. A page that nobody came to was looked at by nobody."""
    assert walk.found_by_nobody() == set()
