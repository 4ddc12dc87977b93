"""Who comes to the journeys."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import ViewportSize

from tests.engines.browser import DESK, Windows
from tests.journeys.eyes import Eyes
from tests.journeys.steps import Somebody

Come = Callable[..., Somebody]


@pytest.fixture(scope="module")
def looked_at() -> Eyes:
    """What this file of journeys has looked at so far."""
    return Eyes()


@pytest.fixture
def come(windows: Windows, looked_at: Eyes) -> Iterator[Come]:
    """come() or come(PHONE): another person at another device. Fails when a page they came to is not as it must be."""

    def somebody(size: ViewportSize = DESK, username: str = "", password: str = "") -> Somebody:
        here = Somebody(windows(size), looked_at)
        if username:
            here.sign_in(username, password)
        return here

    yield somebody
    complaints, looked_at.complaints = looked_at.complaints, []
    if complaints:
        pytest.fail("pages are not as they must be:\n" + "\n".join(complaints), pytrace=False)
