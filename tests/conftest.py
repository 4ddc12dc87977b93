"""What journeys stand on: an installation of their own, and windows to visit it with."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.engines import accessibility
from tests.engines.browser import DESK, PHONE, Windows, launch_options
from tests.engines.installation import Installation, an_installation


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    # Playwright keeps an event loop in this thread; Django would refuse its own data base calls beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return launch_options()


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One for each file of journeys: migrated, with places, nobody in it. Its log may hold no traceback."""
    folder: Path = tmp_path_factory.mktemp("installation")
    with an_installation(folder) as here:
        yield here
        log = here.log()
    if "Traceback" in log:
        pytest.fail(f"the server failed behind a page:\n{log[-6000:]}", pytrace=False)


@pytest.fixture
def windows(browser: Browser, installation: Installation) -> Iterator[Windows]:
    """windows(PHONE) or windows(DESK): a page for another person at another device.

    Fails when a page logs an error, breaks its content security policy, or calls an address outside.
    """
    opened = Windows(browser, installation.url)
    yield opened
    opened.close()
    if opened.watch.complaints:
        pytest.fail("the pages complained:\n" + "\n".join(opened.watch.complaints), pytrace=False)


@pytest.fixture
def browser_page(windows: Windows) -> Page:
    """At a desk: 1280 x 800."""
    return windows(DESK)


@pytest.fixture
def phone_page(windows: Windows) -> Page:
    """On a phone: 360 x 740, touch."""
    return windows(PHONE)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """axe(page) fails on anything serious or critical."""
    return accessibility.check
